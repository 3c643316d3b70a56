"""The daily numbers and the words' stems, proved against what they were made of, and mended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import delete, func, select, text, union

from bot.domain.feedback import Kind
from bot.domain.question import Dimension
from bot.domain.rollup import WHOLE, Contribution, contribution, facets, value_of
from bot.stems import stems
from storage import counting
from storage.cases import case_of
from storage.inserting import insert_all
from storage.tables import cases, durations, feedback, rollups, said_words
from storage.transaction import Transaction

K = TypeVar("K")

_SPAN = timedelta(days=30)
_GROUPED = {
    WHOLE: None,
    Dimension.TOUCHPOINT.value: feedback.c.touchpoint,
    Dimension.JOURNEY.value: feedback.c.journey,
    Dimension.CHANNEL.value: feedback.c.channel,
    Dimension.LOCATION.value: feedback.c.location,
    Dimension.SOURCE.value: feedback.c.source,
    Dimension.HOUR.value: feedback.c.hour,
}
_COUNTED = (feedback, rollups, durations, said_words)
_FACETS = ("team", "day", "hour", "score", "source", "touchpoint", "journey", "channel", "location")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A team's days, and how many numbers and words of them were wrong."""

    team: str
    first: date
    last: date
    numbers: int
    words: int


async def teams(tx: Transaction) -> list[str]:
    """Every team that anything was ever kept of, in order: from one to the next along each index."""
    found = [""]
    while True:
        firsts = [select(func.min(table.c.team)).where(table.c.team > found[-1]) for table in _COUNTED]
        following = [one for query in firsts if (one := (await tx.execute(query)).scalar()) is not None]
        if not following:
            return found[1:]
        found.append(min(following))


async def days(tx: Transaction, team: str) -> list[date]:
    """The days of which anything is kept of this team, in order."""
    kept = union(*(select(table.c.day).where(table.c.team == team) for table in _COUNTED))
    return sorted((await tx.execute(kept)).scalars())


async def prove(tx: Transaction, team: str, first: date, *, mend: bool) -> Piece:
    """Count a month of days anew, while nobody else counts; with `mend`, what is wrong is put right."""
    if tx.dialect.name == "postgresql":
        # In the order in which everybody comes by them; and whoever waits at the door has not been counted either.
        await tx.execute(text("LOCK TABLE said_words, rollups, durations IN SHARE ROW EXCLUSIVE MODE"))
    last = min(first, date.max - _SPAN) + _SPAN
    expected, kept = await _expected(tx, team, first, last), await _kept(tx, team, first, last)
    wrong = Contribution(_difference(expected.rollups, kept.rollups), _difference(expected.durations, kept.durations))
    if mend:
        counting.note(tx, wrong)
    words = await _prove_words(tx, team, first, last, mend=mend)
    return Piece(team=team, first=first, last=last, numbers=len(wrong.rollups) + len(wrong.durations), words=words)


async def _expected(tx: Transaction, team: str, first: date, last: date) -> Contribution:
    """What has a case one by one, since each took its own time; all else in groups."""
    here = (feedback.c.team == team, feedback.c.day.between(first, last))
    sums = Contribution(Counter(), Counter())
    kind = feedback.c.kind.label("feedback_kind")
    worked_on = select(cases, kind, feedback.c.team.label("counts_for"), *(feedback.c[name] for name in _FACETS[1:]))
    for row in (await tx.execute(worked_on.select_from(cases.join(feedback)).where(*here))).mappings():
        about = {name: row[name] for name in _FACETS[1:]} | {"team": team, "kind": Kind(row["feedback_kind"])}
        one = contribution(facets(**about), case_of(row))
        sums.rollups.update(one.rollups)
        sums.durations.update(one.durations)
    for dimension, column in _GROUPED.items():
        by = [feedback.c.day, feedback.c.kind, feedback.c.score, *([] if column is None else [column])]
        grouped = (
            select(*by, func.count())
            .outerjoin(cases, cases.c.feedback_id == feedback.c.id)
            .where(*here, cases.c.id.is_(None))
            .group_by(*by)
        )
        for day, of_kind, score, *value, n in await tx.execute(grouped):
            key = (team, dimension, day, value_of(str(value[0])) if value and value[0] is not None else "", of_kind)
            sums.rollups[key, "unscored" if score is None else f"s{score}"] += n
    return sums


async def _kept(tx: Transaction, team: str, first: date, last: date) -> Contribution:
    kept = Contribution(Counter(), Counter())
    for row in await tx.execute(select(rollups).where(rollups.c.team == team, rollups.c.day.between(first, last))):
        key = (row.team, row.dimension, row.day, row.value, row.kind)
        for column in counting.COLUMNS:
            kept.rollups[key, column] = row._mapping[column]
    of_days = durations.c.day.between(first, last)
    for _, dimension, day, value, what, *counts in await tx.execute(
        select(durations).where(durations.c.team == team, of_days)
    ):
        key = (team, dimension, day, value, what)
        kept.durations.update({(key, column): n for column, n in zip(counting.LASTED, counts, strict=True) if n})
    return kept


async def _prove_words(tx: Transaction, team: str, first: date, last: date, *, mend: bool) -> int:
    said = await tx.execute(
        select(feedback.c.id, feedback.c.day, feedback.c.comment).where(
            feedback.c.team == team, feedback.c.day.between(first, last), feedback.c.comment.is_not(None)
        )
    )
    expected = {(team, stem, row.day, row.id) for row in said for stem in stems(row.comment)}
    rows = await tx.execute(select(said_words).where(said_words.c.team == team, said_words.c.day.between(first, last)))
    kept = {(row.team, row.stem, row.day, row.feedback_id) for row in rows}
    if mend:
        for place in sorted(kept - expected):
            columns = zip(said_words.columns, place, strict=True)
            await tx.execute(delete(said_words).where(*(column == value for column, value in columns)))
        await insert_all(tx, said_words, _rows(sorted(expected - kept)))
    return len(kept ^ expected)


def _rows(places: Sequence[tuple[str, str, date, int]]) -> list[dict[str, Any]]:
    names = [column.name for column in said_words.columns]
    return [dict(zip(names, place, strict=True)) for place in places]


def _difference(expected: Counter[K], kept: Counter[K]) -> Counter[K]:
    """What has to be added to what is kept."""
    return Counter({key: n for key in expected.keys() | kept.keys() if (n := expected[key] - kept[key])})
