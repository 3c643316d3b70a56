"""Whatever a chart holds, there is a picture of it, on a panel of its own."""

import io
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.cards.model import Chart, Series
from bot.drawing.picture import HEIGHT, WIDTH, draw
from bot.drawing.wire import read, written
from tests.drawing.charts import trend

PANEL = (251, 250, 247)
BLUE = (31, 95, 168)


def opened(chart: Chart) -> Image.Image:
    return Image.open(io.BytesIO(draw(chart)))


def dots(picture: Image.Image, colour: tuple[int, int, int]) -> int:
    """How many of the picture's dots have about this colour."""
    colours = picture.convert("RGB").getcolors(1 << 24) or []
    return sum(
        count
        for count, found in colours
        if isinstance(found, tuple) and all(abs(one - other) <= 1 for one, other in zip(found, colour, strict=True))
    )


def test_it_has_twice_the_pixels_and_hides_what_is_behind_it() -> None:
    picture = opened(trend())
    assert picture.size == (2 * WIDTH, 2 * HEIGHT)
    assert picture.convert("RGBA").getchannel("A").getextrema() == (255, 255)
    assert picture.convert("RGB").getpixel((20, 20)) == PANEL
    assert dots(picture, BLUE) > 1000


def test_the_same_chart_is_the_same_picture() -> None:
    assert draw(trend()) == draw(trend())


def test_the_margin_is_a_soft_band_around_the_line() -> None:
    bare = Chart(title="x", alt="", labels=("a", "b"), series=(Series(label="x", values=(9, 9)),), low=-50, high=50)
    banded = replace(bare, series=(replace(bare.series[0], margins=(20, 20)),))
    red, green, blue = (round(0.85 * panel + 0.15 * ink) for panel, ink in zip(PANEL, BLUE, strict=True))
    assert dots(opened(banded), (red, green, blue)) > 50_000
    assert dots(opened(bare), (red, green, blue)) < 1000


@pytest.mark.parametrize(
    "chart",
    [
        trend(values=(None,) * 6),
        trend(values=(41,)),
        trend(values=(math.nan, math.inf, -math.inf, 3, None, 1e300)),
        trend("$\\frac{1}{0 €  " + "long " * 200),
        Chart(title="", alt="", labels=(), series=(), low=0, high=0),
        Chart(title="few labels", alt="", labels=("a",), series=(Series(label="", values=(1, 2, 3)),), low=9, high=-9),
    ],
)
def test_strange_charts_are_drawn_too(chart: Chart) -> None:
    assert opened(chart).size == (2 * WIDTH, 2 * HEIGHT)


numbers = st.none() | st.floats(-100, 100)


@given(
    title=st.text(max_size=200),
    labels=st.lists(st.text(max_size=40), max_size=30),
    lines=st.lists(
        st.tuples(st.text(max_size=40), st.lists(numbers, max_size=30), st.lists(numbers, max_size=30)), max_size=6
    ),
)
def test_any_words_and_numbers_can_be_drawn_and_sent(
    title: str, labels: list[str], lines: list[tuple[str, list[float | None], list[float | None]]]
) -> None:
    series = tuple(Series(label=name, values=tuple(values), margins=tuple(margins)) for name, values, margins in lines)
    chart = Chart(title=title, alt="", labels=tuple(labels), series=series, low=-100, high=100)
    assert read(written(chart)) == chart
    assert draw(chart).startswith(b"\x89PNG")
