"""Drawing charts, as the product does in a process of its own, beside drawing them with matplotlib and nothing else."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace

from bot.cards.model import Chart, Series
from bot.drawing.studio import Studio
from tests.bench.beside import program
from tests.bench.figures import Row
from tests.bench.large.stopwatch import Patience, Took, measured

_WEEKS = 52
_COLD = 5


def chart(nth: int) -> Chart:
    """A year of NPS by the week with its margin, never twice the same."""
    values = tuple(float((week * 7 + nth * 13) % 60 - 20) for week in range(_WEEKS))
    margins = tuple(8.0 + (week + nth) % 5 for week in range(_WEEKS))
    return Chart(
        title="Klantenservice",
        alt="NPS by the week",
        labels=tuple(f"week {week + 1}" for week in range(_WEEKS)),
        series=(Series(label="NPS", values=values, margins=margins),),
        low=-100,
        high=100,
        note=f"95% ({nth})",
        language="nl",
    )


async def pictures(patience: Patience) -> Sequence[Row]:
    """A chart from nothing, one more, and one that was drawn before; each beside bare matplotlib where that does it."""
    cold = [await _cold(nth) for nth in range(_COLD)]
    bare_cold, bare_warm = [], []
    for _ in range(_COLD):
        begun = time.perf_counter()
        async with program("tests.bench.large.bare_drawing") as told:
            again = float(told["again"])
            bare_cold.append((time.perf_counter() - begun) * 1000 - again)
            bare_warm.append(again)
    studio = Studio()
    try:

        async def draw(nth: int) -> None:
            assert await studio.draw(chart(nth))

        warm = (await measured({0: draw}, replace(patience, times=min(patience.times, 100))))[0]
        await draw(0)

        async def once_more(_: int) -> None:
            await draw(0)

        cached = (await measured({0: once_more}, patience))[0]
    finally:
        await studio.close()
    least = "import matplotlib, draw and save a line"
    return [
        Row(what="a chart, the process not yet started", unit="ms", value=cold, baseline=bare_cold, beside=least),
        *_both("one more chart", warm, bare_warm, "the same, imported before"),
        *_both("a chart drawn before", cached, bare_warm, "the same, imported before"),
    ]


def _both(what: str, took: Took, bare: Sequence[float], least: str) -> Sequence[Row]:
    return [
        Row(what=f"{what}, p50", unit="ms", value=[took.p50], baseline=bare, beside=least),
        Row(what=f"{what}, p99", unit="ms", value=[took.p99], baseline=bare, beside=least),
    ]


async def _cold(nth: int) -> float:
    """Milliseconds from the first wish until the picture is there."""
    studio = Studio()
    loop = asyncio.get_running_loop()
    begun = loop.time()
    try:
        assert await studio.draw(chart(nth))
        return (loop.time() - begun) * 1000
    finally:
        await studio.close()
