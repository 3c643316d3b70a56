"""CSV as Excel opens it with a double click: a byte order mark, and the signs of the reader's own country."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from io import TextIOWrapper
from typing import IO

from bot.domain.exported import Cell
from bot.sheets.sheet import Heading, fitted, plain_breaks

_SIGN = r"[=+\-@\t＝＋－＠]"
# A program that takes another sign between cells, or knows no quotes, begins a cell after any of these.
_FORMULA = re.compile(rf"\A(?={_SIGN}|\n)|(?<=[,;\t\n])(?=\"*(?:{_SIGN}))")
_SIGNS = {"nl": (";", ",")}
_ELSEWHERE = (",", ".")


class CommaSheet:
    """Written to `file` as it comes. `language` decides what stands between cells (";" in Dutch) and in decimals."""

    def __init__(self, file: IO[bytes], headings: Sequence[Heading], *, language: str) -> None:
        between, self._point = _SIGNS.get(language, _ELSEWHERE)
        self._text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        self._writer = csv.writer(self._text, delimiter=between)
        self._writer.writerow([heading.text for heading in headings])

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows below those that are there."""
        self._writer.writerows([self._written(cell) for cell in row] for row in rows)

    def finish(self) -> None:
        """Leave the file open for whoever reads it."""
        self._text.detach()

    def drop(self) -> None:
        """The same: the file is its owner's."""
        self._text.detach()

    def _written(self, cell: Cell) -> str:
        match cell:
            case None:
                return ""
            case str():
                return guarded(cell)
            case bool():
                return str(int(cell))
            case datetime():
                return cell.isoformat(" ", "minutes")
            case Decimal():
                return str(cell).replace(".", self._point)
            case _:
                return str(cell)


def guarded(text: str) -> str:
    """What somebody else wrote must never be taken for a formula: an apostrophe stands before every sign that would
    begin one, at the start and wherever a cell begins for a program that was told of another separator.
    """
    return fitted(_FORMULA.sub("'", plain_breaks(text)))
