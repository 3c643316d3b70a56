"""The steps of cases' chains: planned when a case opens, each taken once."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from bot.domain.case import Happening
from bot.domain.escalation import PlannedStep
from bot.domain.plan import StepKind
from bot.domain.posting import Shows
from storage.engine import Transaction
from storage.inserting import insert_all
from storage.tables import cases, history, postings, steps


async def plan(tx: Transaction, chains: Sequence[PlannedStep]) -> None:
    """Keep the chains of cases that open now."""
    await insert_all(
        tx,
        steps,
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
    """Cases that have a step due, the longest due first."""
    rows = await tx.execute(
        select(steps.c.case_id)
        .where(steps.c.taken_at.is_(None), steps.c.due_at <= now)
        .order_by(steps.c.due_at)
        .limit(limit)
    )
    return list(dict.fromkeys(rows.scalars()))


async def take(tx: Transaction, case_ids: Collection[int], *, now: datetime) -> dict[int, list[PlannedStep]]:
    """Take every step of these cases that is due and that nobody took before, by case.

    The cases stay as they are until the end of the transaction. What another replica has in hand is left to it, so
    that all the steps of a case go to the same one.
    """
    ours = await tx.execute(
        select(cases.c.id).where(cases.c.id.in_(case_ids)).order_by(cases.c.id).with_for_update(skip_locked=True)
    )
    rows = await tx.execute(
        update(steps)
        .where(steps.c.case_id.in_(list(ours.scalars())), steps.c.taken_at.is_(None), steps.c.due_at <= now)
        .values(taken_at=now)
        .returning(steps)
    )
    taken: dict[int, list[PlannedStep]] = defaultdict(list)
    for row in rows:
        step = PlannedStep(
            case_id=row.case_id,
            number=row.number,
            kind=StepKind(row.kind),
            is_deadline=row.is_deadline,
            due_at=row.due_at,
        )
        taken[step.case_id].append(step)
    return taken


async def want_questions(tx: Transaction, case_ids: Collection[int]) -> None:
    """What was asked of these cases' holders ("Still on it?") shows how things stand now."""
    await tx.execute(_WANT_QUESTIONS, {"of_cases": list(case_ids)})


_QUESTIONS = select(history.c.id).where(
    history.c.case_id.in_(bindparam("of_cases", expanding=True)), history.c.what == Happening.ASKED
)
_WANT_QUESTIONS = (
    update(postings)
    .where(postings.c.shows == Shows.STILL_ON_IT, postings.c.subject.in_(_QUESTIONS), postings.c.shown > 0)
    .values(wanted=postings.c.wanted + 1)
)
