"""Slots: scheduled instants of jobs, each claimed once by whoever comes first, together with what it makes."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.engine import Transaction
from storage.tables import slots


async def claim(tx: Transaction, job: str, team: str, slot: str, *, now: datetime) -> bool:
    """Take a slot for good. False: it was taken before, by us or by another replica.

    Do it first in the transaction that makes what the job makes: then both happen, or neither.
    """
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    made = await tx.execute(
        dialect.insert(slots).values(job=job, team=team, slot=slot, taken_at=now).on_conflict_do_nothing()
    )
    return made.rowcount == 1


async def taken(tx: Transaction, job: str) -> dict[str, str]:
    """The latest slot that was taken of a job, by team. Slots of one job sort as time does."""
    rows = await tx.execute(
        select(slots.c.team, func.max(slots.c.slot)).where(slots.c.job == job).group_by(slots.c.team)
    )
    return {team: slot for team, slot in rows}  # noqa: C416 - rows are not pairs to the type checker
