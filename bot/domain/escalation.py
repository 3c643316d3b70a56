"""Keeping promises: the chain of steps from a case's opening to its deadline, and what each step comes down to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from bot.domain.case import Case, CaseState, Happening, HistoryRow
from bot.domain.deadlines import add_working_time, next_working_moment, working_time_between
from bot.domain.hours import WorkingHours
from bot.domain.plan import Step, StepKind

_ON_TIME = timedelta(minutes=5)
"""A step that is taken so soon after its moment may speak at closing time; what comes later waits for the morning."""


@dataclass(frozen=True, kw_only=True)
class PlannedStep:
    """One step of a case's chain, frozen when the case opened. `number` counts from 1; `due_at` is aware UTC.

    `is_deadline`: the promise is due then, or was before.
    """

    case_id: int
    number: int
    kind: StepKind
    is_deadline: bool
    due_at: datetime


class Doing(StrEnum):
    """What a step comes down to when its moment has come."""

    ASK_HOLDER = "ask_holder"  # "Still on it?"
    REMIND_RESPONSIBLE = "remind_responsible"
    TELL_TEAM = "tell_team"
    WARN_LEADS = "warn_leads"  # there is time left: bundled
    TELL_LEADS = "tell_leads"  # it is too late: at once
    RELEASE = "release"  # the holder never answered: open again, and told to the team


def chain(case: Case, escalation: Sequence[Step], hours: WorkingHours, *, since: datetime) -> tuple[PlannedStep, ...]:
    """The steps of a case that opens (or opens again) at `since`, at shares of the working time to its deadline.

    Where a holder is asked before the deadline, something happens at the deadline too, whatever the operator wrote:
    who never answered lets go of the case.
    """
    steps = [(step.after, step.kind) for step in escalation]
    asks = any(kind is StepKind.REMIND and after < 1 for after, kind in steps)
    if asks and all(after != 1 for after, _ in steps):
        steps = sorted([*steps, (Fraction(1), StepKind.LET_GO)], key=lambda step: step[0])
    moments = _moments(since, case.deadline, tuple(after for after, _ in steps), hours)
    return tuple(
        PlannedStep(case_id=case.id, number=number, kind=kind, is_deadline=after >= 1, due_at=due_at)
        for number, ((after, kind), due_at) in enumerate(zip(steps, moments, strict=True), start=1)
    )


@lru_cache(maxsize=256)  # pieces that come in together ask the same over and over
def _moments(
    since: datetime, deadline: datetime, shares: tuple[Fraction, ...], hours: WorkingHours
) -> tuple[datetime, ...]:
    whole = working_time_between(since, deadline, hours)
    return tuple(
        deadline if share == 1 else add_working_time(since, whole * share.numerator / share.denominator, hours)
        for share in shares
    )


def what_to_do(taken: Iterable[PlannedStep], case: Case, *, asked_in_vain: bool, now: datetime) -> tuple[Doing, ...]:
    """What the steps that are due now come down to, given how the case stands: only the furthest that has anything
    to say speaks (with those of the same moment), so that after a long sleep nobody hears everything at once.

    Claiming stops what is meant for the unclaimed; a snoozed case is left alone until it wakes, which is before its
    deadline. `asked_in_vain`: its holder was asked whether they are still on it and has done nothing with it since.
    """
    if case.state is CaseState.RESOLVED:
        return ()
    steps = sorted(taken, key=lambda step: (step.due_at, step.number), reverse=True)
    is_due = any(step.is_deadline for step in steps)
    snoozed = case.is_snoozed(now)
    let_go = case.state is CaseState.CLAIMED and is_due and asked_in_vain and not snoozed
    unheld = let_go or case.state is CaseState.OPEN
    first = (Doing.RELEASE,) if let_go else ()
    for _, together in groupby(steps, key=lambda step: step.due_at):
        said = {doing for step in together for doing in _says(step, unheld=unheld, snoozed=snoozed)}
        if said:
            return (*first, *(doing for doing in Doing if doing in said))
    return first


def _says(step: PlannedStep, *, unheld: bool, snoozed: bool) -> tuple[Doing, ...]:
    match step.kind:
        case StepKind.REMIND if unheld:
            return (Doing.REMIND_RESPONSIBLE,)
        case StepKind.REMIND if not snoozed:
            return (Doing.ASK_HOLDER,)
        case StepKind.TELL_TEAM if unheld:
            return (Doing.TELL_TEAM,)
        case StepKind.TELL_LEADS if step.is_deadline:
            return (Doing.TELL_LEADS,)
        case StepKind.TELL_LEADS if unheld:
            return (Doing.WARN_LEADS,)
    return ()


def unanswered_question(rows: Sequence[HistoryRow], holder: int) -> HistoryRow | None:
    """The row of the case's history (oldest first) that asked its holder whether they are still on it, when they have
    done nothing with the case since; None when they have, or were never asked."""
    asked: HistoryRow | None = None
    for row in rows:
        if row.what is Happening.ASKED and row.details.get("to") == str(holder):
            asked = row
        elif row.by == holder or row.details.get("to") == str(holder):
            asked = None
    return asked


def speaks_at(step_due_at: datetime, hours: WorkingHours, *, now: datetime) -> datetime:
    """From when people may be disturbed by a step: at once when it is taken on time, since its moment lies within
    working hours; the next working moment when it is taken late."""
    return now if now - step_due_at <= _ON_TIME else next_working_moment(now, hours)
