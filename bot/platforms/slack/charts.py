"""How a chart is shown on Slack: as Slack's own chart, as an uploaded picture, or in words where neither can be."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import ImageBlock

from bot.cards.model import Block, Chart, Series
from bot.platforms.slack.text import ELLIPSIS, one_line, plain

MOST_NATIVE = 2
"""So many of Slack's own charts may stand in a message."""
_TITLE, _NAME, _ALT = 50, 20, 2000
_LINES, _POINTS = 6, 20

Json = dict[str, Any]
Shown = Callable[[Chart], SlackBlock | None]
"""The block that shows a chart; None: its words do."""


class NativeChart(SlackBlock):
    """A `data_visualization` block, which the SDK does not know."""

    type = "data_visualization"

    def __init__(self, *, title: str, chart: Json) -> None:
        super().__init__(type=self.type)
        self._title = title
        self._chart = chart

    def to_dict(self, *_: object) -> Json:
        """As Slack takes it."""
        return {"type": self.type, "title": self._title, "chart": self._chart}


def charts_in(blocks: Iterable[Block]) -> tuple[Chart, ...]:
    """The charts among these blocks, each once."""
    return tuple(dict.fromkeys(block for block in blocks if isinstance(block, Chart)))


def in_words(_: Chart) -> SlackBlock | None:
    """Nothing but its words."""
    return None


def pictured(files: Mapping[Chart, str]) -> Shown:
    """The picture that was uploaded as one of these files."""

    def show(chart: Chart) -> SlackBlock | None:
        file = files.get(chart)
        return ImageBlock(alt_text=_line(chart.alt, _ALT), slack_file={"id": file}) if file else None

    return show


def native(chart: Chart) -> SlackBlock | None:
    """Slack's own chart, which knows no gaps: it would draw the line on where there is no value. It begins and ends
    where all lines have one: a week that is still running may have none yet. None where there is a gap between, where
    it would not fit, or where two labels or names would read the same.
    """
    lines = chart.series
    known = [place for place in range(len(chart.labels)) if all(_has_value(line, place) for line in lines)]
    begin, end = (known[0], known[-1] + 1) if known else (0, 0)
    labels = [_line(label, _NAME) for label in chart.labels[begin:end]]
    names = [_line(line.label, _NAME) for line in lines]
    fits = 1 <= len(lines) <= _LINES and 1 <= len(labels) <= _POINTS
    if len(known) < len(labels) or not fits or _repeat(labels) or _repeat(names):
        return None
    series = [
        {
            "name": name,
            "data": [
                {"label": label, "value": round(value or 0, 1)}
                for label, value in zip(labels, line.values[begin:end], strict=True)
            ],
        }
        for name, line in zip(names, lines, strict=True)
    ]
    axes = {"categories": labels}
    return NativeChart(title=_line(chart.title, _TITLE), chart={"type": "line", "series": series, "axis_config": axes})


def _has_value(line: Series, place: int) -> bool:
    value = line.values[place] if place < len(line.values) else None
    return value is not None and math.isfinite(value)


def _repeat(words: Sequence[str]) -> bool:
    return any(many > 1 for many in Counter(words).values())


def _line(text: str, most: int) -> str:
    return plain(one_line(text), most) or ELLIPSIS
