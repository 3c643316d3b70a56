"""Answers as they leave the house, and the record of who took them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import and_, select, tuple_

from bot.domain.exported import Exported
from bot.domain.period import Period
from bot.domain.question import FileFormat
from storage import cases, feedback
from storage.engine import Transaction
from storage.inserting import insert_all
from storage.reports import team_may_read
from storage.tables import exports
from storage.tables import feedback as rows_of

Place = tuple[date, int]
"""The day and number of the last one read."""


async def page(
    tx: Transaction, team: str, period: Period, *, after: Place | None, limit: int, now: datetime
) -> list[Exported]:
    """A team's next answers in a period by their day, from an index, however far on."""
    nobodys_alone, shared = team_may_read(now)
    wanted = [rows_of.c.team == team, rows_of.c.day.between(period.first, period.last)]
    if after is not None:
        wanted.append(tuple_(rows_of.c.day, rows_of.c.id) > after)
    found = await tx.execute(
        select(rows_of.c.id, and_(nobodys_alone, shared).label("for_team"), shared.label("for_leads"))
        .where(*wanted)
        .order_by(rows_of.c.day, rows_of.c.id)
        .limit(limit)
    )
    rows = found.all()
    numbers = [row.id for row in rows]
    heard, opened = await feedback.several(tx, numbers), await cases.of_many_feedbacks(tx, numbers)
    return [
        Exported(
            feedback=heard[row.id],
            case=opened.get(row.id),
            for_team=bool(row.for_team),
            for_leads=bool(row.for_leads),
        )
        for row in rows
    ]


async def record(
    tx: Transaction,
    *,
    member: int,
    team: str,
    period: Period,
    form: FileFormat,
    personal: bool,
    rows: int,
    now: datetime,
) -> None:
    """Note who took what out of the house."""
    row = {
        "member_id": member,
        "team": team,
        "first": period.first,
        "last": period.last,
        "format": form.value,
        "personal": personal,
        "rows": rows,
        "at": now,
    }
    await insert_all(tx, exports, [row])


async def with_any_of(tx: Transaction, places: Collection[tuple[str, date]]) -> int:
    """How many files were taken of any of these teams' days."""
    rows = await tx.execute(select(exports.c.team, exports.c.first, exports.c.last))
    return sum(any(row.team == team and row.first <= day <= row.last for team, day in places) for row in rows)


async def recorded(tx: Transaction) -> Sequence[tuple[int, str, Period, FileFormat, bool, int]]:
    """(member, team, period, format, whether personal, rows) of every file, oldest first."""
    found = await tx.execute(select(exports).order_by(exports.c.id))
    return [
        (
            row["member_id"],
            row["team"],
            Period(first=row["first"], last=row["last"]),
            FileFormat(row["format"]),
            row["personal"],
            row["rows"],
        )
        for row in found.mappings()
    ]
