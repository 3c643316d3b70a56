"""The steps of cases' chains: planned when a case opens, each taken once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from bot.domain.escalation import PlannedStep
from bot.domain.plan import StepKind
from storage.engine import Transaction
from storage.tables import steps


async def plan(tx: Transaction, chains: Sequence[PlannedStep]) -> None:
    """Keep the chains of cases that open now; an earlier chain of the same case is over."""
    if not chains:
        return
    await tx.execute(delete(steps).where(steps.c.case_id.in_({step.case_id for step in chains})))
    await tx.execute(
        insert(steps),
        [
            {
                "case_id": step.case_id,
                "number": step.number,
                "kind": step.kind,
                "is_deadline": step.is_deadline,
                "due_at": step.due_at,
            }
            for step in chains
        ],
    )


async def cancel(tx: Transaction, case_id: int) -> None:
    """The case needs no more steps."""
    await tx.execute(delete(steps).where(steps.c.case_id == case_id))


async def cases_due(tx: Transaction, *, now: datetime, limit: int) -> list[int]:
    """The cases that have a step due, the longest due first."""
    rows = await tx.execute(
        select(steps.c.case_id)
        .where(steps.c.taken_at.is_(None), steps.c.due_at <= now)
        .order_by(steps.c.due_at)
        .limit(limit)
    )
    return list(dict.fromkeys(rows.scalars()))


async def take(tx: Transaction, case_id: int, *, now: datetime) -> PlannedStep | None:
    """Take every step of a case that is due. Only the furthest still has something to say; None: all were taken."""
    taken = await tx.execute(
        update(steps)
        .where(steps.c.case_id == case_id, steps.c.taken_at.is_(None), steps.c.due_at <= now)
        .values(taken_at=now)
        .returning(steps)
    )
    rows = sorted(taken, key=lambda row: row.number)
    if not rows:
        return None
    last = rows[-1]
    return PlannedStep(
        case_id=last.case_id,
        number=last.number,
        kind=StepKind(last.kind),
        is_deadline=last.is_deadline,
        due_at=last.due_at,
    )
