"""Deadlines that come near or have passed, and what people hear who go away."""

from dataclasses import replace
from datetime import timedelta

from bot.cards import away_notices, notices
from bot.cards.bundle import all_taken_card, bundle_card
from bot.cards.case import own_card
from bot.cards.examples.cast import ANNA, BORIS, FATIMA, NOW, Example, feedback
from bot.cards.examples.files import file, held_by, resolved_by, row
from bot.cards.left import left_card
from bot.cards.reminder import escalation_card, reminder_card
from bot.cards.scene import Scene
from bot.cards.still_on_it import still_on_it_card
from bot.cards.told import told_card
from bot.domain.case import Happening
from bot.domain.case_file import CaseFile
from bot.domain.people import Names

_LATE = NOW - timedelta(minutes=1)
_BACK = NOW + timedelta(days=2, hours=18, minutes=30)
_NEAR = row(Happening.REMINDED, None, to=str(ANNA.id))
_TEAM = row(Happening.ESCALATED, None, told="team")
_LEADS = row(Happening.ESCALATED, None, told="leads")
_IN_VAIN = row(Happening.ESCALATED, None, told="leads", unanswered=str(BORIS.id))
_ANNA_IN_VAIN = row(Happening.ESCALATED, None, told="leads", unanswered=str(ANNA.id))
_YES = row(Happening.STILL_ON_IT, ANNA.id, minutes=1)
_SILENT = row(Happening.RELEASED, None, unanswered=str(BORIS.id))
_WENT_AWAY = row(Happening.RELEASED, BORIS.id, away=str(BORIS.id))
_TO_BORIS = row(Happening.HANDED_OVER, ANNA.id, to=str(BORIS.id), away_until=_BACK.isoformat())
_NOBODYS = file(feedback(employee=None), named=None)


def _several(many: int) -> list[CaseFile]:
    return [file(deadline=NOW + timedelta(minutes=20 * n), id=40 + n) for n in range(1, many + 1)]


def _with_lead_here(scene: Scene) -> Scene:
    """Fatima is back from where the other examples have her."""
    here = {**scene.organisation.members, FATIMA.id: replace(FATIMA, away_until=None)}
    return replace(scene, organisation=replace(scene.organisation, members=here))


EXAMPLES = (
    Example("still-on-it", lambda s: still_on_it_card(held_by(ANNA.id), s, reader=ANNA, said_yes=None)),
    Example("still-on-it-yes", lambda s: still_on_it_card(held_by(ANNA.id), s, reader=ANNA, said_yes=_YES)),
    Example("still-on-it-handed-over", lambda s: still_on_it_card(held_by(BORIS.id), s, reader=ANNA, said_yes=_YES)),
    Example("still-on-it-resolved", lambda s: still_on_it_card(resolved_by(ANNA.id), s, reader=ANNA, said_yes=None)),
    Example("still-on-it-released", lambda s: still_on_it_card(file(), s, reader=ANNA, said_yes=None)),
    Example("reminder-named", lambda s: reminder_card(file(), _NEAR, s, reader=ANNA)),
    Example("reminder-deputy", lambda s: reminder_card(file(), _NEAR, s, reader=BORIS)),
    Example("reminder-taken", lambda s: reminder_card(held_by(BORIS.id), _NEAR, s, reader=ANNA)),
    Example("reminder-lead-overdue", lambda s: reminder_card(file(deadline=_LATE), _LEADS, s, reader=FATIMA)),
    Example(
        "reminder-lead-overdue-held",
        lambda s: reminder_card(held_by(BORIS.id, deadline=_LATE), _LEADS, s, reader=FATIMA),
    ),
    Example("step-team", lambda s: escalation_card(file(), _TEAM, _with_lead_here(s), names=Names.INITIALS)),
    Example("step-team-nobodys", lambda s: escalation_card(_NOBODYS, _TEAM, s, names=Names.INITIALS)),
    Example("step-leads", lambda s: escalation_card(file(deadline=_LATE), _LEADS, s, names=Names.INITIALS)),
    Example(
        "step-leads-held-by-the-named",
        lambda s: escalation_card(held_by(ANNA.id, deadline=_LATE), _LEADS, s, names=Names.INITIALS),
    ),
    Example("step-leads-in-vain", lambda s: escalation_card(file(deadline=_LATE), _IN_VAIN, s, names=Names.FULL)),
    Example(
        "step-leads-in-vain-the-named",
        lambda s: escalation_card(file(deadline=_LATE), _ANNA_IN_VAIN, s, names=Names.INITIALS),
    ),
    Example("step-resolved", lambda s: escalation_card(resolved_by(BORIS.id), _TEAM, s, names=Names.INITIALS)),
    Example("left-in-vain", lambda s: left_card(file(), _SILENT, s, names=Names.INITIALS)),
    Example("left-away", lambda s: left_card(file(), _WENT_AWAY, s, names=Names.INITIALS)),
    Example("told-in-vain", lambda s: told_card(file(), _SILENT, s, reader=BORIS)),
    Example(
        "own-from-who-is-away",
        lambda s: own_card(replace(held_by(BORIS.id), handover=_TO_BORIS), s, reader=BORIS),
    ),
    Example("bundle-one", lambda s: bundle_card(_several(1), s, reader=FATIMA)),
    Example("bundle-many", lambda s: bundle_card(_several(7), s, reader=FATIMA)),
    Example("bundle-taken", all_taken_card),
    Example("notice-still-on-it", lambda s: notices.still_on_it(held_by(ANNA.id).case, s)),
    Example("notice-away", lambda s: away_notices.away(_BACK, s, handed_over=0, released=0)),
    Example("notice-away-passed-on", lambda s: away_notices.away(_BACK, s, handed_over=1, released=3)),
    Example("notice-back", away_notices.back),
    Example("notice-away-until-when", lambda s: away_notices.not_understood("", s, is_a_day=False)),
    Example("notice-away-what-day", lambda s: away_notices.not_understood("until 31-2", s, is_a_day=False)),
    Example("notice-away-no-such-day", lambda s: away_notices.not_understood("until 1-2-2020", s, is_a_day=True)),
)
