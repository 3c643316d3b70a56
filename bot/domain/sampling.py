"""Whom one round of a sampled pulse asks, so that everybody has their turn before anybody has a second one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

SMALLEST = 40
"""Fewer people than this are asked all together: a part of them would be too few to stay unknown."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody who may be asked now, and the day on which this pulse asked them last."""

    member: int
    last: date | None


def size(people: int, share: Fraction, number: int) -> int:
    """How many of so many people round `number` (from 0) asks. `share.denominator` rounds in a row ask each person
    exactly `share.numerator` times."""
    return (number + 1) * people * share.numerator // share.denominator - (
        number * people * share.numerator // share.denominator
    )


def turn(candidates: Sequence[Candidate], many: int, order: Callable[[int], bytes]) -> list[int]:
    """Whose turn it is: who was never asked, then who was asked longest ago; among equals `order` decides."""
    waiting = sorted(candidates, key=lambda one: (one.last or date.min, order(one.member)))
    return [one.member for one in waiting[:many]]
