"""What a feedback says after its source sent it again with other content."""

from dataclasses import fields, replace
from typing import TypeVar

from bot.domain.feedback import SCALES, ContactWish, Customer, Kind, Said

Part = TypeVar("Part", Customer, ContactWish)
Given = TypeVar("Given")


def merge(old: Said, new: Said) -> Said:
    """What is new fills in or replaces; what is missing (None, blank, no tags) never blanks.

    Customer and contact wish are merged field by field, attributes key by key; tags are replaced as a whole. A kind
    and a score that come apart stay valid together: a kind whose scale the known score does not fit is not taken over.
    Raises ValueError when the two are not the same piece of feedback.
    """
    if (old.source, old.external_id) != (new.source, new.external_id):
        raise ValueError("only what has the same source and id can be merged")
    score = _given(new.score, old.score)
    return replace(
        old,
        occurred_at=_given(new.occurred_at, old.occurred_at),
        kind=_kind(old, new, score),
        score=score,
        comment=_given(new.comment, old.comment),
        customer=_parts(old.customer, new.customer),
        contact_requested=_given(new.contact_requested, old.contact_requested),
        contact=_parts(old.contact, new.contact) if old.contact and new.contact else new.contact or old.contact,
        journey=_given(new.journey, old.journey),
        touchpoint=_given(new.touchpoint, old.touchpoint),
        channel=_given(new.channel, old.channel),
        employee=_given(new.employee, old.employee),
        team=_given(new.team, old.team),
        location=_given(new.location, old.location),
        tags=new.tags or old.tags,
        attributes={**old.attributes, **{key: value for key, value in new.attributes.items() if value is not None}},
    )


def changed(old: Said, merged: Said) -> frozenset[str]:
    """The names of the fields of Said that differ."""
    return frozenset(f.name for f in fields(Said) if getattr(old, f.name) != getattr(merged, f.name))


def _given(new: Given | None, old: Given | None) -> Given | None:
    missing = new is None or (isinstance(new, str) and not new.strip())
    return old if missing else new


def _parts(old: Part, new: Part) -> Part:
    return replace(old, **{f.name: _given(getattr(new, f.name), getattr(old, f.name)) for f in fields(old)})


def _kind(old: Said, new: Said, score: int | None) -> Kind | None:
    """The new kind, else the old one, whichever the score fits; every score fits NPS."""
    for kind in (new.kind, old.kind) if new.kind is not None else (old.kind,):
        scale = SCALES.get(kind or Kind.NPS)
        if score is None or scale is None or scale.low <= score <= scale.high:
            return kind
    return Kind.NPS
