"""JSON as senders really write it: read in full or refused with the place that is wrong, and never altered in silence.

What is not JSON by the letter but would be read by many (a key that stands twice, NaN, a number without end) is refused
by name, since a reader would have to guess. What could not be kept by every database (NUL characters, half surrogate
pairs) is taken out of texts, so that no customer's words are refused for it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from math import isinf

from bot.domain.quarantine import Wrong

_DEEPEST = 40
_UNKEEPABLE = re.compile(r"\x00|\\u(?:0000|[dD][89a-fA-F])")
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(r"[ \t\r\n]*")

Refusal = tuple[Wrong, ...]


class Unreadable(Exception):
    """The text is refused; `wrong` says all that is wrong with it. `value` is what it seems to say, where that much
    can be read."""

    def __init__(self, *wrong: Wrong, value: object = None) -> None:
        super().__init__()
        self.wrong: Refusal = wrong
        self.value = value


class _Odd(Exception):
    """Something that needs the careful reader to name it."""


class _Twice(dict[str, object]):
    """An object in which keys stand more than once: the careful reader leaves it for whoever looks for oddities."""

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        keys = [key for key, _ in pairs]
        self.keys_twice = sorted({key for key in keys if keys.count(key) > 1})


class _NoNumber:
    """Stands where a number should be that is none."""

    def __init__(self, text: str) -> None:
        self.text = text if len(text) <= 20 else f"{text[:10]}… ({len(text)} characters)"


def decode(raw: bytes) -> str:
    """The text of a body. Raises Unreadable when it is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            Wrong(field="", problem=f"is not UTF-8 (byte {error.start + 1})", hint="Send the text as UTF-8")
        ) from None


def read(text: str) -> object:
    """The value of a JSON text. Raises Unreadable."""
    try:
        value = _load(_quick, text)
    except _Odd:
        value = _load(_careful, text)
        wrong = tuple(_oddities(value))
        if wrong:
            raise Unreadable(*wrong, value=value) from None
    return _keepable(value) if _UNKEEPABLE.search(text) else value


def elements(text: str) -> list[str]:
    """The texts of a JSON list's elements, each exactly as it was written. Raises Unreadable when it is not a list."""
    if not isinstance(_load(_lenient, text), list):
        raise not_a_list()
    found: list[str] = []
    at = _skip(text, _skip(text, 0) + 1)
    while text[at] != "]":
        _, end = _lenient.raw_decode(text, at)
        found.append(text[at:end])
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def not_a_list() -> Unreadable:
    """The answer to a batch that is something else."""
    return Unreadable(Wrong(field="", problem="is not a list", hint="Send a list of pieces: [{...}, {...}]"))


def too_deep(value: object) -> bool:
    """Whether lists and objects stand in each other deeper than anybody needs."""
    level: list[object] = [value]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _within(outer)]
        if not level:
            return False
    return True


def _load(decoder: json.JSONDecoder, text: str) -> object:
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        problem = f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise Unreadable(Wrong(field="", problem=problem, hint="Send one JSON value and nothing else")) from None
    except ValueError:  # Python refuses to read a whole number of thousands of digits
        raise _Odd from None
    except RecursionError:
        raise Unreadable(deep("")) from None


def deep(field: str) -> Wrong:
    """The complaint about a value that is nested too deeply."""
    return Wrong(field=field, problem="is nested too deeply", hint=f"Use at most {_DEEPEST} levels")


def _quick_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Odd
    return found


def _quick_float(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise _Odd
    return number


def _quick_constant(_text: str) -> object:
    raise _Odd


def _careful_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _Twice(pairs)


def _careful_int(text: str) -> object:
    try:
        return int(text)
    except ValueError:
        return _NoNumber(text)


def _careful_float(text: str) -> object:
    number = float(text)
    return _NoNumber(text) if isinf(number) else number


_quick = json.JSONDecoder(
    object_pairs_hook=_quick_object, parse_float=_quick_float, parse_constant=_quick_constant, strict=False
)
_careful = json.JSONDecoder(
    object_pairs_hook=_careful_object,
    parse_int=_careful_int,
    parse_float=_careful_float,
    parse_constant=_NoNumber,
    strict=False,
)
_lenient = json.JSONDecoder(parse_int=str, parse_float=str, strict=False)


def _oddities(value: object, path: str = "") -> Iterator[Wrong]:
    if isinstance(value, _NoNumber):
        yield Wrong(field=path, problem=f"is {value.text}, which is no number in JSON", hint="Send a number or null")
    if isinstance(value, _Twice):
        for key in value.keys_twice:
            yield Wrong(
                field=f"{path}.{key}".lstrip("."), problem="is given more than once", hint="Send every key once"
            )
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _oddities(inner, f"{path}.{key}".lstrip("."))
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _oddities(inner, f"{path}[{place}]")


def _keepable(value: object) -> object:
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value.replace("\0", ""))
    if isinstance(value, dict):
        return {_keepable(key): _keepable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_keepable(inner) for inner in value]
    return value


def _within(value: object) -> Sequence[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else ()


def _skip(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at
