"""Who is away until when, and which cases that concerns."""

from datetime import datetime

from sqlalchemy import select, update

from bot.domain.case import CaseState
from bot.domain.posting import Shows
from storage.engine import Transaction
from storage.tables import cases, members, postings


async def set_away(tx: Transaction, member_id: int, until: datetime | None, *, by_status: bool) -> None:
    """The member is away until then; None: they are back."""
    await tx.execute(
        update(members).where(members.c.id == member_id).values(away_until=until, away_by_status=by_status)
    )


async def held_and_due(tx: Transaction, member_id: int, *, until: datetime) -> list[int]:
    """The cases that the member holds and that are due by then, the most urgent first."""
    rows = await tx.execute(
        select(cases.c.id)
        .where(cases.c.holder == member_id, cases.c.deadline <= until)
        .order_by(cases.c.deadline, cases.c.id)
    )
    return list(rows.scalars())


async def waiting_alone(tx: Transaction, member_id: int, *, now: datetime) -> list[int]:
    """The open cases that wait for this member alone."""
    rows = await tx.execute(
        select(cases.c.id)
        .where(cases.c.named == member_id, cases.c.state == CaseState.OPEN, cases.c.head_start_until > now)
        .order_by(cases.c.id)
    )
    return list(rows.scalars())


async def hold_back(tx: Transaction, case_id: int, *, until: datetime) -> None:
    """The team's cards of a case that never stood wait until then."""
    await tx.execute(
        update(postings)
        .where(postings.c.shows == Shows.TEAM_CASE, postings.c.subject == case_id, postings.c.shown == 0)
        .values(not_before=until)
    )
