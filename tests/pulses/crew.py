"""A shop whose people are asked: real services and a real courier, between two platforms made of memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from itertools import count
from random import Random

from prometheus_client import CollectorRegistry

from bot.actions import PulseAnswer
from bot.cards.model import Buttons, Card
from bot.domain.destination import Destination, Platform
from bot.domain.hours import WorkingHours
from bot.domain.organisation import Organisation, Team
from bot.domain.people import Account, Member, TeamDestination, WantedMember
from bot.domain.plan import Asks, Plan, Pulse, Question, Summary
from bot.domain.pulse import Round
from bot.domain.schedule import Recurrence, Unit, WorkingDays
from bot.domain.secrecy import Secrecy
from bot.metrics import Metrics
from bot.services import pulses
from bot.services.office import Office
from bot.services.pulse_answering import NotTaken
from scheduler.courier import Courier
from storage import people
from storage.engine import Database
from tests.cards.texts import all_text
from tests.scheduler.letterbox import Letterbox, Message
from tests.world import HOURS, Bell, StoppedClock

MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
"""Monday 30 November 2026, 09:00 in Amsterdam: the day before the eNPS is asked."""
KEY = b"0" * 32
AMSTERDAM = "Europe/Amsterdam"

ENPS = Pulse(
    key="enps",
    question=Question.ENPS,
    asks=Asks.EMPLOYEES,
    when=Recurrence(at=time(9, 30), every=4, unit=Unit.WEEK, weekday=1, working_days=WorkingDays.NEXT),
    open_for=timedelta(days=7),
    remind_after=timedelta(days=3),
    minimum=5,
    sample=Fraction(1),
)
ENGAGEMENT = replace(
    ENPS,
    key="engagement",
    question=Question.ENGAGEMENT_INDEX,
    when=Recurrence(at=time(9, 30), every=3, unit=Unit.MONTH, weekday=1, nth=1, working_days=WorkingDays.NEXT),
    remind_after=None,
)
EXPECTATION = replace(
    ENPS,
    key="expectation",
    question=Question.EXPECTATION,
    asks=Asks.TEAM,
    when=Recurrence(at=time(15), unit=Unit.WEEK, weekday=4, working_days=WorkingDays.NEXT),
    remind_after=None,
    minimum=3,
)
DAILY = replace(ENPS, key="daily", when=Recurrence(at=time(9, 30)), sample=Fraction(1, 20), remind_after=None)
DIGEST = Summary(when=Recurrence(at=time(8, 45)), catch_up=timedelta(hours=6))


def at(text: str, *, hours: WorkingHours = HOURS) -> datetime:
    """A moment as it is read on the team's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=hours.zone).astimezone(UTC)


@dataclass(kw_only=True)
class Shop:
    """The office, its people's chats, and the clock that tells all of them the time."""

    office: Office
    clock: StoppedClock
    slack: Letterbox
    telegram: Letterbox
    courier: Courier

    async def until(self, text: str) -> None:
        """Let time pass until then, and let happen what is due at that moment."""
        self.clock.now = at(text)
        await self.happens()

    async def happens(self) -> None:
        """Everything that time does with pulses, and every message that is due."""
        await pulses.open_due(self.office, self.clock())
        await pulses.remind_due(self.office, self.clock())
        await pulses.close_due(self.office, self.clock())
        await self.courier.deliver_all()

    def member(self, email: str) -> Member:
        """Somebody, by the first part of their address."""
        return next(one for one in self.office.organisation.members.values() if one.email.startswith(f"{email}@"))

    def chat(self, email: str) -> list[Message]:
        """What stands in somebody's own chat, oldest first."""
        place = self.member(email).private_chat()
        assert place is not None
        box = self.slack if place.platform is Platform.SLACK else self.telegram
        return box.standing(place.chat)

    def asked(self) -> set[str]:
        """Who has a question in their chat."""
        everybody = self.office.organisation.members.values()
        return {one.email.split("@")[0] for one in everybody if any(answers_in(m.card) for m in self._chat_of(one))}

    def token(self, email: str) -> str:
        """The token in the newest question that somebody got."""
        tokens = [found.token for message in self.chat(email) for found in answers_in(message.card)]
        return tokens[-1]

    async def answers(self, email: str, score: int, statement: int = 0) -> Round | NotTaken:
        """Somebody presses a number under their newest question."""
        return await pulses.answer(self.office, self.token(email), score, statement, now=self.clock())

    def _chat_of(self, member: Member) -> list[Message]:
        place = member.private_chat()
        if place is None:
            return []
        return (self.slack if place.platform is Platform.SLACK else self.telegram).standing(place.chat)


