"""The body of a piece of feedback: what may stand in it, and how it becomes what we keep.

`Piece` is the contract with senders, and the OpenAPI description is made from it. It is tolerant in form (numbers as
text, blanks for nothing, unknown fields) and strict in meaning (a score that its kind does not have is refused).
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.domain.feedback import ContactHow, ContactWish, Customer, Kind, Said
from bot.domain.quarantine import Wrong
from handlers import json_text
from handlers.complaints import across, in_words
from handlers.json_text import Refusal, Unreadable
from handlers.leniency import amount, moment, nothing_for_blank, true_or_false, whole_number, word_for, words

Text = Annotated[str | None, Field(max_length=1000), BeforeValidator(nothing_for_blank)]
Tag = Annotated[str | None, Field(max_length=35), BeforeValidator(nothing_for_blank)]
Id = Annotated[str | None, Field(max_length=255), BeforeValidator(nothing_for_blank)]


class Part(BaseModel):
    """Unknown fields are kept; numbers are welcome where text is expected."""

    model_config = ConfigDict(extra="allow", coerce_numbers_to_str=True, str_strip_whitespace=True)


class CustomerPart(Part):
    """Who said it, as far as the source knows."""

    id: Id = Field(None, description="The customer's number at the source", examples=["C-1001"])
    name: Text = Field(None, description="The customer's full name", examples=["M. de Vries"])
    email: Text = Field(None, description="Where the customer reads mail", examples=["m.devries@example.nl"])
    phone: Text = Field(None, description="The customer's telephone number", examples=["+31612345678"])
    value: Annotated[Decimal | None, Field(ge=0, lt=10**14), BeforeValidator(amount)] = Field(
        None, description="What the customer is worth in a year, in the organisation's currency", examples=[1200]
    )
    language: Tag = Field(None, description="The customer's language as a tag", examples=["nl"])


class ContactPart(Part):
    """How and when the customer wants to be reached."""

    how: Annotated[ContactHow | None, BeforeValidator(word_for(ContactHow))] = Field(
        None, description="phone, video, mail or visit", examples=["phone"]
    )
    when: Text = Field(None, description="A time or free text", examples=["after 17:00"])


class Piece(Part):
    """What a customer said at one touchpoint. Fields that are not named here are kept under `attributes`."""

    id: Annotated[str, Field(min_length=1, max_length=255)] = Field(
        description="The source's own number for this piece; the same number again is an update",
        examples=["S-2026-001"],
    )
    occurred_at: Annotated[datetime | None, BeforeValidator(moment)] = Field(
        None, description="When it was said, with the offset from UTC", examples=["2026-11-20T14:03:00+01:00"]
    )
    kind: Annotated[Kind | None, BeforeValidator(word_for(Kind))] = Field(
        None,
        description="nps (0-10), csat (1-5), ces (1-7, high is easy), stars (1-5), complaint, compliment, idea or "
        "comment; without it a score means nps, and words alone mean comment",
        examples=["nps"],
    )
    score: Annotated[int | None, BeforeValidator(whole_number)] = Field(
        None, description="A whole number on the scale of the kind; this or `comment` is required", examples=[3]
    )
    comment: Annotated[str | None, BeforeValidator(nothing_for_blank)] = Field(
        None, description="The customer's own words", examples=["Drie keer teruggebeld, niemand wist ervan."]
    )
    customer: CustomerPart | None = Field(None, description="An object that tells who said it")
    contact_requested: Annotated[bool | None, BeforeValidator(true_or_false)] = Field(
        None, description="Whether the customer asks to be contacted", examples=[True]
    )
    contact: ContactPart | None = Field(
        None, description="An object that tells how and when; giving it means that contact is requested"
    )
    journey: Text = Field(None, description="The customer's path", examples=["complaint"])
    touchpoint: Text = Field(None, description="The moment on that path", examples=["call-centre"])
    channel: Text = Field(None, description="How the customer reached us", examples=["phone"])
    employee: Text = Field(
        None, description="The e-mail address of whom it is about", examples=["anna@devrieswonen.nl"]
    )
    team: Text = Field(None, description="The key or name of a team", examples=["support"])
    location: Text = Field(None, description="Where it happened", examples=["Utrecht"])
    tags: Annotated[
        list[Annotated[str, Field(max_length=100)]] | None, Field(max_length=50), BeforeValidator(words)
    ] = Field(None, description="A list of words", examples=[["wachttijd"]])
    attributes: Any = Field(None, description="An object with whatever else should be kept")


def parse(source: str, raw: bytes, now: datetime) -> Said | Refusal:
    """Read one piece as a source sent it, or say everything that is wrong with it."""
    try:
        return understand(source, json_text.read(json_text.decode(raw)), now)
    except Unreadable as error:
        if error.value is None:
            return error.wrong
        named = {one.field for one in error.wrong}
        besides = understand(source, error.value, now)
        others = besides if isinstance(besides, tuple) else ()
        return (*error.wrong, *(one for one in others if one.field not in named))


def parse_kept(source: str, raw: bytes, now: datetime) -> list[Said] | Refusal:
    """Read a body that was kept aside: one piece, or a list of them. With one wrong piece the whole is refused."""
    try:
        text = json_text.decode(raw)
        if not text.lstrip().startswith("["):
            one = understand(source, json_text.read(text), now)
            return one if isinstance(one, tuple) else [one]
        pieces = [(place, parse(source, piece.encode(), now)) for place, piece in enumerate(json_text.elements(text))]
    except Unreadable as error:
        return error.wrong
    wrong = [
        Wrong(field=f"[{place}].{one.field}".rstrip("."), problem=one.problem, hint=one.hint)
        for place, piece in pieces
        if isinstance(piece, tuple)
        for one in piece
    ]
    return tuple(wrong) or [piece for _, piece in pieces if isinstance(piece, Said)]


def understand(source: str, value: object, now: datetime) -> Said | Refusal:
    """What a JSON value says, or everything that is wrong with it."""
    if not isinstance(value, dict):
        return (Wrong(field="", problem="is not an object", hint='Send {"id": ..., "score": ..., "comment": ...}'),)
    try:
        piece = Piece.model_validate(value)
    except ValidationError as error:
        return (*in_words(error, Piece), *across(value, now))
    wrong = across(piece.__dict__, now)
    if wrong:
        return wrong
    attributes = _attributes(piece)
    if attributes and json_text.too_deep(attributes):
        return (json_text.deep("attributes"),)
    return _said(source, piece, attributes)


def _said(source: str, piece: Piece, attributes: Mapping[str, object]) -> Said:
    who, how = piece.customer, piece.contact
    wish = ContactWish(how=how.how, when=how.when) if how and (how.how or how.when) else None
    return Said(
        source=source,
        external_id=piece.id,
        occurred_at=piece.occurred_at,
        kind=piece.kind,
        score=piece.score,
        comment=piece.comment,
        customer=Customer(
            id=who.id, name=who.name, email=who.email, phone=who.phone, value=who.value, language=who.language
        )
        if who
        else _NOBODY,
        contact_requested=True if wish and piece.contact_requested is None else piece.contact_requested,
        contact=wish,
        journey=piece.journey,
        touchpoint=piece.touchpoint,
        channel=piece.channel,
        employee=piece.employee,
        team=piece.team,
        location=piece.location,
        tags=tuple(dict.fromkeys(piece.tags)) if piece.tags else (),
        attributes=attributes,
    )


_NOBODY = Customer()


def _attributes(piece: Piece) -> dict[str, object]:
    given = piece.attributes
    kept: dict[str, object] = dict(given) if isinstance(given, dict) else {} if given is None else {"attributes": given}
    kept.update(piece.model_extra or {})
    for name, part in (("customer", piece.customer), ("contact", piece.contact)):
        if part is not None and part.model_extra:
            kept[name] = part.model_extra
    return kept
