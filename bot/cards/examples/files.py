"""The case of the late sofa, in every state."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.cards.examples.cast import ANNA, BORIS, NOW, SUPPORT, feedback
from bot.domain.case import Case, CaseState, Happening, HistoryRow, Resolution, Told
from bot.domain.case_file import CaseFile, Past
from bot.domain.destination import Platform
from bot.domain.feedback import Feedback, Kind

PAST = (
    Past(kind=Kind.NPS, score=9, occurred_at=NOW - timedelta(days=48)),
    Past(kind=Kind.COMPLAINT, score=None, occurred_at=NOW - timedelta(days=130)),
    Past(kind=Kind.STARS, score=3, occurred_at=NOW - timedelta(days=400)),
)
DONE = "Called Mr de Vries, said sorry, and the delivery costs are on their way back to him."


def case(**changes: object) -> Case:
    """Case 42, open to everybody, but for the changes."""
    ordinary = Case(
        id=42,
        feedback_id=7,
        team=SUPPORT.key,
        named=ANNA.id,
        opened_at=NOW - timedelta(hours=2),
        deadline=NOW + timedelta(hours=3),
        value_at_risk=Decimal(900),
    )
    return replace(ordinary, **changes)  # type: ignore[arg-type]


def file(heard: Feedback | None = None, *, past: tuple[Past, ...] = PAST, **changes: object) -> CaseFile:
    """The case with what the customer said."""
    return CaseFile(case=case(**changes), feedback=heard or feedback(), past=past)


def held_by(holder: int, **changes: object) -> CaseFile:
    """The case as somebody works on it."""
    since = NOW - timedelta(minutes=28)
    held = case(state=CaseState.CLAIMED, holder=holder, claimed_at=since, **changes)
    return CaseFile(case=held, feedback=feedback(), past=PAST)


def resolution(by: int) -> Resolution:
    """The report that closed the case."""
    at = NOW - timedelta(minutes=5)
    return Resolution(cause="broken promise", done=DONE, told=Told.PHONED, because=None, by=by, at=at)


def resolved_by(by: int) -> CaseFile:
    """The case, closed."""
    return file(state=CaseState.RESOLVED, resolution=resolution(by))


def row(
    what: Happening, by: int | None, *, platform: Platform | None = Platform.SLACK, minutes: int = 5, **details: str
) -> HistoryRow:
    """Something that happened to the case, so many minutes ago."""
    return HistoryRow(
        id=minutes,
        case_id=42,
        at=NOW - timedelta(minutes=minutes),
        what=what,
        by=by,
        platform=platform if by is not None else None,
        details=details,
    )


HANDED_TO_ANNA = row(
    Happening.HANDED_OVER, BORIS.id, minutes=30, to=str(ANNA.id), reason="You know Mr de Vries; I am off at three."
)
REPORT = row(
    Happening.RESOLVED, BORIS.id, platform=Platform.TELEGRAM, cause="broken promise", done=DONE, told=Told.PHONED.value
)
UNTOLD = row(
    Happening.RESOLVED,
    ANNA.id,
    cause="delivery",
    done="The carrier now calls half an hour ahead.",
    told=Told.NOT_POSSIBLE.value,
    because="no number, and the e-mail bounced",
)
HISTORY = (
    row(Happening.OPENED, None, minutes=120),
    row(Happening.CLAIMED, BORIS.id, minutes=90),
    row(Happening.CONTACT_SEEN, BORIS.id, minutes=85),
    row(Happening.NOTED, BORIS.id, minutes=80, note="No answer at 13:10, trying again at four."),
    row(Happening.SNOOZED, BORIS.id, minutes=78, until=(NOW - timedelta(minutes=40)).isoformat()),
    row(Happening.WOKEN, None, minutes=40),
    row(Happening.FEEDBACK_UPDATED, None, minutes=35, fields="comment"),
    HANDED_TO_ANNA,
    row(Happening.RELEASED, ANNA.id, platform=Platform.TELEGRAM, minutes=20),
    row(Happening.RELEASED, None, minutes=15, left=str(BORIS.id)),
    row(Happening.REMINDED, None, minutes=14, to=str(ANNA.id)),
    row(Happening.REMINDED, None, minutes=14),
    row(Happening.ESCALATED, None, minutes=13, told="team"),
    row(Happening.ASKED, None, minutes=12, to=str(BORIS.id)),
    row(Happening.STILL_ON_IT, BORIS.id, minutes=11),
    row(Happening.RELEASED, None, minutes=10, unanswered=str(BORIS.id)),
    row(Happening.RELEASED, BORIS.id, minutes=9, away=str(BORIS.id)),
    row(Happening.ESCALATED, None, minutes=8, told="leads"),
    REPORT,
    row(Happening.REOPENED, ANNA.id, minutes=2),
)
