"""The body that tells how many customers were asked: as tolerant in form as feedback's, and as strict in meaning."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from bot.domain.feedback import Customer, Kind, Said
from bot.domain.invitation import MOST, Invited
from bot.domain.quarantine import Wrong
from handlers import json_text
from handlers.body import Part, Tag, Text
from handlers.complaints import in_words
from handlers.json_text import Refusal, Unreadable
from handlers.leniency import problem, whole_number, word_for

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FIRST_YEAR = 1970


def _given(read: Callable[[object], object]) -> Callable[[object], object]:
    def needed(value: object) -> object:
        found = read(value)
        if found is None:
            raise problem("is missing")
        return found

    return needed


def _day(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
            raise ValueError
        found = date.fromisoformat(value.strip())
    except ValueError:
        raise problem("must be a date such as 2026-11-20") from None
    if found.year < _FIRST_YEAR:
        raise problem(f"lies before {_FIRST_YEAR}")
    return found


class Invitations(Part):
    """How many customers were asked on a day. What else is given finds the team, as it does for feedback."""

    id: Annotated[str, Field(min_length=1, max_length=255)] = Field(
        description="The source's own number for this count; the same number again replaces it",
        examples=["2026-11-20/support"],
    )
    day: Annotated[date, BeforeValidator(_given(_day))] = Field(
        description="The day on which they were asked, not later than today where the team works",
        examples=["2026-11-20"],
    )
    invited: Annotated[int, Field(ge=0, lt=MOST + 1), BeforeValidator(_given(whole_number))] = Field(
        description=f"How many customers were asked, from 0 to {MOST}", examples=[250]
    )
    kind: Annotated[Kind | None, BeforeValidator(word_for(Kind))] = Field(
        None, description="What they were asked for, for rules that look at it; without it nps", examples=["nps"]
    )
    team: Text = Field(None, description="The key or name of a team", examples=["support"])
    journey: Text = Field(None, description="The customer's path", examples=["complaint"])
    touchpoint: Text = Field(None, description="The moment on that path", examples=["call-centre"])
    channel: Text = Field(None, description="How the customer reached us", examples=["phone"])
    location: Text = Field(None, description="Where it happened", examples=["Utrecht"])
    employee: Text = Field(
        None, description="The e-mail address of whom it is about", examples=["anna@devrieswonen.nl"]
    )
    language: Tag = Field(None, description="The customers' language as a tag", examples=["nl"])


def parse(source: str, raw: bytes) -> Invited | Refusal:
    """Read what a source tells, or say everything that is wrong with it."""
    try:
        return understand(source, json_text.read(json_text.decode(raw)))
    except Unreadable as error:
        if error.value is None:
            return error.wrong
        named = {one.field for one in error.wrong}
        besides = understand(source, error.value)
        others = besides if isinstance(besides, tuple) else ()
        return (*error.wrong, *(one for one in others if one.field not in named))


def understand(source: str, value: object) -> Invited | Refusal:
    """What a JSON value tells, or everything that is wrong with it."""
    if not isinstance(value, dict):
        return (Wrong(field="", problem="is not an object", hint='Send {"id": ..., "day": ..., "invited": ...}'),)
    try:
        told = Invitations.model_validate(value)
    except ValidationError as error:
        return in_words(error, Invitations)
    about = Said(
        source=source,
        external_id=told.id,
        customer=Customer(language=told.language),
        journey=told.journey,
        touchpoint=told.touchpoint,
        channel=told.channel,
        employee=told.employee,
        team=told.team,
        location=told.location,
    )
    return Invited(about=about, kind=told.kind or Kind.NPS, day=told.day, invited=told.invited)


def not_yet() -> Wrong:
    """The complaint about a day that is still to come."""
    return Wrong(
        field="day", problem="lies in the future", hint="Send the day on which they were asked, today at the latest"
    )
