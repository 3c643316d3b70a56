"""A chart as a PNG picture: thin lines, their margins as soft bands, a line at zero, and labels beside what they name.

It stands on a panel of its own, so that it reads in light and dark surroundings, at twice the pixels it is shown at.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.text import Text

from bot.cards.model import Chart, Series
from bot.drawing.scale import apart, decimals, every_nth, number, ticks, whole

WIDTH, HEIGHT = 640, 340
_PIXELS = 2
_DOT = 72 / 100
"""Points to one of the picture's dots, of which a hundred go into an inch."""

_PANEL, _EDGE = "#fbfaf7", "#dcd8cf"
_INK, _SOFT, _GRID, _ZERO = "#23272e", "#666c75", "#e9e6de", "#9a9ea6"
_LINES = ("#1f5fa8", "#c2570c", "#16796f", "#7b4aa0", "#a3325b", "#5d6670")
_BAND = 0.15
_ELLIPSIS = "…"
_LONGEST_LABEL = 20
_LARGEST = 1e9

_LEFT, _RIGHT, _TOP, _BOTTOM = 20, 20, 18, 16
_TITLE, _SMALL, _VALUE = 16, 12, 14
_GAP = 8

_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
_PLAIN = FontProperties(fname=_FONTS / "DejaVuSans.ttf")
_BOLD = FontProperties(fname=_FONTS / "DejaVuSans-Bold.ttf")
_KNOWN = frozenset(get_font(_FONTS / "DejaVuSans.ttf").get_charmap())

Known = TypeVar("Known")


def draw(chart: Chart) -> bytes:
    """The picture. Values that are no numbers, or beyond any score, count as missing."""
    return _Sheet(chart).finished()


