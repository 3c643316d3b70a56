"""What the stories about deadlines share: the default chain, a case, and a look at what is wanted."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from sqlalchemy import select

from bot.domain.destination import Platform
from bot.domain.people import Member
from bot.domain.plan import Plan, Step, StepKind
from bot.domain.posting import Shows
from bot.services.intake import take_in
from bot.services.office import By, Office
from storage.engine import Database
from storage.tables import postings as postings_table
from storage.tables import steps as steps_table
from tests.world import NOW, SUPPORT, nps, open_office

ESCALATION = (
    Step(after=Fraction(1, 2), kind=StepKind.REMIND),
    Step(after=Fraction(4, 5), kind=StepKind.TELL_TEAM),
    Step(after=Fraction(1), kind=StepKind.TELL_LEADS),
)
ABOUT_STEPS = (Shows.STILL_ON_IT, Shows.REMINDER, Shows.ESCALATION, Shows.BUNDLE, Shows.LEFT)
HALF, NEARLY, DUE = (NOW + timedelta(hours=hours) for hours in (2, 3.2, 4))
"""When the steps of a case come that came in by phone at 10:00: at noon, 13:12 and 14:00."""


async def clocked_office(db: Database, *, deputy: bool = True) -> Office:
    """De Vries Wonen with the default chain; with Boris as the deputy, or nobody."""
    office = await open_office(db)
    team = SUPPORT if deputy else replace(SUPPORT, deputy=None)
    teams = {**office.organisation.teams, "support": team}
    office.organisation = replace(office.organisation, teams=teams, plan=Plan(escalation=ESCALATION))
    return office


def by(member: Member, at: datetime, platform: Platform = Platform.SLACK) -> By:
    """A press that comes once."""
    return By(member=member, platform=platform, delivery=None, at=at)


async def heard(office: Office, number: int = 1, *, employee: str | None = None, at: datetime = NOW) -> int:
    """A detractor on the phone; the case."""
    receipt = await take_in(office, nps(id=f"S-{number}", employee=employee), now=at)
    assert receipt.case is not None
    return receipt.case


@dataclass(frozen=True)
class Said:
    """A message that should stand: what it shows, and in which chat."""

    shows: Shows
    chat: str


async def said(office: Office) -> list[Said]:
    """Everything about deadlines that should stand, in order."""
    async with office.db.read() as tx:
        rows = await tx.execute(
            select(postings_table)
            .where(postings_table.c.shows.in_(ABOUT_STEPS), ~postings_table.c.absent)
            .order_by(postings_table.c.id)
        )
        return [Said(Shows(row.shows), row.chat) for row in rows]


async def starts(office: Office, shows: Shows) -> list[datetime]:
    """From when messages of this kind may stand."""
    async with office.db.read() as tx:
        rows = await tx.execute(
            select(postings_table.c.not_before).where(postings_table.c.shows == shows).order_by(postings_table.c.id)
        )
        return list(rows.scalars())


async def shown(office: Office) -> None:
    """The courier has been everywhere."""
    async with office.db.begin() as tx:
        await tx.execute(postings_table.update().values(shown=postings_table.c.wanted))


async def planned(office: Office) -> list[tuple[int, datetime, bool]]:
    """Every step: its case, its moment, and whether it was taken."""
    async with office.db.read() as tx:
        rows = await tx.execute(select(steps_table).order_by(steps_table.c.case_id, steps_table.c.number))
        return [(row.case_id, row.due_at, row.taken_at is not None) for row in rows]
