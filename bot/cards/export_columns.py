"""The columns of a file with answers, and what stands in each."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cards.anonymous import anonymous
from bot.cards.scene import Scene
from bot.domain.case import Resolution
from bot.domain.exported import Cell, Exported


@dataclass(frozen=True, kw_only=True)
class Column:
    """`width` is in characters."""

    heading: str
    width: int
    cell: Callable[[Exported], Cell]


def columns(scene: Scene, *, zone: ZoneInfo, personal: bool) -> tuple[Column, ...]:
    """What is told of an answer, on the clock of `zone`. Only with `personal` can anybody be recognised."""
    return (
        *_what_was_said(scene, zone, personal=personal),
        *_the_case(scene, zone),
        *(_who(scene) if personal else ()),
    )


def _what_was_said(scene: Scene, zone: ZoneInfo, *, personal: bool) -> Sequence[Column]:
    say = scene.wording.say
    return (
        _column(say("Number"), 9, lambda one: one.feedback.id),
        _column(say("Day"), 11, lambda one: one.feedback.day),
        _column(say("Said at"), 17, lambda one: _local(one.feedback.occurred_at, zone)),
        _column(say("Received at"), 17, lambda one: _local(one.feedback.received_at, zone)),
        _column(say("Kind"), 11, lambda one: one.feedback.kind.value),
        _column(say("Score"), 7, lambda one: one.feedback.said.score),
        _column(say("Group"), 11, lambda one: one.feedback.segment.value if one.feedback.segment else None),
        _column(say("Words"), 60, _words(scene, personal=personal)),
        _column(say("Touchpoint"), 16, lambda one: one.feedback.said.touchpoint),
        _column(say("Journey"), 16, lambda one: one.feedback.said.journey),
        _column(say("Channel"), 12, lambda one: one.feedback.said.channel),
        _column(say("Location"), 14, lambda one: one.feedback.said.location),
        _column(say("Source"), 12, lambda one: one.feedback.said.source),
        _column(say("Language"), 9, lambda one: one.feedback.said.customer.language),
        _column(say("Tags"), 20, lambda one: ", ".join(one.feedback.said.tags)),
        _column(say("Wants contact"), 12, lambda one: one.feedback.said.contact_requested),
    )


def _the_case(scene: Scene, zone: ZoneInfo) -> Sequence[Column]:
    say = scene.wording.say

    def moment(of: Callable[[Exported], datetime | None]) -> Callable[[Exported], Cell]:
        return lambda one: _local(of(one), zone)

    return (
        _column(say("Case"), 9, lambda one: one.case.id if one.case else None),
        _column(say("State"), 10, lambda one: one.case.state.value if one.case else None),
        _column(say("Opened at"), 17, moment(lambda one: one.case.opened_at if one.case else None)),
        _column(say("Deadline"), 17, moment(lambda one: one.case.deadline if one.case else None)),
        _column(say("Claimed at"), 17, moment(lambda one: one.case.first_claimed_at if one.case else None)),
        _column(say("Resolved at"), 17, moment(lambda one: done.at if (done := _done(one)) else None)),
        _column(say("Cause"), 16, lambda one: done.cause if (done := _done(one)) else None),
        _column(say("Told"), 13, lambda one: done.told.value if (done := _done(one)) else None),
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


def _words(scene: Scene, *, personal: bool) -> Callable[[Exported], Cell]:
    """Never those that one person has alone; and in a file for everybody's eyes none that could name somebody."""
    if personal:
        return lambda one: one.feedback.said.comment if one.for_leads else None
    hide = anonymous(scene)

    def words(one: Exported) -> Cell:
        said = one.feedback.said.comment
        return hide(one.feedback, said) if said and one.for_team else None

    return words


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
