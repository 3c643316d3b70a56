"""A case: our work on one feedback, from open by way of claimed to resolved. Who may do what, and what it becomes.

Every decision takes a case and returns either the case as it becomes or a reason why not, in words of the domain.
Storage settles races with one conditional UPDATE on `revision`; nothing here knows about rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.destination import Platform


class CaseState(StrEnum):
    """Invariant: a case has a holder if and only if it is claimed."""

    OPEN = "open"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class Told(StrEnum):
    """How the customer heard what we did."""

    PHONED = "phoned"
    MAILED = "mailed"
    IN_PERSON = "in_person"
    NOT_POSSIBLE = "not_possible"


class Happening(StrEnum):
    """What can happen to a case; each is one row in its history."""

    OPENED = "opened"
    CLAIMED = "claimed"
    RELEASED = "released"
    HANDED_OVER = "handed_over"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    NOTED = "noted"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CONTACT_SEEN = "contact_seen"
    FEEDBACK_UPDATED = "feedback_updated"
    SHARED = "shared"
    ASKED = "asked"
    STILL_ON_IT = "still_on_it"
    REMINDED = "reminded"
    ESCALATED = "escalated"


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """What was done and what the customer was told. `because` is set exactly when telling was not possible."""

    cause: str
    done: str
    told: Told
    because: str | None
    by: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Case:
    """Our work on one feedback. Times are aware UTC; `holder`, `named` and `Resolution.by` are member ids.

    Until `head_start_until` only the named employee sees the case and may claim it; None: open to all at once.
    `first_claimed_at` is when somebody took it up for the first time, or closed it without. `revision` grows by one
    with every change.
    """

    id: int
    feedback_id: int
    team: str
    state: CaseState = CaseState.OPEN
    named: int | None = None
    holder: int | None = None
    claimed_at: datetime | None = None
    first_claimed_at: datetime | None = None
    opened_at: datetime
    deadline: datetime
    head_start_until: datetime | None = None
    snoozed_until: datetime | None = None
    resolution: Resolution | None = None
    value_at_risk: Decimal | None = None
    revision: int = 1

    def in_head_start(self, now: datetime) -> bool:
        """Whether only the named employee has it now."""
        return self.head_start_until is not None and now < self.head_start_until

    def is_snoozed(self, now: datetime) -> bool:
        """Whether the holder put it aside for now."""
        return self.snoozed_until is not None and now < self.snoozed_until


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One thing that happened to a case: who (a member id, None for the house itself), what, when, from where.

    `details` holds words and ids that the happening needs to be told ("reason", "to", "note", "until"). A release
    without the holder's doing names whom it was about in "left", "unanswered" or "away".
    """

    id: int
    case_id: int
    at: datetime
    what: Happening
    by: int | None
    platform: Platform | None
    details: Mapping[str, str] = field(default_factory=dict)


class WhyNot(StrEnum):
    """Why a change was refused."""

    HELD_BY_YOU = "held_by_you"
    HELD_BY_OTHER = "held_by_other"
    NOT_HELD = "not_held"
    NOT_YOURS = "not_yours"
    RESOLVED = "resolved"
    NOT_RESOLVED = "not_resolved"
    NOT_YET_OPEN = "not_yet_open"
    TO_YOURSELF = "to_yourself"
    TOO_LATE = "too_late"
    OTHER_TEAM = "other_team"
    UNKNOWN_COLLEAGUE = "unknown_colleague"
    NOT_BY_A_GLANCE = "not_by_a_glance"


@dataclass(frozen=True, kw_only=True)
class No:
    """A refusal, with the case as it stands, so that the answer can say who has it since when."""

    why: WhyNot
    case: Case


def claim(case: Case, *, by: int, now: datetime) -> Case | No:
    """Take an open case. In its head start only the named employee can."""
    if case.state is CaseState.RESOLVED:
        return No(why=WhyNot.RESOLVED, case=case)
    if case.state is CaseState.CLAIMED:
        return No(why=WhyNot.HELD_BY_YOU if case.holder == by else WhyNot.HELD_BY_OTHER, case=case)
    if case.in_head_start(now) and case.named != by:
        return No(why=WhyNot.NOT_YET_OPEN, case=case)
    first = case.first_claimed_at or now
    return _becomes(case, state=CaseState.CLAIMED, holder=by, claimed_at=now, first_claimed_at=first)


