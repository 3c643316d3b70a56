"""Every form."""

from dataclasses import replace
from datetime import timedelta

from bot.cards.examples.cast import ANNA, BORIS, FATIMA, NOW, SUPPORT, Example, feedback
from bot.cards.examples.files import file, held_by
from bot.cards.forms import hand_over_form, note_form, resolve_form, snooze_form

_OWN_CAUSES = replace(SUPPORT, causes=("Stairs too narrow <2m>", "price", "other"))
_MOMENTS = (NOW + timedelta(hours=1), NOW + timedelta(hours=20), NOW + timedelta(days=3))

EXAMPLES = (
    Example("form-resolve", lambda s: resolve_form(held_by(BORIS.id), SUPPORT, s)),
    Example("form-resolve-own-causes", lambda s: resolve_form(file(feedback(comment=None)), _OWN_CAUSES, s)),
    Example("form-hand-over", lambda s: hand_over_form(held_by(BORIS.id), (ANNA, FATIMA), s)),
    Example("form-snooze", lambda s: snooze_form(held_by(BORIS.id, deadline=NOW + timedelta(days=4)), _MOMENTS, s)),
    Example("form-note", lambda s: note_form(held_by(BORIS.id), s)),
)
