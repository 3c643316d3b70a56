"""Numbers of a group of feedback: how often each score was given, and how the cases on it fare."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from bot.domain.feedback import Kind

K = TypeVar("K")

Histogram = Mapping[int, int]
"""How many took so long, by bucket of bot.domain.durations."""


@dataclass(frozen=True, kw_only=True)
class Tallied:
    """`scores` and `unscored` by kind; `told` is in how many of the `cases` the customer heard what was done; `claim`
    and `resolve` tell how long those cases took that got so far.
    """

    scores: Mapping[Kind, Mapping[int, int]] = field(default_factory=dict)
    unscored: Mapping[Kind, int] = field(default_factory=dict)
    cases: int = 0
    told: int = 0
    claim: Histogram = field(default_factory=dict)
    resolve: Histogram = field(default_factory=dict)

    def __add__(self, other: "Tallied") -> "Tallied":
        """Both together: of two periods or two groups that share no feedback."""
        kinds = self.scores.keys() | other.scores.keys()
        return Tallied(
            scores={
                kind: _sum(self.scores.get(kind, {}), other.scores.get(kind, {})) for kind in Kind if kind in kinds
            },
            unscored=_sum(self.unscored, other.unscored),
            cases=self.cases + other.cases,
            told=self.told + other.told,
            claim=_sum(self.claim, other.claim),
            resolve=_sum(self.resolve, other.resolve),
        )


def _sum(one: Mapping[K, int], other: Mapping[K, int]) -> Mapping[K, int]:
    return dict(Counter(one) + Counter(other))