def answers_in(card: Card) -> list[PulseAnswer]:
    """What can be answered on a card."""
    rows = (block.buttons for block in card.blocks if isinstance(block, Buttons))
    return [one.action for row in rows for one in row if isinstance(one.action, PulseAnswer)]


def secrecy(seed: int = 1, key: bytes = KEY) -> Secrecy:
    """A key that the tests know, and chance that comes again."""
    return Secrecy(key=key, fresh=Random(seed).randbytes)


def names(many: int, prefix: str) -> list[str]:
    """anna1, anna2, ..."""
    return [f"{prefix}{number}" for number in range(1, many + 1)]


async def open_shop(
    db: Database,
    teams: Mapping[str, Sequence[str]],
    *asks: Pulse,
    zones: Mapping[str, str] | None = None,
    telegram: Sequence[str] = (),
    loose: Sequence[str] = (),
    digest: Summary | None = None,
    now: datetime = MONDAY,
    key: bytes = KEY,
) -> Shop:
    """A shop with these people (by the first part of their addresses) in these teams; `loose` are in none.

    Who is named in `telegram` is reached there, everybody else in Slack.
    """
    zones = zones or {}
    everybody = [*dict.fromkeys(name for team in teams.values() for name in team), *loose]
    numbers = count(1)
    wanted = [
        WantedMember(
            email=f"{name}@devrieswonen.nl",
            name=name.capitalize(),
            language="en",
            timezone=zones.get(name, AMSTERDAM),
            accounts=(_account(name, next(numbers), name in telegram),),
        )
        for name in everybody
    ]
    async with db.begin() as tx:
        await people.sync(tx, wanted, now=now)
    organisation = Organisation(
        name="De Vries Wonen",
        language="en",
        currency="EUR",
        hours=HOURS,
        teams={key_: _team(key_, inside) for key_, inside in teams.items()},
        default_team=next(iter(teams)),
        plan=Plan(pulses=asks, digest=digest),
    )
    clock = StoppedClock(now=now)
    office = Office(db=db, organisation=organisation, nudge=Bell(), secrecy=secrecy(key=key))
    await office.meet_members()
    slack, telegram_box = (
        Letterbox(platform=Platform.SLACK, clock=clock),
        Letterbox(platform=Platform.TELEGRAM, clock=clock, finds=False),
    )
    courier = Courier(
        office,
        {Platform.SLACK: slack, Platform.TELEGRAM: telegram_box},
        clock=clock,
        chance=lambda: 0.0,
        metrics=Metrics(CollectorRegistry()),
    )
    return Shop(office=office, clock=clock, slack=slack, telegram=telegram_box, courier=courier)


def channel(team: str) -> str:
    """The team's Slack channel."""
    return f"C0{team.upper()}"


def _team(key: str, inside: Sequence[str]) -> Team:
    place = Destination(platform=Platform.SLACK, chat=channel(key))
    return Team(
        key=key,
        name=key.capitalize(),
        language="en",
        hours=HOURS,
        members=frozenset(f"{name}@devrieswonen.nl" for name in inside),
        leads=frozenset({f"{inside[0]}@devrieswonen.nl"}) if inside else frozenset(),
        destinations=(TeamDestination(place=place),),
    )


def _account(name: str, number: int, on_telegram: bool) -> Account:
    if on_telegram:
        return Account(platform=Platform.TELEGRAM, user_id=str(1000 + number))
    return Account(platform=Platform.SLACK, user_id=f"U0{name.upper()}")


def result(shop: Shop, team: str = "support") -> str:
    """What a team was told of its last round."""
    return all_text(shop.slack.standing(channel(team))[-1].card)
