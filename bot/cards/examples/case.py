"""The card of a case: every state, and what customers may send us."""

from dataclasses import replace
from datetime import timedelta

from bot.cards.case import own_card, team_card
from bot.cards.examples.cast import ANNA, BORIS, CALL_AFTER_FIVE, NOW, Builds, Example, feedback
from bot.cards.examples.files import HANDED_TO_ANNA, file, held_by, resolved_by
from bot.cards.model import Card
from bot.cards.scene import Scene
from bot.domain.case_file import CaseFile
from bot.domain.feedback import ContactHow, ContactWish, Customer, Kind
from bot.domain.people import Member, Names

LONG = "We waited the whole day for the sofa, and nobody could tell us when it would come. " * 14
HOSTILE = '<img src=x onerror="alert(1)"> *bold* _it_ <!channel> <@U0ANNA> `x` & {moment} %s [a](http://x) \u202eabc'


def _team(told: CaseFile, names: Names = Names.INITIALS) -> Builds:
    def build(scene: Scene, /) -> Card:
        return team_card(told, scene, names=names)

    return build


def _own(told: CaseFile, reader: Member = ANNA) -> Builds:
    def build(scene: Scene, /) -> Card:
        return own_card(told, scene, reader=reader)

    return build


_SNOOZED = NOW + timedelta(minutes=30)
_HEAD_START = NOW + timedelta(minutes=45)
_OVERDUE = NOW - timedelta(minutes=20)
_NEXT_WEEK = NOW + timedelta(days=3)
_UPDATED = replace(file(), updated=True)
_HANDED_OVER = replace(held_by(ANNA.id), handover=HANDED_TO_ANNA)
_HOSTILE = file(
    feedback(
        comment=HOSTILE,
        customer=Customer(name=HOSTILE, phone="<script>"),
        touchpoint="<b>Delivery</b>",
        location="a\nb\tc",
        tags=("<i>", "&amp;"),
        contact=ContactWish(how=ContactHow.MAIL, when=HOSTILE),
    )
)
_RIGHT_TO_LEFT = file(
    feedback(
        comment="الأريكة وصلت متأخرة يومين ولم يتصل بي أحد.",
        customer=Customer(name="ليلى حداد", phone="+31 6 8765 4321"),
        touchpoint="التوصيل",
        contact=ContactWish(how=ContactHow.PHONE, when="بعد الخامسة"),
    )
)
_BARE = file(
    feedback(
        kind=Kind.COMMENT,
        score=None,
        comment="  ",
        customer=Customer(),
        touchpoint=None,
        channel=None,
        location=None,
        tags=(),
        contact=None,
        employee=None,
    ),
    past=(),
    named=None,
    value_at_risk=None,
)


def _scored(kind: Kind, score: int | None, **wish: bool | None) -> CaseFile:
    asked = wish.get("contact_requested", True)
    return file(
        feedback(kind=kind, score=score, contact=CALL_AFTER_FIVE if asked else None, contact_requested=asked), past=()
    )


def _wish(how: ContactHow | None, when: str | None = None) -> CaseFile:
    return file(feedback(contact=ContactWish(how=how, when=when)), past=())


EXAMPLES = (
    Example("team-open", _team(file())),
    Example("team-open-full-names", _team(file(), Names.FULL)),
    Example("team-claimed-by-boris", _team(held_by(BORIS.id))),
    Example("team-claimed-by-the-named", _team(held_by(ANNA.id))),
    Example("team-snoozed", _team(held_by(BORIS.id, snoozed_until=_SNOOZED))),
    Example("team-snoozed-by-the-named", _team(held_by(ANNA.id, snoozed_until=_SNOOZED))),
    Example("team-resolved-by-boris", _team(resolved_by(BORIS.id))),
    Example("team-resolved-by-the-named", _team(resolved_by(ANNA.id))),
    Example("team-overdue", _team(file(deadline=_OVERDUE))),
    Example("team-due-next-week", _team(file(deadline=_NEXT_WEEK))),
    Example("team-updated", _team(_UPDATED)),
    Example("team-long-words", _team(file(feedback(comment=LONG)))),
    Example("team-right-to-left", _team(_RIGHT_TO_LEFT)),
    Example("team-hostile", _team(_HOSTILE, Names.FULL)),
    Example("team-bare", _team(_BARE)),
    Example("team-csat", _team(_scored(Kind.CSAT, 2))),
    Example("team-ces", _team(_scored(Kind.CES, 1))),
    Example("team-stars", _team(_scored(Kind.STARS, 1))),
    Example("team-passive-wants-contact", _team(_scored(Kind.NPS, 7))),
    Example("team-promoter-wants-contact", _team(_scored(Kind.NPS, 10))),
    Example("team-complaint", _team(_scored(Kind.COMPLAINT, None, contact_requested=None))),
    Example("team-wants-no-contact", _team(_scored(Kind.NPS, 0, contact_requested=False))),
    Example("team-wants-mail", _team(_wish(ContactHow.MAIL))),
    Example("team-wants-video", _team(_wish(ContactHow.VIDEO, "tomorrow before ten"))),
    Example("team-wants-visit", _team(_wish(ContactHow.VISIT))),
    Example("team-wants-contact-somehow", _team(_wish(None))),
    Example("own-head-start", _own(file(head_start_until=_HEAD_START))),
    Example("own-open-to-all", _own(file())),
    Example("own-claimed", _own(held_by(ANNA.id))),
    Example("own-snoozed", _own(held_by(ANNA.id, snoozed_until=_SNOOZED))),
    Example("own-handed-over", _own(_HANDED_OVER)),
    Example("own-claimed-by-boris", _own(held_by(BORIS.id))),
    Example("own-snoozed-by-boris", _own(held_by(BORIS.id, snoozed_until=_SNOOZED))),
    Example("own-resolved", _own(resolved_by(ANNA.id))),
    Example("own-resolved-by-boris", _own(resolved_by(BORIS.id))),
    Example("own-overdue", _own(held_by(ANNA.id, deadline=_OVERDUE))),
    Example("own-hostile", _own(_HOSTILE)),
)
