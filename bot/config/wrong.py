"""What a validator raises: what is wrong, and what to write instead."""

from collections.abc import Iterable
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

KIND = "klankbord"


def wrong(what: str, hint: str) -> PydanticCustomError:
    """An error that becomes a Complaint with these words. Both are without a full stop; neither may hold a secret."""
    return PydanticCustomError(KIND, "{what}", {"what": what, "hint": hint})


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant."""
    by_lower = {each.lower(): each for each in known}
    close = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None


def listed(names: Iterable[str]) -> str:
    """Names for a hint: "a, b or c"."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
