"""Excel's own format, a row at a time: what was written is on the disk, not in memory."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import IO

from xlsxwriter import Workbook

from bot.domain.exported import Cell
from bot.sheets.sheet import Heading, fitted

_MOMENT, _DAY, _AMOUNT = "yyyy-mm-dd hh:mm", "yyyy-mm-dd", "#,##0.00"
_FIRST_YEAR = 1900
"""Excel's calendar knows nothing before."""


_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


class ExcelSheet:
    """Goes into `file` when it is finished; until then in a folder of its own, which goes with it."""

    def __init__(self, file: IO[bytes], headings: Sequence[Heading], *, title: str) -> None:
        self._folder = TemporaryDirectory(prefix="klankbord-")
        self._book = Workbook(file, {"constant_memory": True, "tmpdir": self._folder.name})
        self._sheet = self._book.add_worksheet(_allowed(title))
        self._moment = self._book.add_format({"num_format": _MOMENT})
        self._day = self._book.add_format({"num_format": _DAY})
        self._amount = self._book.add_format({"num_format": _AMOUNT})
        strong = self._book.add_format({"bold": True})
        self._sheet.freeze_panes(1, 0)
        for place, heading in enumerate(headings):
            self._sheet.set_column(place, place, heading.width)
        for place, heading in enumerate(headings):
            self._sheet.write_string(0, place, heading.text, strong)
        self._rows, self._columns = 0, len(headings)

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows below those that are there."""
        for row in rows:
            self._rows += 1
            for place, cell in enumerate(row):
                self._put(self._rows, place, cell)

    def finish(self) -> None:
        """Close the book: this is where it is packed."""
        self._sheet.autofilter(0, 0, self._rows, self._columns - 1)
        try:
            self._book.close()
        finally:
            self._folder.cleanup()

    def drop(self) -> None:
        """Take away what stands on the disk."""
        self._book.fileclosed = True
        self._sheet.row_data_fh.close()
        with suppress(OSError):
            self._folder.cleanup()

    def _put(self, row: int, place: int, cell: Cell) -> None:
        """Texts are written as texts, so that nothing in them is a formula or a link."""
        match cell:
            case None | "":
                return
            case str():
                self._sheet.write_string(row, place, fitted(cell))
            case bool():
                self._sheet.write_boolean(row, place, cell)
            case Decimal():
                self._sheet.write_number(row, place, float(cell), self._amount)
            case int():
                self._sheet.write_number(row, place, cell)
            case date() if cell.year < _FIRST_YEAR:
                self._sheet.write_string(row, place, cell.isoformat())
            case datetime():
                self._sheet.write_datetime(row, place, cell, self._moment)
            case date():
                self._sheet.write_datetime(row, place, cell, self._day)


def _allowed(title: str) -> str:
    """The title as Excel takes it for a sheet."""
    plain = _NOT_IN_A_NAME.sub(" ", title).strip().strip("'")[:_LONGEST_NAME].rstrip("' ")
    return plain if plain and plain.casefold() != "history" else "Klankbord"
