"""Where things stand in a picture, and how its numbers are written. Pure."""

import math
from collections.abc import Sequence

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DECIMAL_COMMA = frozenset({"nl"})


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round values from `low` through `high`, evenly spaced, at most `most` of them, zero among them if it can be."""
    span = high - low
    if not (span > 0 and math.isfinite(span)):
        return [low]
    if whole((low, high)) and low > 0 and span <= 2 * most:
        # A short scale of its own, as from 1 to 7, is read from its ends.
        apart_by = math.ceil(span / (most - 1))
        return [low + each * apart_by for each in range(int(span // apart_by) + 1)]
    power = 10.0 ** math.floor(math.log10(span / most))
    for step in (power * each for each in (*_STEPS, 20.0, 50.0, 100.0)):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [each * step for each in range(first, last + 1)]
    return [low, high]


def decimals(low: float, high: float) -> int:
    """How many decimals tell values on this scale apart."""
    return 0 if high - low > 20 else 1


def whole(values: Sequence[float]) -> bool:
    """Whether none of them needs decimals."""
    return all(abs(value - round(value)) < 1e-9 for value in values)


def number(value: float, places: int, language: str) -> str:
    """The number as it is written: 4,3 in Dutch, with a real minus."""
    rounded = round(value, places)
    # Rounded to nothing it has no sign.
    text = f"{abs(rounded):.{places}f}"
    if places and language in _DECIMAL_COMMA:
        text = text.replace(".", ",")
    return f"−{text}" if rounded < 0 else text


def every_nth(count: int, room: int) -> list[int]:
    """Which of `count` labels are shown where there is room for `room`: evenly, and always the last."""
    step = max(1, math.ceil(count / max(room, 1)))
    return list(range(count - 1, -1, -step))[::-1]


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places moved as little as needed to stand `gap` apart between `low` and `high`, in the same order."""
    order = sorted(range(len(places)), key=lambda one: places[one])
    gap = min(gap, (high - low) / max(len(places) - 1, 1))
    moved = [min(max(places[one], low), high) for one in order]
    for one in range(1, len(moved)):
        moved[one] = max(moved[one], moved[one - 1] + gap)
    top = high
    for one in range(len(moved) - 1, -1, -1):
        moved[one] = min(moved[one], top)
        top = moved[one] - gap
    found = [0.0] * len(places)
    for one, place in zip(order, moved, strict=True):
        found[one] = place
    return found
