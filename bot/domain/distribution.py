"""How often each score was given, and what that says: a figure on the kind's own scale, its margin, what has changed.

NPS is in points from -100 to 100, with the adjusted Wald interval (see `bot.domain.nps`). CSAT is the share of 4 and 5
in percent, with the interval of Agresti and Coull, "Approximate is better than exact for interval estimation of
binomial proportions", The American Statistician 52, 1998. CES and stars are means, with 1.96 s/√n around the mean
itself; as scores are whole numbers, s is never taken for less than that of rounding, √(1/12) (W. F. Sheppard, 1898).
Of few and lopsided answers such a mean's interval holds less often than promised (30, four in five of them the best:
about 89 times of 100). What margins these intervals make, and when a difference is one: `bot.domain.estimate`. Pure.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.domain import estimate, nps
from bot.domain.estimate import Change, Estimate, Z
from bot.domain.feedback import SCALES, Kind
from bot.domain.nps import Counts

_LEAST_VARIANCE = 1 / 12
_FALSE_ALARMS = 0.05
FEW = 5


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

    @property
    def value(self) -> float | None:
        """The figure: NPS in points, CSAT in percent, CES and stars as a mean. None without answers."""
        return self.estimated.value

    @property
    def margin(self) -> float:
        """So far the figure of all customers lies from ours at most, see `Estimate.margin`. Defined without answers."""
        return self.estimated.margin

    @cached_property
    def estimated(self) -> Estimate:
        """The figure with its interval. Defined without answers too."""
        match self.kind:
            case Kind.NPS:
                return nps.estimate(self.segments)
            case Kind.CSAT:
                return self._share()
        return self._mean()

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
    def variance(self) -> float:
        """Of what the answers are worth, among themselves; 0 without answers."""
        mean = self._average
        return sum((self._worth(score) - mean) ** 2 * n for score, n in self.counts.items()) / max(self.n, 1)

    @cached_property
    def _average(self) -> float:
        return sum(self._worth(score) * n for score, n in self.counts.items()) / max(self.n, 1)

    def _share(self) -> Estimate:
        n = self.n + Z**2
        centre = (self.segments.promoters + Z**2 / 2) / n
        error = 100 * math.sqrt(centre * (1 - centre) / n)
        return Estimate(value=self._average if self.n else None, centre=100 * centre, error=error)

    def _mean(self) -> Estimate:
        scale = SCALES[self.kind]
        if self.n < 2:  # one answer does not tell how far answers lie apart: they may be anywhere on the scale
            error = (scale.high - scale.low) / Z
        else:
            error = math.sqrt(max(self.variance * self.n / (self.n - 1), _LEAST_VARIANCE) / self.n)
        return Estimate(value=self._average if self.n else None, centre=self._average, error=error)

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
    apart = estimate.difference(one.estimated, other.estimated)
    return None if apart is None or apart.value is None else (apart.value, apart.margin)


def change(now: Distribution, before: Distribution) -> Change:
    """Up or down exactly where the difference exceeds its margin; without answers nothing is clear."""
    return estimate.change(now.estimated, before.estimated)


def standing_out(groups: Mapping[str, Distribution], *, fewest: int = FEW) -> Mapping[str, Change]:
    """Which groups really differ from all others together: in one table out of twenty at most, a group of which that
    is not so. Every group is in the answer.

    The chance of a false alarm holds for the whole table (S. Holm, "A simple sequentially rejective multiple test
    procedure", Scandinavian Journal of Statistics 6, 1979). Each group has to pass two tests, as either alone is too
    bold for few or for lopsided answers: the difference must exceed its margin, as in `change`, and it must be more
    than if answers were dealt out at random. Fewer than `fewest` answers, and ever fewer than five, never stand out;
    they are among the others all the same.
    """
    found = dict.fromkeys(groups, Change.UNCLEAR)
    chances: list[tuple[float, str, Change]] = []
    everyone: Counter[int] = Counter()
    for group in groups.values():
        everyone.update(group.counts)
    for name, group in groups.items():
        others = Distribution(kind=group.kind, counts=everyone - Counter(group.counts))
        apart = estimate.difference(group.estimated, others.estimated)
        if group.n >= max(fewest, FEW) and apart is not None:
            way = Change.UP if (apart.value or 0.0) > 0 else Change.DOWN
            chances.append((_chance(apart, group, others), name, way))
    for place, (chance, name, way) in enumerate(sorted(chances)):
        if chance > _FALSE_ALARMS / (len(chances) - place):
            break
        found[name] = way
    return found


def _chance(apart: Estimate, group: Distribution, others: Distribution) -> float:
    """How likely groups that are alike lie at least so far apart: by the bolder of the two tests no less."""
    everyone = group + others
    dealt = everyone.variance * everyone.n / (everyone.n - 1) * (1 / group.n + 1 / others.n)
    if not dealt or apart.z <= 0:
        return 1.0
    return max(_two_sided(apart.z), _two_sided((apart.value or 0.0) / math.sqrt(dealt)))


def _two_sided(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))