def release(case: Case, *, by: int) -> Case | No:
    """Give a case back to the team. Whoever had a head start has had it."""
    if case.state is not CaseState.CLAIMED:
        return No(why=WhyNot.NOT_HELD, case=case)
    if case.holder != by:
        return No(why=WhyNot.HELD_BY_OTHER, case=case)
    return given_back(case)


def given_back(case: Case) -> Case:
    """The case without its holder, open to all: after a release, or when the holder has left."""
    return _becomes(case, state=CaseState.OPEN, holder=None, claimed_at=None, snoozed_until=None, head_start_until=None)


def may_pass_on(case: Case, *, by: int) -> Case | No:
    """Whether this member is the holder, who alone can hand over or snooze."""
    if case.state is CaseState.RESOLVED:
        return No(why=WhyNot.RESOLVED, case=case)
    if case.state is CaseState.OPEN:
        return No(why=WhyNot.NOT_HELD, case=case)
    return case if case.holder == by else No(why=WhyNot.HELD_BY_OTHER, case=case)


def hand_over(case: Case, *, by: int, to: int, now: datetime) -> Case | No:
    """Pass a case on to a colleague, who then holds it. Only the holder can; an open one is for claiming."""
    allowed = may_pass_on(case, by=by)
    if isinstance(allowed, No):
        return allowed
    if to == by:
        return No(why=WhyNot.TO_YOURSELF, case=case)
    return _becomes(case, holder=to, claimed_at=now, snoozed_until=None)


def snooze(case: Case, *, by: int, until: datetime, now: datetime) -> Case | No:
    """Put a case aside until a moment before its deadline. Only the holder can."""
    allowed = may_pass_on(case, by=by)
    if isinstance(allowed, No):
        return allowed
    if not now < until < case.deadline:
        return No(why=WhyNot.TOO_LATE, case=case)
    return _becomes(case, snoozed_until=until)


def wake(case: Case) -> Case:
    """The case with its snooze over."""
    return _becomes(case, snoozed_until=None)


def may_resolve(case: Case, *, by: int, now: datetime) -> Case | No:
    """Whether this member can close the case now: an open one anybody who sees it, a held one its holder only."""
    if case.state is CaseState.RESOLVED:
        return No(why=WhyNot.RESOLVED, case=case)
    if case.state is CaseState.CLAIMED and case.holder != by:
        return No(why=WhyNot.HELD_BY_OTHER, case=case)
    if case.state is CaseState.OPEN and case.in_head_start(now) and case.named != by:
        return No(why=WhyNot.NOT_YET_OPEN, case=case)
    return case


def resolve(case: Case, *, resolution: Resolution, now: datetime) -> Case | No:
    """Close a case with a report."""
    allowed = may_resolve(case, by=resolution.by, now=now)
    if isinstance(allowed, No):
        return allowed
    return _becomes(
        case,
        state=CaseState.RESOLVED,
        holder=None,
        claimed_at=None,
        first_claimed_at=case.first_claimed_at or resolution.at,
        snoozed_until=None,
        head_start_until=None,
        resolution=resolution,
    )


def reopen(case: Case, *, deadline: datetime) -> Case | No:
    """Open a resolved case again, with a new deadline; the earlier report stays in the history."""
    if case.state is not CaseState.RESOLVED:
        return No(why=WhyNot.NOT_RESOLVED, case=case)
    return _becomes(case, state=CaseState.OPEN, resolution=None, deadline=deadline)


def stood_in_for(case: Case, *, by: int, until: datetime | None) -> Case:
    """The open case with somebody else in the place of the named employee, who is away: they alone, until then."""
    return _becomes(case, named=by, head_start_until=until)


def revalued(case: Case, at_risk: Decimal | None) -> Case:
    """The case with what is at stake now that the customer's value or score is known better."""
    return _becomes(case, value_at_risk=at_risk)


def _becomes(case: Case, **changes: object) -> Case:
    return replace(case, revision=case.revision + 1, **changes)  # type: ignore[arg-type]