class _Sheet:
    """One picture in the making. Places are in dots from the left and from the bottom."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100 * _PIXELS, facecolor=_PANEL)
        self._canvas = FigureCanvasAgg(self._figure)
        self._renderer: RendererAgg = self._canvas.get_renderer()  # type: ignore[no-untyped-call]  # matplotlib's
        lines = chart.series or (Series(label="", values=()),)
        self._lines = [_Line(line, max(len(chart.labels), 1)) for line in lines]
        known = [value for line in self._lines for value in line.values if value is not None]
        low, high = min([float(chart.low), *known]), max([float(chart.high), *known])
        self._low, self._high = (low, high) if high > low else (low - 1, low + 1)
        self._places = decimals(self._low, self._high)
        marks = ticks(self._low, self._high)
        self._ticks = [(mark, number(mark, 0 if whole(marks) else self._places, chart.language)) for mark in marks]

    def finished(self) -> bytes:
        """Everything drawn, as PNG."""
        top = HEIGHT - _TOP - self._head()
        bottom = _BOTTOM + _SMALL + _GAP
        left, right = _LEFT + self._widest_tick() + _GAP, WIDTH - _RIGHT - self._widest_end()
        axes = self._axes(left, bottom, right, top)
        self._grid(axes)
        for line, colour in zip(self._lines, _colours(self._lines), strict=True):
            _draw_line(axes, line, colour, self._low, self._high)
        self._ends(right, bottom, top)
        self._below(left, right)
        kept = BytesIO()
        self._figure.patch.set(edgecolor=_EDGE, linewidth=_PIXELS * _DOT)
        self._canvas.print_png(kept, metadata={"Software": None})  # type: ignore[no-untyped-call]  # matplotlib's
        return kept.getvalue()

    def _head(self) -> float:
        """The title and the small print; how many dots they take."""
        room = WIDTH - _LEFT - _RIGHT
        size = float(_TITLE)
        y = HEIGHT - _TOP
        title = self._text(_LEFT, y, _readable(self._chart.title), _TITLE, _BOLD, _INK, va="top")
        self._clip(title, room)
        if note := _readable(self._chart.note):
            size += _GAP + _SMALL
            small = self._text(_LEFT, y - _TITLE - _GAP, note, _SMALL, _PLAIN, _SOFT, va="top")
            self._clip(small, room)
        return size + 2 * _GAP + 4

    def _axes(self, left: float, bottom: float, right: float, top: float) -> Axes:
        axes = self._figure.add_axes((left / WIDTH, bottom / HEIGHT, (right - left) / WIDTH, (top - bottom) / HEIGHT))
        axes.set_axis_off()
        count = len(self._chart.labels)
        axes.set_xlim(0 if count > 1 else -1, max(count - 1, 0))
        axes.set_ylim(self._low, self._high)
        return axes

    def _grid(self, axes: Axes) -> None:
        box = axes.get_position()
        for tick, words in self._ticks:
            share = (tick - self._low) / (self._high - self._low)
            y = (box.y0 + share * box.height) * HEIGHT
            zero = abs(tick) < 1e-9 and self._low < 0
            axes.axhline(tick, color=_ZERO if zero else _GRID, lw=1.2 * _DOT, zorder=1, clip_on=False)
            self._text(box.x0 * WIDTH - _GAP, y, words, _SMALL, _PLAIN, _SOFT, ha="right")

    def _ends(self, right: float, bottom: float, top: float) -> None:
        """What each line is called and where it ends, beside its end."""
        spots = [line.last for line in self._lines]
        wanted = [(spot[1] if spot else self._low) for spot in spots]
        heights = [bottom + (value - self._low) / (self._high - self._low) * (top - bottom) for value in wanted]
        tall = _VALUE + 4
        for line, colour, y in zip(self._lines, _colours(self._lines), apart(heights, tall, bottom, top), strict=True):
            x = right + _GAP + 4
            for words, font, size, ink in self._end_words(line, colour):
                drawn = self._text(x, y, words, size, font, ink)
                x += self._width(drawn) + 5

    def _end_words(self, line: "_Line", colour: str) -> Iterator[tuple[str, FontProperties, float, str]]:
        if line.last is not None:
            yield self._number(line.last[1]), _BOLD, _VALUE, colour
            if line.last_margin is not None:
                yield f"± {self._number(line.last_margin)}", _PLAIN, _SMALL, _SOFT
        if len(self._lines) > 1:
            yield _shortened(_readable(line.label)) or _ELLIPSIS, _PLAIN, _SMALL, colour

    def _below(self, left: float, right: float) -> None:
        """The labels along the bottom, as many as fit."""
        labels = [_shortened(_readable(label)) for label in self._chart.labels]
        if not labels:
            return
        drawn = [self._text(0, _BOTTOM, label, _SMALL, _PLAIN, _SOFT, ha="center", va="baseline") for label in labels]
        widest = max(self._width(one) for one in drawn) + 2 * _GAP
        span = right - left
        room = 1 + int(span / widest)
        shown = set(every_nth(len(labels), room))
        for place, text in enumerate(drawn):
            if place not in shown:
                text.remove()
                continue
            share = place / (len(labels) - 1) if len(labels) > 1 else 1.0
            half = self._width(text) / 2
            x = min(max(left + share * span, _LEFT + half), WIDTH - _RIGHT - half)
            text.set_x(x / WIDTH)

    def _widest_tick(self) -> float:
        return max(self._measured(words, _SMALL, _PLAIN) for _, words in self._ticks)

    def _widest_end(self) -> float:
        widths = [
            sum(self._measured(words, size, font) + 5 for words, font, size, _ in self._end_words(line, _INK))
            for line in self._lines
        ]
        return min(max(widths) + _GAP, WIDTH * 0.4)

    def _number(self, value: float) -> str:
        return number(value, self._places, self._chart.language)

    def _text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        font: FontProperties,
        colour: str,
        *,
        ha: str = "left",
        va: str = "center_baseline",
    ) -> Text:
        made = self._figure.text(
            x / WIDTH, y / HEIGHT, words, fontproperties=font, fontsize=size * _DOT, color=colour, ha=ha, va=va
        )
        # Words are words: a dollar sign begins no formula.
        made.set_parse_math(False)
        return made

    def _width(self, text: Text) -> float:
        return text.get_window_extent(self._renderer).width / _PIXELS

    def _measured(self, words: str, size: float, font: FontProperties) -> float:
        text = self._text(0, 0, words, size, font, _INK)
        width = self._width(text)
        text.remove()
        return width

    def _clip(self, text: Text, room: float) -> None:
        words = text.get_text()
        while words and self._width(text) > room:
            words = words[: int(len(words) * min(0.98, room / self._width(text)))]
            text.set_text(words.rstrip() + _ELLIPSIS)


class _Line:
    """A series with as many values as there are labels, all of them numbers or missing."""

    def __init__(self, series: Series, count: int) -> None:
        self.label = series.label
        self.values = _numbers(series.values, count)
        self.margins = _numbers(series.margins, count)
        known = [(place, value) for place, value in enumerate(self.values) if value is not None]
        self.last = known[-1] if known else None
        self.last_margin = self.margins[self.last[0]] if self.last is not None else None

    def stretches(self) -> Iterator[list[tuple[int, float]]]:
        """The parts between gaps, as places and values."""
        yield from _parts(list(enumerate(self.values)))

    def bands(self) -> Iterator[list[tuple[int, tuple[float, float]]]]:
        """The parts that have a margin, as places and both its ends."""
        ends = [
            (value - margin, value + margin) if value is not None and margin is not None else None
            for value, margin in zip(self.values, self.margins, strict=True)
        ]
        yield from _parts(list(enumerate(ends)))


def _parts(points: Sequence[tuple[int, Known | None]]) -> Iterator[list[tuple[int, Known]]]:
    part: list[tuple[int, Known]] = []
    for place, value in points:
        if value is not None:
            part.append((place, value))
        elif part:
            yield part
            part = []
    if part:
        yield part


def _draw_line(axes: Axes, line: _Line, colour: str, low: float, high: float) -> None:
    for band in line.bands():
        places = [place for place, _ in band]
        lower = [max(ends[0], low) for _, ends in band]
        upper = [min(ends[1], high) for _, ends in band]
        if len(band) > 1:
            axes.fill_between(places, lower, upper, color=colour, alpha=_BAND, lw=0, zorder=2)
        else:
            axes.plot(places * 2, lower + upper, color=colour, alpha=2 * _BAND, lw=6 * _DOT, zorder=2, clip_on=False)
    for part in line.stretches():
        places, values = [place for place, _ in part], [value for _, value in part]
        if len(part) > 1:
            axes.plot(places, values, color=colour, lw=2.2 * _DOT, solid_joinstyle="round", zorder=4, clip_on=False)
        else:
            axes.plot(places, values, "o", color=colour, ms=5 * _DOT, mew=0, zorder=4, clip_on=False)
    if line.last is not None:
        place, value = line.last
        edge = 1.6 * _DOT
        axes.plot([place], [value], "o", color=colour, ms=8 * _DOT, mew=edge, mec=_PANEL, zorder=5, clip_on=False)


def _colours(lines: Sequence[_Line]) -> list[str]:
    return [_LINES[place % len(_LINES)] for place in range(len(lines))]


def _numbers(given: Sequence[float | None], count: int) -> list[float | None]:
    known = [value if value is not None and abs(value) <= _LARGEST else None for value in given[:count]]
    return known + [None] * (count - len(known))


def _readable(text: str) -> str:
    """One line of what the font can write: no emoji, no controls."""
    return "".join(char for char in " ".join(text.split()) if ord(char) in _KNOWN).strip()


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + _ELLIPSIS
