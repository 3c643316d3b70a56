"""What senders write, read generously: blanks for nothing, numbers as text, words in any case.

Each of these turns a raw value into one that is meant, or says in plain English why it cannot.
"""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum

from pydantic_core import PydanticCustomError

_WHOLE = re.compile(r"[+-]?\d{1,9}(?:\.0+)?")
_CENT = Decimal("0.01")
_MUCH = Decimal(10**15)
_YES_OR_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def problem(text: str) -> PydanticCustomError:
    """A complaint that reads on from the field's name."""
    return PydanticCustomError("klankbord", "{text}", {"text": text})


def nothing_for_blank(value: object) -> object:
    """Blank text is no text; everything else is left for the field itself to judge."""
    return None if isinstance(value, str) and not value.strip() else value


def whole_number(value: object) -> object:
    """3, 3.0 or "3"."""
    if type(value) is int or value is None:
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        if not value.strip():
            return None
        if _WHOLE.fullmatch(value.strip()):
            return int(float(value))
    raise problem("must be a whole number")


def amount(value: object) -> object:
    """An amount of money as a number or as text with a decimal point, to the cent."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            number = Decimal(str(value).strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return number.quantize(_CENT) if abs(number) < _MUCH else number
    raise problem("must be an amount, such as 1200 or 1200.50")


def moment(value: object) -> object:
    """A date and time in ISO 8601 with its offset."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        if not isinstance(value, str):
            raise ValueError
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        raise problem("must be a date and time in ISO 8601") from None
    if found.tzinfo is None:
        raise problem("does not say which time zone it is in")
    return found


def true_or_false(value: object) -> object:
    """True, false, or what people write for them."""
    if value is None or isinstance(value, bool) or (isinstance(value, str) and not value.strip()):
        return value if isinstance(value, bool) else None
    known = _YES_OR_NO.get(str(value).strip().lower())
    if known is None:
        raise problem("must be true or false")
    return known


def word_for(words: type[StrEnum]) -> Callable[[object], object]:
    """One of a few words, in any case; for an unknown one the nearest known is named."""
    known = {word.value: word for word in words}

    def read(value: object) -> object:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, str):
            wanted = value.strip().lower()
            if wanted in known:
                return known[wanted]
            nearest = get_close_matches(wanted, known, n=1)
            if nearest:
                raise problem(f'is not a word that we know; did you mean "{nearest[0]}"?')
        raise problem(f"must be one of {', '.join(known)}")

    return read


def words(value: object) -> object:
    """A list of words; blanks are dropped."""
    if isinstance(value, list):
        return [word for word in value if word is not None and not (isinstance(word, str) and not word.strip())]
    return nothing_for_blank(value)
