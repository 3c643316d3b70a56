"""How a score went over time: equal steps, each long enough to hold enough answers, or no trend at all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.distribution import Distribution
from bot.domain.feedback import Kind

WEEK = 7
WEEKS = 52
"""So many weeks are looked back over."""

_STEPS = (1, 4)
"""A step is so many weeks: the shortest of which most hold enough answers, from the first that does on."""

_LONGEST = 13
_FEWEST = 3


@dataclass(frozen=True, kw_only=True)
class Trend:
    """Steps of `step` days, oldest first; the last one ends on `last`. Those with too few answers tell nothing."""

    last: date
    step: int
    scores: tuple[Distribution, ...]

    def begins(self, place: int) -> date:
        """The first day of the step at this place."""
        return self.last - timedelta(days=self.step * (len(self.scores) - place) - 1)


def trend(kind: Kind, weeks: Sequence[Mapping[int, int]], *, last: date, minimum: int) -> Trend | None:
    """The trend that these weeks make, the last of them ending on `last`; None where even long steps hold too few."""
    for size in _STEPS:
        many = min(len(weeks) // size, _LONGEST)
        joined = [_joined(kind, weeks[len(weeks) - size * (many - place) :][:size]) for place in range(many)]
        enough = [one.n >= max(minimum, 1) for one in joined]
        begins = enough.index(True) if any(enough) else many
        if sum(enough) >= max(_FEWEST, (many - begins) / 2):
            return Trend(last=last, step=size * WEEK, scores=tuple(joined[begins:]))
    return None


def _joined(kind: Kind, weeks: Sequence[Mapping[int, int]]) -> Distribution:
    counts: Counter[int] = Counter()
    for week in weeks:
        counts.update(week)
    return Distribution(kind=kind, counts=counts)
