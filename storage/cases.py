"""Case and history rows <-> values. A race ends in `save`: one conditional UPDATE and its row count."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, select, update

from bot.domain.case import Case, CaseState, Happening, HistoryRow, Resolution, Told
from bot.domain.case_file import CaseFile
from bot.domain.destination import Platform
from bot.domain.feedback import Feedback, Kind
from bot.domain.rollup import contribution, facets, facets_of
from bot.errors import NotFound
from storage import counting
from storage import feedback as feedback_store
from storage.engine import Transaction
from storage.inserting import insert_all, insert_numbered
from storage.tables import cases, feedback, history


async def add_many(tx: Transaction, new: Sequence[Case], about: Mapping[int, Feedback]) -> list[Case]:
    """Keep new cases; returns them in the same order with their ids. `about` holds their feedback by id."""
    for one in new:
        counted = facets_of(about[one.feedback_id])
        counting.note(tx, contribution(counted, None, sign=-1), contribution(counted, one))
    numbers = await insert_numbered(tx, cases, [{"feedback_id": one.feedback_id, **_row(one)} for one in new])
    return [replace(one, id=number) for one, number in zip(new, numbers, strict=True)]


async def get(tx: Transaction, case_id: int) -> Case:
    """Raises NotFound."""
    row = (await tx.execute(_GET, {"case_id": case_id})).mappings().first()
    if row is None:
        raise NotFound(f"case {case_id}")
    return case_of(row)


async def of_feedback(tx: Transaction, feedback_id: int) -> Case | None:
    """The case on a feedback, if it asked for work."""
    row = (await tx.execute(select(cases).where(cases.c.feedback_id == feedback_id))).mappings().first()
    return None if row is None else case_of(row)


async def of_many_feedbacks(tx: Transaction, feedback_ids: Collection[int]) -> dict[int, Case]:
    """The cases on these, by the feedback's number; those that asked for no work are absent."""
    rows = await tx.execute(select(cases).where(cases.c.feedback_id.in_(feedback_ids)))
    return {row["feedback_id"]: case_of(row) for row in rows.mappings()}


async def save(tx: Transaction, changed: Case) -> bool:
    """Keep a case that was decided on its previous revision. False: somebody else was first; nothing was kept."""
    known = {"case_id": changed.id, "before": changed.revision - 1}
    stood = (await tx.execute(_COUNTED, known)).mappings().first()
    if stood is None or (await tx.execute(_SAVE, {**known, **_row(changed)})).rowcount != 1:
        return False
    known_facets = {name: stood[name] for name in _FACETS}
    counted = facets(**known_facets | {"team": stood["counts_for"], "kind": Kind(stood["kind"])})
    counting.note(tx, contribution(counted, case_of(stood), sign=-1), contribution(counted, changed))
    return True


async def held_by(tx: Transaction, member_id: int) -> list[Case]:
    """The cases that a member holds."""
    rows = await tx.execute(select(cases).where(cases.c.holder == member_id).order_by(cases.c.id))
    return [case_of(row) for row in rows.mappings()]


async def to_wake(tx: Transaction, now: datetime) -> list[Case]:
    """The cases whose snooze is over."""
    rows = await tx.execute(select(cases).where(cases.c.snoozed_until <= now).order_by(cases.c.id))
    return [case_of(row) for row in rows.mappings()]


async def end_head_starts(tx: Transaction, member_id: int, *, now: datetime) -> list[int]:
    """Open to all what waits for this member alone; returns the ids of those cases."""
    opened = await tx.execute(
        update(cases)
        .where(cases.c.named == member_id, cases.c.state == CaseState.OPEN, cases.c.head_start_until > now)
        .values(head_start_until=None, revision=cases.c.revision + 1)
        .returning(cases.c.id)
    )
    return list(opened.scalars())


async def file(tx: Transaction, case_id: int) -> CaseFile:
    """Everything that the case's cards tell. Raises NotFound."""
    case = await get(tx, case_id)
    heard = await feedback_store.get(tx, case.feedback_id)
    rows = await of_kinds(tx, case_id, (Happening.HANDED_OVER, Happening.FEEDBACK_UPDATED))
    handovers = [row for row in rows if row.what is Happening.HANDED_OVER]
    current = handovers[-1] if handovers and handovers[-1].details.get("to") == str(case.holder) else None
    return CaseFile(
        case=case,
        feedback=heard,
        past=await feedback_store.last_of_customer(tx, heard),
        handover=current,
        updated=any(row.what is Happening.FEEDBACK_UPDATED for row in rows),
    )


