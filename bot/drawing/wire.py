"""What goes between the bot and the process that draws: charts one way, pictures the other, each after its length."""

import json
from dataclasses import asdict

from bot.cards.model import Chart, Series

LENGTH = 4
"""Bytes that say how long what follows is. Nothing follows when a chart could not be drawn."""
LARGEST = 8 * 1024 * 1024


def framed(content: bytes) -> bytes:
    """The content after its length."""
    return len(content).to_bytes(LENGTH, "big") + content


def length(head: bytes) -> int:
    """How long what follows is. Raises ValueError when that cannot be."""
    size = int.from_bytes(head, "big")
    if size > LARGEST:
        raise ValueError("too long")
    return size


def written(chart: Chart) -> bytes:
    """The chart as it is sent."""
    return json.dumps(asdict(chart)).encode()


def read(content: bytes) -> Chart:
    """The chart that was sent. Raises when it is none."""
    told = json.loads(content)
    lines = tuple(
        Series(label=line["label"], values=tuple(line["values"]), margins=tuple(line["margins"]))
        for line in told.pop("series")
    )
    return Chart(**{**told, "labels": tuple(told["labels"]), "series": lines})
