"""Members from a spreadsheet: one row each, comma or semicolon between the columns, as Excel saves them."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from bot.config.source import KeyPath, Place, Source
from bot.config.wrong import listed, nearest

COLUMNS = ("name", "email", "language", "timezone", "slack_id", "telegram_id", "prefers", "teams")
REQUIRED = ("name", "email")
# Excel's plain "CSV" in Western Europe; every byte that is no UTF-8 there is an accented letter.
EXCEL = "cp1252"


def read_members(path: Path, source: Source, at: KeyPath) -> list[object]:
    """The rows as config entries, with their lines noted in `source` under `at`.

    What is wrong is added to the source's complaints; then the list holds what could be read.
    """
    text = _text(path, source, at)
    if text is None:
        source.spoil(at)
        return []
    rows = _rows(text, path)
    header_place, header = next(rows, (Place(file=str(path), line=1), []))
    columns = [name.strip().lower().replace("-", "").replace(" ", "_") for name in header]
    if not _is_header(columns, header_place, source, at):
        source.spoil(at)
        return []
    members: list[object] = []
    for place, cells in rows:
        here = (*at, len(members))
        source.places[here] = place
        entry: dict[str, object] = {}
        if len(cells) > len(columns):
            separator = "Put texts that hold the separator in quotes"
            source.complain(here, f"this row has {len(cells)} cells, the header {len(columns)}", separator, place=place)
        for column, cell in zip(columns, cells, strict=False):
            source.places[(*here, column)] = place
            if cell.strip():
                entry[column] = _teams(cell) if column == "teams" else cell.strip()
        members.append(entry)
    return members


def _text(path: Path, source: Source, at: KeyPath) -> str | None:
    try:
        content = path.read_bytes()
    except OSError as error:
        what = "there is no such file" if isinstance(error, FileNotFoundError) else "the file cannot be read"
        source.complain(at, what, f"Put it at {path}: its name is relative to this file")
        return None
    if b"\0" in content:
        what, hint = f"{path.name} is not a CSV file", "Save it as “CSV UTF-8” in the spreadsheet program"
        source.complain(at, what, hint)
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(EXCEL, errors="replace")


def _rows(text: str, path: Path) -> Iterator[tuple[Place, list[str]]]:
    """Every row that holds anything, and the line on which it begins."""
    first_line = text.split("\n", 1)[0]
    told = re.fullmatch(r"sep=(.)\s*", first_line)  # Excel's own way to name the separator
    separator = told[1] if told else max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells) and not (told and line == 1):
            yield Place(file=str(path), line=line), cells
        line = reader.line_num + 1


def _is_header(columns: list[str], place: Place, source: Source, at: KeyPath) -> bool:
    wanted = "Begin the file with the line " + ",".join(COLUMNS)
    if not set(columns) & set(COLUMNS):
        source.complain(at, "the first line does not name the columns", wanted, place=place)
        return False
    missing = [name for name in REQUIRED if name not in columns]
    for name in missing:
        source.complain(at, f"the column {name} is missing", wanted, place=place)
    strange = [name for name in columns if name and name not in COLUMNS]
    for name in strange:
        close = nearest(name, COLUMNS)
        hint = f"Call it {close}" if close else f"Take it out; known are {listed(COLUMNS)}"
        source.complain(at, f"there is no column “{name}”", hint, place=place)
    twice = {name for name in columns if name and columns.count(name) > 1}
    for name in sorted(twice):
        source.complain(at, f"the column {name} is there twice", "Keep one of the two", place=place)
    return not (missing or strange or twice)


def _teams(cell: str) -> list[str]:
    return [team.strip() for team in re.split(r"[;|,]", cell) if team.strip()]
