"""How a score went over time: equal steps, each long enough to hold enough answers, or no trend at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.distribution import Distribution
from bot.domain.feedback import Kind

WEEK = 7
STEPS = (WEEK, 4 * WEEK)
"""A step has so many days: the shortest of which most hold enough answers, from the first that does on."""

LONGEST = 13
"""So many steps are looked back over."""

_FEWEST = 3


@dataclass(frozen=True, kw_only=True)
class Trend:
    """Steps of `step` days, oldest first; the last one ends on `last`. Those with too few answers tell nothing."""

    last: date
    step: int
    scores: tuple[Distribution, ...]

    def begins(self, place: int) -> date:
        """The first day of the step at this place."""
        return begins(self.last, step=self.step, steps=len(self.scores) - place)


def begins(last: date, *, step: int, steps: int) -> date:
    """The first day of so many steps, of which the last one ends on `last`."""
    return last - timedelta(days=step * steps - 1)


def trend(kind: Kind, steps: Sequence[Mapping[int, int]], *, step: int, last: date, minimum: int) -> Trend | None:
    """The trend that these steps of `step` days make; None where too many of them hold too few answers."""
    scores = [Distribution(kind=kind, counts=counts) for counts in steps]
    enough = [one.n >= max(minimum, 1) for one in scores]
    first = enough.index(True) if any(enough) else len(enough)
    if sum(enough) < max(_FEWEST, (len(enough) - first) / 2):
        return None
    return Trend(last=last, step=step, scores=tuple(scores[first:]))
