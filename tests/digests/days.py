"""Days at De Vries Wonen: what customers say when, and the digests that come of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.cards.model import Card
from bot.domain.digest import DayContent, Digest, DigestKind, HuddleContent
from bot.domain.feedback import Said
from bot.domain.organisation import Organisation
from bot.domain.plan import Plan, Summary
from bot.domain.posting import Posting, Shows
from bot.domain.schedule import Recurrence, WorkingDays
from bot.services import intake, showing
from bot.services.office import Office
from storage import digests, postings
from storage.tables import digests as digests_table
from tests.world import nps

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CATCH_UP = timedelta(hours=6)
PLAN = Plan(
    digest=Summary(when=Recurrence(at=time(8, 45)), catch_up=CATCH_UP),
    huddle=Summary(when=Recurrence(at=time(9), weekday=0, working_days=WorkingDays.NEXT), catch_up=CATCH_UP),
)


def at(day: int, clock: str = "08:45") -> datetime:
    """A moment in November 2026 on Amsterdam's clock; the 20th is a Friday."""
    return datetime.combine(date(2026, 11, day), time.fromisoformat(clock), tzinfo=AMSTERDAM).astimezone(UTC)


def by_the_clock(organisation: Organisation, **changes: Any) -> Organisation:
    """De Vries Wonen with its digest at 08:45 and its huddle on Monday at 09:00."""
    return replace(organisation, plan=PLAN, **changes)


_told = iter(range(1, 1_000_000))


async def hears(office: Office, when: datetime, score: int | None = 9, comment: str | None = None, **said: Any) -> int:
    """Somebody says something about the customer service; the feedback's number."""
    piece: Said = replace(nps(score, comment, id=f"D-{next(_told)}"), **{"occurred_at": when} | said)
    number = (await intake.take_in(office, piece, now=when)).feedback
    assert number is not None
    return number


async def case_of(office: Office, when: datetime, score: int = 2, comment: str | None = None, **said: Any) -> int:
    """The same of somebody who is not happy: the number of the case."""
    piece: Said = replace(nps(score, comment, id=f"D-{next(_told)}"), **{"occurred_at": when} | said)
    case = (await intake.take_in(office, piece, now=when)).case
    assert case is not None
    return case


async def made(office: Office, team: str = "support", kind: DigestKind = DigestKind.DAY) -> list[Digest]:
    """The team's digests, oldest first."""
    async with office.db.read() as tx:
        numbers = await tx.execute(
            select(digests_table.c.id)
            .where(digests_table.c.team == team, digests_table.c.kind == kind)
            .order_by(digests_table.c.id)
        )
        return [await digests.get(tx, number) for number in numbers.scalars()]


async def day(office: Office, team: str = "support") -> DayContent:
    """What the team's last digest tells."""
    content = (await made(office, team))[-1].content
    assert isinstance(content, DayContent)
    return content


async def week(office: Office, team: str = "support") -> HuddleContent:
    """What the team's last huddle tells."""
    content = (await made(office, team, DigestKind.HUDDLE))[-1].content
    assert isinstance(content, HuddleContent)
    return content


async def shown(office: Office, digest: Digest) -> list[Posting]:
    """Where it should stand."""
    async with office.db.read() as tx:
        return await postings.of(tx, (Shows.DIGEST,), digest.id)


async def read(office: Office, digest: Digest, *, now: datetime) -> Card:
    """The card as the first of its destinations shows it."""
    truth = await showing.truth(office, (await shown(office, digest))[0], now=now)
    assert truth.card is not None
    return truth.card
