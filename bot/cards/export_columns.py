"""The columns of a file with answers, and what stands in each."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cards.anonymous import anonymous
from bot.cards.export_words import kind_name, segment_name, state_name
from bot.cards.scene import Scene
from bot.cards.terms import cause_word, told_word
from bot.domain.case import Resolution
from bot.domain.exported import Cell, Exported
from bot.domain.feedback import Feedback, Said

Hide = Callable[[Feedback, str], str]


@dataclass(frozen=True, kw_only=True)
class Column:
    """`width` is in characters."""

    heading: str
    width: int
    cell: Callable[[Exported], Cell]


def columns(scene: Scene, *, zone: ZoneInfo, personal: bool) -> tuple[Column, ...]:
    """What is told of an answer, on the clock of `zone` and in the scene's language. Only with `personal` can anybody
    be recognised: without, every word that we did not write ourselves is looked through.
    """
    hide = _as_it_is if personal else anonymous(scene)
    return (
        *_what_was_said(scene, zone, hide, personal=personal),
        *_the_case(scene, zone, hide),
        *(_who(scene) if personal else ()),
    )


def _what_was_said(scene: Scene, zone: ZoneInfo, hide: Hide, *, personal: bool) -> Sequence[Column]:
    wording, say = scene.wording, scene.wording.say

    def said(of: Callable[[Said], str | None]) -> Callable[[Exported], Cell]:
        return lambda one: hide(one.feedback, written) if (written := of(one.feedback.said)) else None

    return (
        _column(say("Number"), 9, lambda one: one.feedback.id),
        _column(say("Day"), 11, lambda one: one.feedback.day),
        _column(say("Said at"), 17, lambda one: _local(one.feedback.occurred_at, zone)),
        _column(say("Received at"), 17, lambda one: _local(one.feedback.received_at, zone)),
        _column(say("Kind"), 11, lambda one: kind_name(one.feedback.kind, wording)),
        _column(say("Score"), 7, lambda one: one.feedback.said.score),
        _column(say("Group"), 11, lambda one: segment_name(s, wording) if (s := one.feedback.segment) else None),
        _column(say("Words"), 60, _words(hide, personal=personal)),
        _column(say("Touchpoint"), 16, said(lambda words: words.touchpoint)),
        _column(say("Journey"), 16, said(lambda words: words.journey)),
        _column(say("Channel"), 12, said(lambda words: words.channel)),
        _column(say("Location"), 14, said(lambda words: words.location)),
        _column(say("Source"), 12, said(lambda words: words.source)),
        _column(say("Language"), 9, said(lambda words: words.customer.language)),
        _column(say("Tags"), 20, said(lambda words: ", ".join(words.tags))),
        _column(say("Wants contact"), 12, lambda one: one.feedback.said.contact_requested),
    )


def _the_case(scene: Scene, zone: ZoneInfo, hide: Hide) -> Sequence[Column]:
    wording, say = scene.wording, scene.wording.say

    def moment(of: Callable[[Exported], datetime | None]) -> Callable[[Exported], Cell]:
        return lambda one: _local(of(one), zone)

    return (
        _column(say("Case"), 9, lambda one: one.case.id if one.case else None),
        _column(say("State"), 10, lambda one: state_name(one.case.state, wording) if one.case else None),
        _column(say("Opened at"), 17, moment(lambda one: one.case.opened_at if one.case else None)),
        _column(say("Deadline"), 17, moment(lambda one: one.case.deadline if one.case else None)),
        _column(say("Claimed at"), 17, moment(lambda one: one.case.first_claimed_at if one.case else None)),
        _column(say("Resolved at"), 17, moment(lambda one: done.at if (done := _done(one)) else None)),
        _column(say("Cause"), 16, _cause(scene, hide)),
        _column(say("Told"), 13, lambda one: told_word(done.told, wording) if (done := _done(one)) else None),
    )


def _who(scene: Scene) -> Sequence[Column]:
    say = scene.wording.say
    return (
        _column(say("Number at the source"), 20, lambda one: one.feedback.said.external_id),
        _column(say("Customer's number"), 16, lambda one: one.feedback.said.customer.id),
        _column(say("Customer"), 24, lambda one: one.feedback.said.customer.name),
        _column(say("E-mail"), 28, lambda one: one.feedback.said.customer.email),
        _column(say("Phone"), 16, lambda one: one.feedback.said.customer.phone),
        _column(say("Worth a year"), 12, lambda one: one.feedback.said.customer.value),
        _column(say("When to contact"), 20, lambda one: w.when if (w := one.feedback.said.contact) else None),
        _column(say("Employee"), 24, _employee(scene)),
        _column(say("What was done"), 40, lambda one: done.done if (done := _done(one)) else None),
        _column(say("Further"), 30, _further),
    )


def _column(heading: str, width: int, cell: Callable[[Exported], Cell]) -> Column:
    return Column(heading=heading, width=width, cell=cell)


def _as_it_is(_: Feedback, text: str) -> str:
    return text


def _words(hide: Hide, *, personal: bool) -> Callable[[Exported], Cell]:
    """Never those that one person has alone."""

    def words(one: Exported) -> Cell:
        said = one.feedback.said.comment
        return hide(one.feedback, said) if said and (one.for_leads if personal else one.for_team) else None

    return words


def _cause(scene: Scene, hide: Hide) -> Callable[[Exported], Cell]:
    def cause(one: Exported) -> Cell:
        done = _done(one)
        return hide(one.feedback, cause_word(done.cause, scene.wording)) if done is not None else None

    return cause


def _employee(scene: Scene) -> Callable[[Exported], Cell]:
    def employee(one: Exported) -> Cell:
        member = scene.member(one.feedback.employee_id)
        return member.name if member is not None else one.feedback.said.employee

    return employee


def _further(one: Exported) -> Cell:
    said = one.feedback.said.attributes
    return json.dumps(said, ensure_ascii=False) if said else None


def _done(one: Exported) -> Resolution | None:
    return one.case.resolution if one.case else None


def _local(moment: datetime | None, zone: ZoneInfo) -> Cell:
    return None if moment is None else moment.astimezone(zone).replace(tzinfo=None, microsecond=0)
