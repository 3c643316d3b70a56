"""A figure, how far the truth may lie from it, and whether two figures really differ: the one arithmetic of margins.

Few answers lean to the ends of a scale by chance, so an honest interval is not laid around the figure itself but around
a more cautious centre, to the middle of the scale. People are told the figure that answers give, ± a margin. So the
margin reaches from there to the farther end of the interval: all of the interval lies within it, and what the interval
promises, the margin keeps. Pure.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

Z = 1.96  # 95 %


class Change(StrEnum):
    """How a figure stands beside an earlier one."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """`value` is what answers give, and None without any. The interval lies `Z` standard errors around `centre`."""

    value: float | None
    centre: float
    error: float

    @property
    def half_width(self) -> float:
        """Half of the interval. Published margins are this alone: of 30 answers, half of them promoters and a fifth
        detractors, 27 points."""
        return Z * self.error

    @property
    def margin(self) -> float:
        """In at least 95 of 100 such cases, on average over what the truth may be, it lies this far at most from what
        answers give. Without answers half of the interval."""
        return self.half_width + self._off_centre

    @property
    def z(self) -> float:
        """How many standard errors the interval could reach to either side before the figure ± its margin held nought;
        0 or less where it does so anyway. Beyond `Z` exactly where the figure exceeds its margin."""
        return (abs(self.value or 0.0) - self._off_centre) / self.error

    @property
    def _off_centre(self) -> float:
        return 0.0 if self.value is None else abs(self.value - self.centre)


def difference(one: Estimate, other: Estimate) -> Estimate | None:
    """How much higher one is than the other, as a figure with a margin of its own; None where either has no answers."""
    if one.value is None or other.value is None:
        return None
    return Estimate(
        value=one.value - other.value, centre=one.centre - other.centre, error=math.hypot(one.error, other.error)
    )


def change(now: Estimate, before: Estimate) -> Change:
    """Up or down exactly where the difference exceeds its margin, which chance alone does about once in twenty times
    or less; without answers nothing is clear."""
    apart = difference(now, before)
    if apart is None or apart.value is None or abs(apart.value) <= apart.margin:
        return Change.UNCLEAR
    return Change.UP if apart.value > 0 else Change.DOWN
