"""The least that is a picture of a line with its margin, by matplotlib alone: from nothing, and once more."""

import asyncio
import time
from io import BytesIO

from tests.bench.beside import input_ends, ready

_WEEKS = range(52)


def _draw() -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 3.4), dpi=200)
    axes = figure.subplots()
    values = [(week * 7) % 60 - 20 for week in _WEEKS]
    axes.plot(_WEEKS, values)
    axes.fill_between(_WEEKS, [value - 8 for value in values], [value + 8 for value in values], alpha=0.2)
    axes.set_title("NPS")
    figure.savefig(BytesIO(), format="png")


def _milliseconds() -> float:
    begun = time.perf_counter()
    _draw()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    _draw()
    ready(again=_milliseconds())
    asyncio.run(input_ends())
