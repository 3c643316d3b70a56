"""What is wrong with a piece, in plain English: every field at once, each with what to send instead."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.domain.feedback import SCALES, Kind
from bot.domain.quarantine import Wrong
from handlers.leniency import moment, whole_number, word_for

_AHEAD = timedelta(minutes=5)
_OLDEST = datetime(1970, 1, 1, tzinfo=UTC)
_SENTENCES = {
    "missing": "is missing",
    "string_type": "must be text",
    "string_too_short": "is empty",
    "string_too_long": "is longer than {max_length} characters",
    "too_long": "has more than {max_length} entries",
    "list_type": "must be a list",
    "model_type": "must be an object",
    "greater_than_equal": "must not be negative",
    "less_than": "is too large to be true",
    "klankbord": "{text}",
}
_read_kind = word_for(Kind)


def in_words(error: ValidationError, model: type[BaseModel]) -> tuple[Wrong, ...]:
    """The complaints of a validation, one for each field."""
    return tuple(_one(detail, model) for detail in error.errors(include_url=False, include_input=False))


def across(piece: Mapping[str, object], now: datetime) -> tuple[Wrong, ...]:
    """What is wrong with fields together, or with a moment as seen from now. Fields that are wrong in themselves are
    passed over: they are named elsewhere. `piece` is the raw object or the validated fields."""
    return tuple(_across(piece, now))


def _across(piece: Mapping[str, object], now: datetime) -> Iterator[Wrong]:
    score, comment = _read(whole_number, piece.get("score")), piece.get("comment")
    if piece.get("score") in (None, "") and (comment is None or (isinstance(comment, str) and not comment.strip())):
        yield Wrong(
            field="comment",
            problem="is missing, and so is score",
            hint="Send a score, a comment, or both",
        )
    kind = piece.get("kind")
    kind = kind if isinstance(kind, Kind) else _read(_read_kind, kind, otherwise=_UNKNOWN)
    if isinstance(score, int) and kind is not _UNKNOWN:
        yield from _scale(score, kind if isinstance(kind, Kind) else None)
    at = piece.get("occurred_at")
    at = at if isinstance(at, datetime) else _read(moment, at)
    if isinstance(at, datetime):
        yield from _time(at, now)


def _scale(score: int, kind: Kind | None) -> Iterator[Wrong]:
    scale = SCALES.get(kind or Kind.NPS)
    if scale is None:
        scored = ", ".join(known.value for known in SCALES)
        yield Wrong(
            field="score",
            problem=f"is given, but the kind {kind} has no score",
            hint=f"Leave the score out, or name the kind that it belongs to: {scored}",
        )
    elif not scale.low <= score <= scale.high:
        assumed = "" if kind else " (assumed, since no kind is given)"
        yield Wrong(
            field="score",
            problem=f"is outside the scale of {kind or Kind.NPS}{assumed}",
            hint=f"Send a whole number from {scale.low} to {scale.high}",
        )


def _time(at: datetime, now: datetime) -> Iterator[Wrong]:
    if at.year < _OLDEST.year:
        yield Wrong(field="occurred_at", problem="lies before 1970", hint="Send the moment at which it was said")
    elif at > now + _AHEAD:
        yield Wrong(
            field="occurred_at",
            problem="lies in the future",
            hint="Send the moment at which it was said, with the right offset from UTC; look at the sender's clock",
        )


_UNKNOWN = object()


def _read(reader: Callable[[object], object], value: object, otherwise: object = None) -> object:
    try:
        return reader(value)
    except ValueError:
        return otherwise


def _one(detail: ErrorDetails, model: type[BaseModel]) -> Wrong:
    path = ""
    for part in detail["loc"]:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    sentence = _SENTENCES.get(detail["type"], "is not what we expected")
    return Wrong(field=path, problem=sentence.format(**detail.get("ctx", {})), hint=_hint(detail["loc"], model))


def _hint(path: tuple[int | str, ...], model: type[BaseModel]) -> str:
    field: FieldInfo | None = None
    inner: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, str) and inner is not None:
            field = inner.model_fields.get(part)
            inner = (
                next(
                    (
                        kind
                        for kind in get_args(field.annotation)
                        if isinstance(kind, type) and issubclass(kind, BaseModel)
                    ),
                    None,
                )
                if field
                else None
            )
    if field is None:
        return "Look at /openapi.json for what may stand here"
    example = f"; for example {json.dumps(field.examples[0])}" if field.examples else ""
    return f"{field.description}{example}"
