"""The same questions of the exported file, by DuckDB, which reads columns and is made for this."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import duckdb

from bot.domain.period import Period
from tests.bench.large.plain import CANDIDATES, PAGE, WEEKS
from tests.bench.large.questions import BY_TOUCHPOINT, COMPARE, SCORE, Asked


def answer(db: duckdb.DuckDBPyConnection, question: str, asked: Asked) -> Mapping[Any, int]:
    """What the question comes down to."""
    if question == SCORE:
        return _score(db, asked)
    if question == BY_TOUCHPOINT:
        counts = _counted(db, asked, "touchpoint, ")
        _rows(db, f"SELECT touchpoint, count(opened_at), count(told) FROM raw WHERE {_heard(asked)} GROUP BY ALL")
        return counts
    if question == COMPARE:
        return _counted(db, asked, "team, ")
    said = (
        f"SELECT id FROM raw WHERE {_of(asked)} AND contains(lower(comment), '{asked.said}') "
        f"ORDER BY day DESC, id DESC LIMIT {PAGE}"
    )
    return {row[0]: 1 for row in _rows(db, said)}


def _score(db: duckdb.DuckDBPyConnection, asked: Asked) -> Mapping[Any, int]:
    counts = _counted(db, asked)
    _counted(db, Asked(words="", teams=asked.teams, period=asked.period.before()))
    year = Period(first=asked.period.last - timedelta(days=7 * WEEKS - 1), last=asked.period.last)
    weekly = Asked(words="", teams=asked.teams, period=year)
    week = f"(day - {year.first.toordinal()}) // 7"
    _rows(db, f"SELECT {week}, score, count(*) FROM raw WHERE {_heard(weekly)} AND kind = 'nps' GROUP BY ALL")
    _rows(
        db,
        "SELECT cause, count(*), count(told), median(first_claimed_at - opened_at), median(resolved_at - opened_at) "
        f"FROM raw WHERE {_heard(asked)} AND opened_at IS NOT NULL GROUP BY ROLLUP (cause)",
    )
    for tone in ("positive", "negative"):
        _rows(
            db,
            f"SELECT id, length(comment) FROM raw WHERE {_heard(asked)} AND tone = '{tone}' AND comment IS NOT NULL "
            f"ORDER BY day DESC, id DESC LIMIT {CANDIDATES}",
        )
    return counts


def _counted(db: duckdb.DuckDBPyConnection, asked: Asked, by: str = "") -> Mapping[Any, int]:
    rows = _rows(db, f"SELECT {by}kind, score, count(*) FROM raw WHERE {_heard(asked)} GROUP BY ALL")
    return {tuple(row[:-1]): row[-1] for row in rows}


def _heard(asked: Asked) -> str:
    """As literals, all of them our own: they reach the file's own statistics, so that it skips what it can."""
    return f"{_of(asked)} AND day BETWEEN {asked.period.first.toordinal()} AND {asked.period.last.toordinal()}"


def _of(asked: Asked) -> str:
    keys = ", ".join(f"'{team}'" for team in asked.teams)
    return f"team IN ({keys})"


def _rows(db: duckdb.DuckDBPyConnection, statement: str) -> list[Any]:
    return db.execute(statement).fetchall()
