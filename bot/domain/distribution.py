"""How often each score of one kind was given: its score with a margin, and which differences are more than chance.

Each kind has a figure on its own scale: NPS in points (see bot.domain.nps), CSAT as the share of satisfied customers in
per cent, CES and stars as a mean. The margin of a share is Agresti and Coull's ("Approximate is better than 'exact' for
interval estimation of binomial proportions", The American Statistician 52, 1998), that of a mean 1.96 s / sqrt(n).
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import NormalDist

from bot.domain import nps
from bot.domain.feedback import SCALES, Kind, Segment, segment_of
from bot.domain.nps import Change, Counts

_Z = 1.96  # 95 %
_ALPHA = 0.05


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """`counts` by score; none is negative. `kind` must have a scale."""

    kind: Kind
    counts: Mapping[int, int] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many answers there are."""
        return sum(self.counts.values())

    @property
    def value(self) -> float | None:
        """The figure of this kind; None without answers."""
        match self.kind:
            case Kind.NPS:
                return nps.nps(segments(self))
            case Kind.CSAT:
                return 100 * self._satisfied / self.n if self.n else None
            case _:
                return sum(score * many for score, many in self.counts.items()) / self.n if self.n else None

    @property
    def margin(self) -> float | None:
        """With 95 % confidence the figure of all customers lies this far from ours at most; None where that cannot be
        told: without answers, and for a mean of a single one."""
        if not self.n:
            return None
        match self.kind:
            case Kind.NPS:
                return nps.margin(segments(self))
            case Kind.CSAT:
                n = self.n + _Z**2
                share = (self._satisfied + _Z**2 / 2) / n
                return 100 * _Z * math.sqrt(share * (1 - share) / n)
            case _:
                return self._margin_of_mean()

    def __add__(self, other: "Distribution") -> "Distribution":
        """Both together, of one kind."""
        return Distribution(kind=self.kind, counts=dict(Counter(self.counts) + Counter(other.counts)))

    @property
    def _satisfied(self) -> int:
        good = SCALES[self.kind].good
        return sum(many for score, many in self.counts.items() if score >= good)

    def _margin_of_mean(self) -> float | None:
        mean = self.value
        if mean is None or self.n < 2:
            return None
        variance = sum(many * (score - mean) ** 2 for score, many in self.counts.items()) / (self.n - 1)
        return _Z * math.sqrt(variance / self.n)


def segments(scores: Distribution) -> Counts:
    """How many promoters, passives and detractors gave these NPS scores."""
    many: Counter[Segment | None] = Counter()
    for score, n in scores.counts.items():
        many[segment_of(Kind.NPS, score)] += n
    return Counts(promoters=many[Segment.PROMOTER], passives=many[Segment.PASSIVE], detractors=many[Segment.DETRACTOR])


def difference(one: Distribution, other: Distribution) -> tuple[float, float] | None:
    """How far one figure lies above the other, and the margin of that; None where either has none."""
    if one.value is None or other.value is None or one.margin is None or other.margin is None:
        return None
    return one.value - other.value, math.hypot(one.margin, other.margin)


def change(now: Distribution, before: Distribution) -> Change:
    """Up or down only where the difference can hardly be chance."""
    return _judged(_chance(now, before), now, before, _ALPHA)


def standing_out(groups: Mapping[str, Distribution]) -> Mapping[str, Change]:
    """Which groups lie above or below all the others together, by more than chance.

    Over all the groups of a table at most one in twenty tables without any real difference marks anything, however many
    groups it has (S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
    Statistics 6, 1979).
    """
    others = {name: _others(name, groups) for name in groups}
    chances = {name: _chance(groups[name], rest) for name, rest in others.items() if rest is not None}
    marks = dict.fromkeys(groups, Change.UNCLEAR)
    for place, name in enumerate(sorted(chances, key=lambda name: (chances[name], name))):
        rest = others[name]
        if rest is None or chances[name] > _ALPHA / (len(chances) - place):
            break
        marks[name] = _judged(chances[name], groups[name], rest, _ALPHA)
    return marks


def _others(name: str, groups: Mapping[str, Distribution]) -> Distribution | None:
    rest = [group for other, group in groups.items() if other != name]
    together = rest[0] if rest else None
    for group in rest[1:]:
        together = group if together is None else together + group
    return together


def _chance(one: Distribution, other: Distribution) -> float:
    """How likely chance alone sets two figures so far apart (two-sided): 1 where nothing can be told."""
    apart = difference(one, other)
    if apart is None or not apart[1]:
        return 1.0
    return 2 * (1 - NormalDist().cdf(abs(apart[0]) / (apart[1] / _Z)))


def _judged(chance: float, one: Distribution, other: Distribution, alpha: float) -> Change:
    if chance > alpha or one.value is None or other.value is None:
        return Change.UNCLEAR
    return Change.UP if one.value > other.value else Change.DOWN