async def record(
    tx: Transaction,
    case_id: int,
    what: Happening,
    *,
    at: datetime,
    by: int | None,
    platform: Platform | None,
    details: Mapping[str, str] | None = None,
) -> int:
    """One row in the case's history; returns its id."""
    return (await insert_numbered(tx, history, [_history_row(case_id, what, at, by, platform, details or {})]))[0]


async def record_many(
    tx: Transaction,
    rows: Sequence[tuple[int, Happening, datetime, int | None, Platform | None, Mapping[str, str]]],
) -> None:
    """Rows in the histories of cases: (case, what, at, by, platform, details)."""
    await insert_all(tx, history, [_history_row(*row) for row in rows])


async def history_of(tx: Transaction, case_id: int) -> list[HistoryRow]:
    """What happened to a case, oldest first."""
    return await of_kinds(tx, case_id, tuple(Happening))


async def of_kinds(tx: Transaction, case_id: int, kinds: Sequence[Happening]) -> list[HistoryRow]:
    """What happened to a case of these kinds, oldest first."""
    rows = await tx.execute(_OF_KINDS, {"of_case": case_id, "kinds": kinds})
    return [_history_value(row) for row in rows.mappings()]


async def history_row(tx: Transaction, row_id: int) -> HistoryRow:
    """Raises NotFound."""
    row = (await tx.execute(select(history).where(history.c.id == row_id))).mappings().first()
    if row is None:
        raise NotFound(f"history row {row_id}")
    return _history_value(row)


def _history_row(
    case_id: int,
    what: Happening,
    at: datetime,
    by: int | None,
    platform: Platform | None,
    details: Mapping[str, str],
) -> dict[str, Any]:
    return {"case_id": case_id, "what": what, "at": at, "by": by, "platform": platform, "details": dict(details)}


# The feedback is held too, so that it cannot come to count elsewhere while the case is counted under it.
_FACETS = ("day", "hour", "kind", "score", "source", "touchpoint", "journey", "channel", "location")
_COUNTED = (
    select(cases, feedback.c.team.label("counts_for"), *(feedback.c[name] for name in _FACETS))
    .join(feedback, feedback.c.id == cases.c.feedback_id)
    .where(cases.c.id == bindparam("case_id"), cases.c.revision == bindparam("before"))
    .with_for_update(of=feedback)
)
_GET = select(cases).where(cases.c.id == bindparam("case_id"))
_SAVE = update(cases).where(cases.c.id == bindparam("case_id"), cases.c.revision == bindparam("before"))
_OF_KINDS = (
    select(history)
    .where(history.c.case_id == bindparam("of_case"), history.c.what.in_(bindparam("kinds", expanding=True)))
    .order_by(history.c.id)
)


def _row(case: Case) -> dict[str, Any]:
    done = case.resolution
    return {
        "team": case.team,
        "state": case.state.value,
        "named": case.named,
        "holder": case.holder,
        "claimed_at": case.claimed_at,
        "first_claimed_at": case.first_claimed_at,
        "opened_at": case.opened_at,
        "deadline": case.deadline,
        "head_start_until": case.head_start_until,
        "snoozed_until": case.snoozed_until,
        "value_at_risk": case.value_at_risk,
        "cause": done.cause if done else None,
        "done": done.done if done else None,
        "told": done.told.value if done else None,
        "because": done.because if done else None,
        "resolved_by": done.by if done else None,
        "resolved_at": done.at if done else None,
        "revision": case.revision,
    }


def case_of(row: RowMapping) -> Case:
    resolution = None
    if row["resolved_at"] is not None:
        resolution = Resolution(
            cause=row["cause"],
            done=row["done"],
            told=Told(row["told"]),
            because=row["because"],
            by=row["resolved_by"],
            at=row["resolved_at"],
        )
    return Case(
        id=row["id"],
        feedback_id=row["feedback_id"],
        team=row["team"],
        state=CaseState(row["state"]),
        named=row["named"],
        holder=row["holder"],
        claimed_at=row["claimed_at"],
        first_claimed_at=row["first_claimed_at"],
        opened_at=row["opened_at"],
        deadline=row["deadline"],
        head_start_until=row["head_start_until"],
        snoozed_until=row["snoozed_until"],
        resolution=resolution,
        value_at_risk=row["value_at_risk"],
        revision=row["revision"],
    )


def _history_value(row: RowMapping) -> HistoryRow:
    return HistoryRow(
        id=row["id"],
        case_id=row["case_id"],
        at=row["at"],
        what=Happening(row["what"]),
        by=row["by"],
        platform=Platform(row["platform"]) if row["platform"] else None,
        details=row["details"],
    )
