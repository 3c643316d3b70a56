"""De Vries Wonen, the shop in which the tests play: its people, its teams, and a clock that stands still.

Anna and Boris work at the customer service (support), which Fatima leads; Anna also drives for logistics. On a fresh
database the members get the ids that they have here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TypedDict, Unpack
from zoneinfo import ZoneInfo

from bot.domain.destination import Destination, Platform
from bot.domain.feedback import Customer, Said
from bot.domain.hours import WorkingHours
from bot.domain.organisation import Allowance, CardRules, Condition, Organisation, Rule, Team
from bot.domain.people import Account, Member, TeamDestination, WantedMember
from bot.services.office import Office
from storage import people
from storage.engine import Database

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""Friday 20 November 2026, 10:00 in Amsterdam: everyone is at work."""

HOURS = WorkingHours(
    weekdays=frozenset(range(5)),
    opens=time(9),
    closes=time(17, 30),
    zone=ZoneInfo("Europe/Amsterdam"),
    is_holiday=lambda _: False,
)

SUPPORT_SLACK = Destination(platform=Platform.SLACK, chat="C0SUPPORT")
SUPPORT_TELEGRAM = Destination(platform=Platform.TELEGRAM, chat="-100200300", thread="7")
LOGISTICS_SLACK = Destination(platform=Platform.SLACK, chat="C0LOGISTICS")
LOGISTICS_TELEGRAM = Destination(platform=Platform.TELEGRAM, chat="-100200400")


def _slack(user: str) -> Account:
    return Account(platform=Platform.SLACK, user_id=user)


def _telegram(user: str) -> Account:
    return Account(platform=Platform.TELEGRAM, user_id=user)


ANNA = Member(
    id=1,
    email="anna@devrieswonen.nl",
    name="Anna Visser",
    language="nl",
    timezone="Europe/Amsterdam",
    prefers=Platform.TELEGRAM,
    accounts=(_slack("U0ANNA"), _telegram("1001")),
)
BORIS = Member(
    id=2,
    email="boris@devrieswonen.nl",
    name="Boris Jansen",
    language="en",
    timezone="Europe/Amsterdam",
    accounts=(_slack("U0BORIS"),),
)
FATIMA = Member(
    id=3,
    email="fatima@devrieswonen.nl",
    name="Fatima el Idrissi",
    language="nl",
    timezone="Europe/Amsterdam",
    prefers=Platform.SLACK,
    accounts=(_slack("U0FATIMA"), _telegram("1003")),
)
EVERYONE = (ANNA, BORIS, FATIMA)

SUPPORT = Team(
    key="support",
    name="Klantenservice",
    language="nl",
    hours=HOURS,
    leads=frozenset({FATIMA.email}),
    deputy=BORIS.email,
    members=frozenset({ANNA.email, BORIS.email}),
    destinations=(TeamDestination(place=SUPPORT_SLACK), TeamDestination(place=SUPPORT_TELEGRAM)),
    deadlines={"phone": Allowance(working=timedelta(hours=4)), "chat": Allowance(working=timedelta(hours=4))},
)
LOGISTICS = Team(
    key="logistics",
    name="Logistiek",
    language="nl",
    hours=HOURS,
    leads=frozenset({FATIMA.email}),
    members=frozenset({ANNA.email}),
    destinations=(TeamDestination(place=LOGISTICS_SLACK), TeamDestination(place=LOGISTICS_TELEGRAM)),
)
BAD_DELIVERIES = Rule(when=Condition(touchpoint=frozenset({"delivery"}), score=(0, 6)), team="logistics")


class Changes(TypedDict, total=False):
    """What a story may change about the organisation."""

    language: str
    hours: WorkingHours
    teams: dict[str, Team]
    rules: tuple[Rule, ...]
    cards: CardRules
    admins: frozenset[str]
    members: dict[int, Member]
    minimum: int


def organisation(**changes: Unpack[Changes]) -> Organisation:
    """De Vries Wonen on an ordinary day, but for the changes."""
    ordinary = Organisation(
        name="De Vries Wonen",
        language="nl",
        currency="EUR",
        hours=HOURS,
        teams={"support": SUPPORT, "logistics": LOGISTICS},
        default_team="support",
        rules=(BAD_DELIVERIES,),
        members={member.id: member for member in EVERYONE},
        reactions={
            Platform.SLACK: {"eyes": "claim", "white_check_mark": "resolve", "memo": "note"},
            Platform.TELEGRAM: {"👀": "claim", "👌": "resolve", "✍": "note"},
        },
    )
    return replace(ordinary, **changes)


@dataclass
class StoppedClock:
    """Tells the same moment until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by


@dataclass
class Bell:
    """Counts how often the courier was woken."""

    rung: int = 0

    def __call__(self) -> None:
        self.rung += 1


def wanted(members: Sequence[Member] = EVERYONE) -> list[WantedMember]:
    """The members as the configuration would name them."""
    return [
        WantedMember(
            email=member.email,
            name=member.name,
            language=member.language,
            timezone=member.timezone,
            prefers=member.prefers,
            accounts=member.accounts,
            teams=tuple(team.key for team in (SUPPORT, LOGISTICS) if team.has(member.email)),
        )
        for member in members
    ]


async def open_office(db: Database, bell: Bell | None = None, **changes: Unpack[Changes]) -> Office:
    """De Vries Wonen at work on a database that has the tables, its members known by the ids that they have here."""
    async with db.begin() as tx:
        await people.sync(tx, wanted(), now=NOW)
    office = Office(db=db, organisation=organisation(**changes), nudge=bell or Bell())
    await office.meet_members()
    return office


def nps(
    score: int | None = 3,
    comment: str | None = "Drie keer teruggebeld, niemand wist ervan.",
    *,
    id: str = "S-2026-001",
    employee: str | None = None,
    touchpoint: str | None = "call-centre",
) -> Said:
    """What M. de Vries said on the phone: by default a detractor's words about nobody in particular."""
    return Said(
        source="survey",
        external_id=id,
        score=score,
        comment=comment,
        customer=Customer(id="C-1001", name="M. de Vries", email="m.devries@example.nl", phone="+31612345678"),
        journey="complaint",
        touchpoint=touchpoint,
        channel="phone",
        employee=employee,
    )
