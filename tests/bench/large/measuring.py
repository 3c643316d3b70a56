"""Asks every question on databases of all sizes in turns, and the same of their raw rows and of the exported files."""

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

import duckdb

from bot.domain.question import Dimension
from storage import scores
from storage.engine import Database
from tests.bench.large import duck, plain
from tests.bench.large.asking import Asker, asker
from tests.bench.large.questions import BY_TOUCHPOINT, COMPARE, QUESTIONS, SCORE, Asked
from tests.bench.large.results import Result
from tests.bench.large.stopwatch import Ask, Patience, measured

_SPREAD = 7
"""Raw rows are asked every seventh question: teams and periods come by all the same, where there is time for few."""


@dataclass(frozen=True, kw_only=True)
class Thoroughness:
    """How often the product is asked, and how often the raw rows, which take their time."""

    ours: Patience
    raw: Patience


async def on_database(
    database: str, urls: Mapping[int, str], files: Mapping[int, duckdb.DuckDBPyConnection], thorough: Thoroughness
) -> list[Result]:
    """Every question at every size: as the product answers it, by plain SQL, and by DuckDB."""
    results = []
    async with AsyncExitStack() as stack:
        opened = {size: Database(url) for size, url in urls.items()}
        for db in opened.values():
            stack.push_async_callback(db.close)
        askers = {size: await asker(db) for size, db in opened.items()}
        for question, asked in QUESTIONS.items():
            ours = await measured({size: _typed(ask, asked) for size, ask in askers.items()}, thorough.ours)
            plainly = {(size, "SQL"): _plainly(db, question, asked) for size, db in opened.items()}
            by_duck = {(size, "DuckDB"): _by_duck(files[size], question, asked) for size in opened}
            raw = await measured({**plainly, **by_duck}, thorough.raw)
            results += [
                Result(
                    question=question,
                    database=database,
                    size=size,
                    p50=took.p50,
                    p99=took.p99,
                    cpu=took.cpu,
                    times=took.times,
                    plain=raw[size, "SQL"].p50,
                    duck=raw[size, "DuckDB"].p50,
                )
                for size, took in ours.items()
            ]
    return results


async def agreeing(url: str, files: duckdb.DuckDBPyConnection) -> int:
    """How many answers were compared: the product's numbers, those of plain SQL and those of DuckDB are the same.
    Raises AssertionError when they are not."""
    db = Database(url)
    compared = 0
    try:
        for question, asked in QUESTIONS.items():
            for one in asked[:: len(asked) // 3]:
                by_hand = await plain.answer(db, question, one)
                assert by_hand == duck.answer(files, question, one), (question, one)
                if question in _SPLIT:
                    assert _scored(by_hand) == await _kept(db, one, _SPLIT[question]), (question, one)
                compared += 1
    finally:
        await db.close()
    return compared


_SPLIT: Mapping[str, Dimension | None] = {SCORE: None, BY_TOUCHPOINT: Dimension.TOUCHPOINT, COMPARE: Dimension.TEAM}

Scored = Mapping[tuple[str, str, int], int]


async def _kept(db: Database, asked: Asked, by: Dimension | None) -> Scored:
    """How often each score was given, by value and kind, as the product tells it."""
    async with db.read() as tx:
        found = await scores.tallied(tx, asked.teams, asked.period, by, timed=False)
    return {
        (value, kind.value, score): n
        for value, one in found.items()
        for kind, given in one.scores.items()
        for score, n in given.items()
    }


def _scored(counts: plain.Counts) -> Scored:
    """The same of raw rows, where what has no value comes as None and what is not split comes without one."""
    found = {}
    for key, n in counts.items():
        *value, kind, score = key
        if score is not None:
            found[(value[0] or "") if value else "", kind, score] = n
    return found


def _typed(ask: Asker, asked: Sequence[Asked]) -> Ask:
    async def one(nth: int) -> object:
        return await ask(asked[nth % len(asked)])

    return one


def _plainly(db: Database, question: str, asked: Sequence[Asked]) -> Ask:
    async def one(nth: int) -> object:
        return await plain.answer(db, question, asked[nth * _SPREAD % len(asked)])

    return one


def _by_duck(files: duckdb.DuckDBPyConnection, question: str, asked: Sequence[Asked]) -> Ask:
    async def one(nth: int) -> object:
        return duck.answer(files, question, asked[nth * _SPREAD % len(asked)])

    return one
