"""How long things take, again and again and in turns: what stands beside each other was measured in the same minute."""

import time
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tests.bench.figures import median, percentile

K = TypeVar("K", bound=Hashable)
Ask = Callable[[int], Awaitable[object]]

_LEAST = 3


@dataclass(frozen=True, kw_only=True)
class Took:
    """The middle and the slow end of `times` measurements, in milliseconds; `cpu`: what this process worked of that, in
    the middle."""

    p50: float
    p99: float
    cpu: float
    times: int


@dataclass(frozen=True, kw_only=True)
class Patience:
    """So many times at most and so many seconds in all for each, after so many that do not count."""

    warm_up: int
    times: int
    seconds: float


async def measured(asks: Mapping[K, Ask], patience: Patience) -> Mapping[K, Took]:
    """Ask each with 0, 1, 2 ...; three times at the least, however long that takes."""
    for ask in asks.values():
        begun = time.perf_counter()
        for nth in range(patience.warm_up):
            await ask(nth)
            if time.perf_counter() - begun > patience.seconds / 4:
                break
    took: dict[K, list[tuple[float, float]]] = {one: [] for one in asks}
    spent = dict.fromkeys(asks, 0.0)
    for nth in range(patience.times):
        for one, ask in asks.items():
            if nth >= _LEAST and spent[one] > patience.seconds:
                continue
            begun, worked = time.perf_counter(), time.process_time()
            await ask(patience.warm_up + nth)
            seconds = time.perf_counter() - begun
            took[one].append((seconds * 1000, (time.process_time() - worked) * 1000))
            spent[one] += seconds
    return {one: _took(figures) for one, figures in took.items()}


def _took(figures: list[tuple[float, float]]) -> Took:
    waited = [one for one, _ in figures]
    return Took(
        p50=median(waited),
        p99=percentile(waited, 99),
        cpu=median([worked for _, worked in figures]),
        times=len(figures),
    )
