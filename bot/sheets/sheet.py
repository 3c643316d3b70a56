"""What every kind of table file does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.exported import Cell

LONGEST_CELL = 32_767
"""As much as Excel takes in one cell, in UTF-16 units; it breaks up what is longer in a CSV file."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The top of a column; `width` is about how many characters are seen of it."""

    text: str
    width: int = 12


class Sheet(Protocol):
    """A file that is being written."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows below those that are there."""
        ...

    def finish(self) -> None:
        """Write what is left to write; then the file is whole."""
        ...

    def drop(self) -> None:
        """Leave it unfinished, with nothing of it left behind."""
        ...


def fitted(text: str) -> str:
    """The text with plain line breaks, and with an ellipsis where it does not fit a cell."""
    text = plain_breaks(text)
    if len(text) * 2 <= LONGEST_CELL or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    return text.encode("utf-16-le")[: (LONGEST_CELL - 1) * 2].decode("utf-16-le", "ignore") + "…"


def plain_breaks(text: str) -> str:
    """The text with one sign for a line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
