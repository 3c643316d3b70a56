"""From what the validation says to what an operator can act on, without what they wrote: it may be a secret."""

import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.config.source import KeyPath, Source
from bot.config.wrong import KIND, listed, nearest

# What a wrong kind is called, and what to write when the field has no example of its own.
KINDS: Mapping[str, tuple[str, str]] = {
    "string_type": ("this must be a text", "Write one text, in quotes where it has a “:” or “#”"),
    "int_type": ("this must be a whole number", "Write digits only"),
    "int_parsing": ("this must be a whole number", "Write digits only"),
    "int_from_float": ("this must be a whole number", "Write digits only"),
    "bool_type": ("this must be true or false", "Write true or false"),
    "bool_parsing": ("this must be true or false", "Write true or false"),
    "tuple_type": ("this must be a list", "Write [one, another], or one per line after “- ”"),
    "frozen_set_type": ("this must be one text or a list", "Write one, or [one, another]"),
    "dict_type": ("this must be a section with keys of its own", "Write “key: value” lines below it, indented"),
    "model_type": ("this must be a section with keys of its own", "Write “key: value” lines below it, indented"),
    "model_attributes_type": ("this must be a section with keys", "Write “key: value” lines below it, indented"),
    "too_short": ("this is empty", "Fill it in"),
    "string_too_short": ("this is empty", "Fill it in, or take the key out where it may be left out"),
}


def add_complaints(refused: ValidationError, source: Source, root: type[BaseModel]) -> None:
    """Add a complaint to the source for everything that was refused, except in what could not be read anyway."""
    errors = refused.errors(include_url=False)
    misspelt = set(_misspelt(errors, root))
    for error in errors:
        path: KeyPath = tuple(error["loc"])
        if source.is_spoiled(path) or (error["type"] == "missing" and path in misspelt):
            continue
        what, hint = _words(error, path, root)
        if path not in source.places and path and isinstance(path[-1], str) and error["type"] != "missing":
            what = f"{path[-1]}: {what}"
            path = path[:-1]
        source.complain(path, what, hint)


def _misspelt(errors: Sequence[ErrorDetails], root: type[BaseModel]) -> Iterator[KeyPath]:
    """The paths that unknown keys were meant for; that they are missing goes without saying."""
    for error in errors:
        if error["type"] == "extra_forbidden":
            *owner, key = error["loc"]
            meant = nearest(str(key), _fields_at(tuple(owner), root))
            if meant is not None:
                yield (*owner, meant)


def _words(error: ErrorDetails, path: KeyPath, root: type[BaseModel]) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    if kind == KIND:
        return str(context["what"]), str(context["hint"])
    if kind == "extra_forbidden":
        return _unknown(str(path[-1]), _fields_at(path[:-1], root))
    example = _example(path, root)
    if kind == "missing":
        return "this is missing", f"Add {path[-1]}: {example}" if example else f"Add {path[-1]}"
    if kind in ("enum", "literal_error"):
        return _choice(error, str(context["expected"]))
    if kind in KINDS:
        what, hint = KINDS[kind]
        return what, f"Write for example {path[-1]}: {example}" if example else hint
    if kind == "greater_than_equal":
        return "this number is too low", f"Write {context['ge']} or more"
    if kind == "less_than_equal":
        return "this number is too high", f"Write {context['le']} or less"
    return "this is not what belongs here", f"Write for example {example}" if example else "See config.example.yaml"


def _unknown(key: str, fields: Sequence[str]) -> tuple[str, str]:
    close = nearest(key, fields)
    hint = f"Did you mean “{close}”?" if close else f"Take it out; known here are {listed(fields)}"
    return f"the key “{key}” is not known here", hint


def _choice(error: ErrorDetails, expected: str) -> tuple[str, str]:
    choices = [each.strip(" '") for each in expected.replace(" or ", ", ").split(",")]
    given = error["input"]
    close = nearest(given, choices) if isinstance(given, str) else None
    return f"this must be {listed(choices)}", f"Did you mean {close}?" if close else "Write one of these"


def _example(path: KeyPath, root: type[BaseModel]) -> object:
    if not path or not isinstance(path[-1], str):
        return None
    owner = type_at(path[:-1], root)
    field = owner.model_fields.get(path[-1]) if isinstance(owner, type) and issubclass(owner, BaseModel) else None
    return field.examples[0] if field is not None and field.examples else None


def _fields_at(path: KeyPath, root: type[BaseModel]) -> list[str]:
    owner = type_at(path, root)
    return sorted(owner.model_fields) if isinstance(owner, type) and issubclass(owner, BaseModel) else []


def type_at(path: KeyPath, root: type[BaseModel]) -> Any:
    """The type that stands at a path of the tree; None for what is no part of it."""
    here: Any = root
    for step in path:
        here = _plain(here)
        if isinstance(here, type) and issubclass(here, BaseModel):
            field: FieldInfo | None = here.model_fields.get(str(step))
            here = field.annotation if field is not None else None
        else:
            inner = get_args(here)
            here = inner[-1 if get_origin(here) is dict else 0] if inner else None
    return _plain(here)


def _plain(annotation: Any) -> Any:
    """A type without its annotations and without its None."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            annotation = next(each for each in get_args(annotation) if each is not type(None))
        else:
            return annotation
