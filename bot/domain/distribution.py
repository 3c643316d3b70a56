"""How often each score was given, and what that says: a figure on the kind's own scale, its margin, what has changed.

NPS is in points from -100 to 100, with the adjusted Wald interval (see `bot.domain.nps`). CSAT is the share of 4 and 5
in percent, with the interval of Agresti and Coull, "Approximate is better than exact for interval estimation of
binomial proportions", The American Statistician 52, 1998. CES and stars are means, with 1.96 s/√n; as scores are whole
numbers, s is never taken for less than that of rounding, √(1/12) (W. F. Sheppard, 1898). Pure.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.domain import nps
from bot.domain.feedback import SCALES, Kind
from bot.domain.nps import Change, Counts

Z = 1.96  # 95 %
_LEAST_VARIANCE = 1 / 12
_FALSE_ALARMS = 0.05
_FEW = 5


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """How often each score of one kind was given. The kind has a scale; other kinds never mix in."""

    kind: Kind
    counts: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: "Distribution") -> "Distribution":
        if other.kind is not self.kind:
            raise ValueError(f"{self.kind} and {other.kind} do not add up")
        return Distribution(kind=self.kind, counts=dict(Counter(self.counts) + Counter(other.counts)))

    @cached_property
    def n(self) -> int:
        """How many answers there are."""
        return sum(self.counts.values())

    @cached_property
    def value(self) -> float | None:
        """The figure: NPS in points, CSAT in percent, CES and stars as a mean. None without answers."""
        if not self.n:
            return None
        match self.kind:
            case Kind.NPS:
                return 100 * (self.segments.promoters - self.segments.detractors) / self.n
            case Kind.CSAT:
                return 100 * self.segments.promoters / self.n
        return sum(score * n for score, n in self.counts.items()) / self.n

    @property
    def margin(self) -> float:
        """With 95 % confidence the figure of all customers lies this far from ours at most. Defined without answers."""
        return Z * self._standard_error

    @cached_property
    def segments(self) -> Counts:
        """How many gave good, middling and poor scores, by the kind's own scale; of NPS these are its segments."""
        scale, good, poor = SCALES[self.kind], 0, 0
        for score, n in self.counts.items():
            if score >= scale.good:
                good += n
            elif score <= scale.poor:
                poor += n
        return Counts(promoters=good, passives=self.n - good - poor, detractors=poor)

    @cached_property
    def _standard_error(self) -> float:
        match self.kind:
            case Kind.NPS:
                return nps.margin(self.segments) / Z
            case Kind.CSAT:
                n, share = self._with_four_more()
                return 100 * math.sqrt(share * (1 - share) / n)
        if self.n < 2:  # one answer does not tell how far answers lie apart: they may be anywhere on the scale
            return (SCALES[self.kind].high - SCALES[self.kind].low) / Z
        return math.sqrt(max(self.variance * self.n / (self.n - 1), _LEAST_VARIANCE) / self.n)

    @cached_property
    def _cautious(self) -> float:
        """The figure in the middle of its interval: that of few answers leans to the middle of the scale."""
        match self.kind:
            case Kind.NPS:
                return 100 * (self.segments.promoters - self.segments.detractors) / (self.n + nps.ADDED)
            case Kind.CSAT:
                return 100 * self._with_four_more()[1]
        return self.value or 0.0

    def _with_four_more(self) -> tuple[float, float]:
        n = self.n + Z**2
        return n, (self.segments.promoters + Z**2 / 2) / n

    @cached_property
    def variance(self) -> float:
        """Of what the answers are worth, among themselves; 0 without answers."""
        if not self.n:
            return 0.0
        mean = self.value or 0.0
        return sum((self._worth(score) - mean) ** 2 * n for score, n in self.counts.items()) / self.n

    def _worth(self, score: int) -> float:
        scale = SCALES[self.kind]
        match self.kind:
            case Kind.NPS:
                return 100.0 if score >= scale.good else -100.0 if score <= scale.poor else 0.0
            case Kind.CSAT:
                return 100.0 if score >= scale.good else 0.0
        return float(score)


def difference(one: Distribution, other: Distribution) -> tuple[float, float] | None:
    """How much higher one is than the other, and the margin of that; None where either has no answers."""
    here, there = one.value, other.value
    if here is None or there is None:
        return None
    return here - there, math.hypot(one.margin, other.margin)


def change(now: Distribution, before: Distribution) -> Change:
    """Up or down only where the difference can hardly be chance; without answers nothing is clear."""
    apart = difference(now, before)
    if apart is None or abs(apart[0]) < apart[1]:
        return Change.UNCLEAR
    return Change.UP if apart[0] > 0 else Change.DOWN


def standing_out(groups: Mapping[str, Distribution]) -> Mapping[str, Change]:
    """Which groups really differ from all others together: in one table out of twenty at most, a group of which that
    is not so. Every group is in the answer.

    The chance of a false alarm holds for the whole table (S. Holm, "A simple sequentially rejective multiple test
    procedure", Scandinavian Journal of Statistics 6, 1979). Each group has to pass two tests, as either alone is too
    bold for few or for lopsided answers: by its own cautious interval, and as if answers were dealt out at random.
    Fewer than five answers never stand out.
    """
    found = dict.fromkeys(groups, Change.UNCLEAR)
    chances: list[tuple[float, str, Change]] = []
    everyone: Counter[int] = Counter()
    for group in groups.values():
        everyone.update(group.counts)
    for name, group in groups.items():
        others = Distribution(kind=group.kind, counts=everyone - Counter(group.counts))
        if group.n >= _FEW and others.n:
            apart = (group.value or 0.0) - (others.value or 0.0)
            chances.append((_chance(group, others), name, Change.UP if apart > 0 else Change.DOWN))
    for place, (chance, name, way) in enumerate(sorted(chances)):
        if chance > _FALSE_ALARMS / (len(chances) - place):
            break
        found[name] = way
    return found


def _chance(group: Distribution, others: Distribution) -> float:
    """How likely groups that are alike lie at least so far apart: by the bolder of the two tests no less."""
    apart = (group.value or 0.0) - (others.value or 0.0)
    cautious = group._cautious - others._cautious
    if apart * cautious <= 0:
        return 1.0
    everyone = group + others
    dealt = everyone.variance * everyone.n / (everyone.n - 1) * (1 / group.n + 1 / others.n)
    if not dealt:
        return 1.0
    return max(
        _two_sided(cautious / math.hypot(group._standard_error, others._standard_error)),
        _two_sided(apart / math.sqrt(dealt)),
    )


def _two_sided(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))
