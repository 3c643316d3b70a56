"""Making a file of a team's answers: page by page from the database, written in a thread, one file at a time.

What was written goes into a temporary file that has no name; the whole is in memory only while it is sent. The pages
are read one after the other, so what changes meanwhile is in the file as it was when its page came.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from typing import IO

from bot.cards.export_columns import Column, columns
from bot.cards.scene import Scene
from bot.domain.exported import MOST_ROWS, Exported
from bot.domain.organisation import Team
from bot.domain.period import Period
from bot.domain.question import FileFormat
from bot.services.office import By, Office
from bot.sheets import CommaSheet, ExcelSheet, Heading, Sheet
from storage import exports, scores

MOST_BYTES = 50_000_000
"""As much as Telegram takes; Slack takes more, but memory is ours."""
_PAGE = 200
_IN_MEMORY = 1_000_000


class TooMuch(StrEnum):
    """Why there is no file."""

    ROWS = "rows"
    BYTES = "bytes"


@dataclass(frozen=True, kw_only=True)
class Made:
    """A whole file."""

    content: bytes
    rows: int


async def count(office: Office, team: str, period: Period) -> int:
    """How many answers there are, from the daily numbers."""
    async with office.db.read() as tx:
        found = (await scores.tallied(tx, [team], period, timed=False)).get("")
    if found is None:
        return 0
    return sum(sum(counts.values()) for counts in found.scores.values()) + sum(found.unscored.values())


async def make(
    office: Office,
    team: Team,
    period: Period,
    form: FileFormat,
    *,
    personal: bool,
    by: By,
    scene: Scene,
    most_bytes: int = MOST_BYTES,
) -> Made | TooMuch:
    """The file, once it is recorded who took it. Raises Unavailable."""
    table = columns(scene, zone=team.hours.zone, personal=personal)
    async with office.exporting:
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
            sheet = await asyncio.to_thread(_begin, file, table, form, scene.wording.language, team.name)
            try:
                rows = await _fill(office, sheet, file, table, team.key, period, form, by, most_bytes)
            except BaseException:
                sheet.drop()
                raise
            if isinstance(rows, TooMuch):
                sheet.drop()
                return rows
            await asyncio.to_thread(sheet.finish)
            if file.tell() > most_bytes:
                return TooMuch.BYTES
            content = await asyncio.to_thread(_whole, file)
    async with office.db.begin() as tx:
        await exports.record(
            tx,
            member=by.member.id,
            team=team.key,
            period=period,
            form=form,
            personal=personal,
            rows=rows,
            now=by.at,
        )
    return Made(content=content, rows=rows)


async def _fill(
    office: Office,
    sheet: Sheet,
    file: IO[bytes],
    table: Sequence[Column],
    team: str,
    period: Period,
    form: FileFormat,
    by: By,
    most_bytes: int,
) -> int | TooMuch:
    rows, after = 0, None
    while True:
        async with office.db.read() as tx:
            page = await exports.page(tx, team, period, after=after, limit=_PAGE, now=by.at)
        rows += len(page)
        if form is FileFormat.XLSX and rows > MOST_ROWS:
            return TooMuch.ROWS
        await asyncio.to_thread(_add, sheet, table, page)
        if form is FileFormat.CSV and file.tell() > most_bytes:
            return TooMuch.BYTES
        if len(page) < _PAGE:
            return rows
        after = (page[-1].feedback.day, page[-1].feedback.id)


def _begin(file: IO[bytes], table: Sequence[Column], form: FileFormat, language: str, title: str) -> Sheet:
    headings = [Heading(text=column.heading, width=column.width) for column in table]
    if form is FileFormat.CSV:
        return CommaSheet(file, headings, language=language)
    return ExcelSheet(file, headings, title=title)


def _add(sheet: Sheet, table: Sequence[Column], page: Sequence[Exported]) -> None:
    sheet.add([column.cell(one) for column in table] for one in page)


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
