"""Who works at De Vries Wonen, and where they sit."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
Words = dict[Language, str]
"""The same in both languages."""


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """One employee. What is for them alone comes to them where they prefer it, and there they spend their day, as their
    role says. `knows_telegram` is false for who has not linked their Telegram to the bot yet;
    `speaks_english` is true for who does so whatever the others speak. Whom nobody on the page can be (`played` is
    false) has a will of their own, see `colleagues`."""

    key: str
    name: str
    team: str
    role: Words
    telegram: int
    leads: bool = False
    speaks_english: bool = False
    prefers: Literal["slack", "telegram"] = "slack"
    knows_telegram: bool = True
    played: bool = True

    @property
    def slack(self) -> str:
        return f"U0{self.key.upper()}"

    @property
    def email(self) -> str:
        return f"{self.key}@devrieswonen.nl"

    def language(self, spoken: Language) -> Language:
        """What they read, in an organisation in which this is spoken."""
        return "en" if self.speaks_english else spoken


@dataclass(frozen=True, kw_only=True)
class Crew:
    """A team with its channel on Slack and its group (and topic) on Telegram."""

    key: str
    name: Words
    channel: str
    channel_name: Words
    group: int
    topic: int | None = None

    @property
    def members(self) -> tuple[Colleague, ...]:
        return tuple(person for person in COLLEAGUES if person.team == self.key)


COLLEAGUES = (
    Colleague(
        key="anna",
        name="Anna Visser",
        team="support",
        role={"nl": "Klantenservice, Slack", "en": "Customer care, Slack"},
        telegram=1001,
    ),
    Colleague(
        key="boris",
        name="Boris Jansen",
        team="support",
        role={"nl": "Telegram, leest Engels", "en": "Customer care, Telegram"},
        speaks_english=True,
        telegram=1002,
        prefers="telegram",
    ),
    Colleague(
        key="fatima",
        name="Fatima el Amrani",
        team="support",
        role={"nl": "leidt Klantenservice", "en": "leads Customer care"},
        telegram=1003,
        leads=True,
    ),
    Colleague(
        key="daan",
        name="Daan Bakker",
        team="logistics",
        role={"nl": "leidt Bezorging", "en": "leads Delivery"},
        telegram=1004,
        leads=True,
    ),
    Colleague(
        key="emma",
        name="Emma Smith",
        team="logistics",
        role={"nl": "bezorger, Engels", "en": "driver"},
        speaks_english=True,
        telegram=1005,
        prefers="telegram",
    ),
    Colleague(
        key="sanne",
        name="Sanne de Boer",
        team="shop",
        role={"nl": "leidt de winkel", "en": "leads the shop"},
        telegram=1006,
        leads=True,
    ),
    Colleague(
        key="tim",
        name="Tim Vos",
        team="shop",
        role={"nl": "winkel, niet gekoppeld", "en": "shop, not linked yet"},
        telegram=1007,
        knows_telegram=False,
    ),
    *(
        Colleague(
            key=name.split(" ")[0].lower(),
            name=name,
            team="support",
            role={"nl": "Klantenservice", "en": "Customer care"},
            telegram=telegram,
            knows_telegram=False,
            played=False,
        )
        for telegram, name in enumerate(
            ("Joost Kuipers", "Meryem Kaya", "Lisa van Dam", "Ravi Sewnath", "Chantal Bos"), start=1011
        )
    ),
)
"""Everybody. The last five are there so that a team is large enough for a pulse."""

CREWS = (
    Crew(
        key="support",
        name={"nl": "Klantenservice", "en": "Customer care"},
        channel="C0SUPPORT",
        channel_name={"nl": "support", "en": "support"},
        group=-1001000200300,
        topic=7,
    ),
    Crew(
        key="logistics",
        name={"nl": "Bezorging", "en": "Delivery"},
        channel="C0DELIVERY",
        channel_name={"nl": "bezorging", "en": "delivery"},
        group=-100200301,
    ),
    Crew(
        key="shop",
        name={"nl": "Winkel Utrecht", "en": "Utrecht shop"},
        channel="C0UTRECHT",
        channel_name={"nl": "winkel-utrecht", "en": "shop-utrecht"},
        group=-100200302,
    ),
)
