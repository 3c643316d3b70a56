"""NPS: from counts to a score in points from -100 to 100.

Its interval is the adjusted Wald interval: three answers are added, 3/4 promoter and 3/4 detractor, so that it stays
honest for few answers (Brendan Rocks, "Interval estimation for the Net Promoter Score", The American Statistician 70,
2016; Jeff Sauro and James Lewis, MeasuringU). What margin it makes is in `bot.domain.estimate`.
"""

import math
from dataclasses import dataclass

from bot.domain.estimate import Estimate

_ADDED = 3
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


def nps(counts: Counts) -> float | None:
    """The share of promoters minus that of detractors, times 100; None without answers."""
    return 100 * (counts.promoters - counts.detractors) / counts.n if counts.n else None


def estimate(counts: Counts) -> Estimate:
    """The score with its interval. Defined without answers too."""
    n = counts.n + _ADDED
    p = (counts.promoters + _ADDED_TO_EACH_END) / n
    d = (counts.detractors + _ADDED_TO_EACH_END) / n
    return Estimate(value=nps(counts), centre=100 * (p - d), error=100 * math.sqrt((p + d - (p - d) ** 2) / n))
