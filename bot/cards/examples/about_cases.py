"""What else is said about a case: reports, notes, what somebody must hear, details and contact."""

from dataclasses import replace

from bot.cards.contact import contact_card
from bot.cards.details import details_card
from bot.cards.examples.cast import ANNA, BORIS, FATIMA, NOW, Example, feedback
from bot.cards.examples.files import (
    HANDED_TO_ANNA,
    HISTORY,
    REPORT,
    UNTOLD,
    file,
    held_by,
    resolved_by,
    row,
)
from bot.cards.left import left_card
from bot.cards.note import handed_over_card, note_card
from bot.cards.report import report_card
from bot.cards.told import told_card
from bot.domain.case import Happening
from bot.domain.feedback import Customer
from bot.domain.people import Names

_NOTE = row(Happening.NOTED, BORIS.id, note="No answer at 13:10, trying again at four.")
_COLLECTED = row(Happening.NOTED, BORIS.id, note="Order 8812 was split by the carrier.", author="Fatima El Amrani")
_BY_ANNA = row(Happening.NOTED, ANNA.id, note="Anna here: he wants the same fitter again.")
_TO_FATIMA = row(Happening.HANDED_OVER, BORIS.id, to=str(FATIMA.id), reason="Anna told me that you know him.")
_WOKEN = row(Happening.WOKEN, None)
_REOPENED = row(Happening.REOPENED, BORIS.id)
_CLAIMED = row(Happening.CLAIMED, BORIS.id)
_ADDED = row(Happening.FEEDBACK_UPDATED, None, fields="comment")
_BORIS_LEFT = row(Happening.RELEASED, None, left=str(BORIS.id))
_ANNA_LEFT = row(Happening.RELEASED, None, left=str(ANNA.id))
_LONG_HISTORY = tuple(replace(_NOTE, id=n, details={"note": f"Attempt {n}."}) for n in range(60))
_CLOSED = resolved_by(BORIS.id)
_UNREACHABLE = file(feedback(customer=Customer(name="M. de Vries"), contact=None, contact_requested=None))

EXAMPLES = (
    Example("report", lambda s: report_card(_CLOSED, REPORT, s, names=Names.INITIALS)),
    Example("report-untold", lambda s: report_card(resolved_by(ANNA.id), UNTOLD, s, names=Names.FULL)),
    Example("note", lambda s: note_card(held_by(BORIS.id), _NOTE, s)),
    Example("note-by-another", lambda s: note_card(held_by(BORIS.id), _COLLECTED, s)),
    Example("note-by-the-named", lambda s: note_card(held_by(BORIS.id), _BY_ANNA, s)),
    Example("handed-over-in-the-open", lambda s: handed_over_card(held_by(FATIMA.id), _TO_FATIMA, s)),
    Example("told-resolved", lambda s: told_card(_CLOSED, REPORT, s, reader=FATIMA)),
    Example("told-woken", lambda s: told_card(held_by(ANNA.id), _WOKEN, s, reader=ANNA)),
    Example("told-handed-over", lambda s: told_card(held_by(ANNA.id), HANDED_TO_ANNA, s, reader=ANNA)),
    Example("told-taken-over", lambda s: told_card(held_by(BORIS.id), _CLAIMED, s, reader=ANNA)),
    Example("told-reopened", lambda s: told_card(file(), _REOPENED, s, reader=ANNA)),
    Example("told-noted", lambda s: told_card(held_by(ANNA.id), _NOTE, s, reader=ANNA)),
    Example("told-updated", lambda s: told_card(held_by(ANNA.id), _ADDED, s, reader=ANNA)),
    Example("left", lambda s: left_card(file(), _BORIS_LEFT, s, names=Names.INITIALS)),
    Example("left-the-named", lambda s: left_card(file(), _ANNA_LEFT, s, names=Names.INITIALS)),
    Example("left-claimed-since", lambda s: left_card(held_by(ANNA.id), _BORIS_LEFT, s, names=Names.INITIALS)),
    Example("details", lambda s: details_card(file(), HISTORY, s, reader=ANNA, names=Names.FULL)),
    Example("details-for-a-colleague", lambda s: details_card(file(), HISTORY, s, reader=BORIS, names=Names.INITIALS)),
    Example("details-resolved", lambda s: details_card(_CLOSED, HISTORY, s, reader=BORIS, names=Names.FULL)),
    Example("details-long", lambda s: details_card(file(), _LONG_HISTORY, s, reader=FATIMA, names=Names.FULL)),
    Example("contact", lambda s: contact_card(file(), s)),
    Example("contact-without-case", lambda s: contact_card(feedback(), s)),
    Example("contact-unreachable", lambda s: contact_card(_UNREACHABLE, s)),
    Example("contact-overdue", lambda s: contact_card(file(deadline=NOW), replace(s, now=NOW.replace(hour=20)))),
)
