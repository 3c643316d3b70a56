"""NPS arithmetic: from counts to a score with its margin, and whether a score has really changed.

The margin is the adjusted Wald interval: three answers are added, 3/4 promoter and 3/4 detractor, so that it stays
honest for few answers (Brendan Rocks, "Interval estimation for the Net Promoter Score", The American Statistician 70,
2016; Jeff Sauro and James Lewis, MeasuringU). Scores and margins are in points from -100 to 100.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

_Z = 1.96  # 95 %
ADDED = 3
_ADDED_TO_EACH_END = 3 / 4


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many answers fell in each segment. None is negative."""

    promoters: int = 0
    passives: int = 0
    detractors: int = 0

    @property
    def n(self) -> int:
        """How many answers there are."""
        return self.promoters + self.passives + self.detractors


class Change(StrEnum):
    """How a score stands beside an earlier one."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"


def nps(counts: Counts) -> float | None:
    """The share of promoters minus that of detractors, times 100; None without answers."""
    return 100 * (counts.promoters - counts.detractors) / counts.n if counts.n else None


def margin(counts: Counts) -> float:
    """With 95 % confidence the score of all customers lies this far from ours at most. Defined without answers too."""
    return _Z * _standard_error(counts)


def change(now: Counts, before: Counts) -> Change:
    """Up or down only where the difference can hardly be chance (|z| >= 1.96); without answers nothing is clear."""
    here, there = nps(now), nps(before)
    if here is None or there is None:
        return Change.UNCLEAR
    z = (here - there) / math.hypot(_standard_error(now), _standard_error(before))
    if abs(z) < _Z:
        return Change.UNCLEAR
    return Change.UP if z > 0 else Change.DOWN


def _standard_error(counts: Counts) -> float:
    n = counts.n + ADDED
    p = (counts.promoters + _ADDED_TO_EACH_END) / n
    d = (counts.detractors + _ADDED_TO_EACH_END) / n
    return 100 * math.sqrt((p + d - (p - d) ** 2) / n)
