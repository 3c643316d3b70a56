"""Those who wait together share a commit, and nothing else: not their failures, and no answer before it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from bot.errors import Conflict, Unavailable
from storage.engine import Database

TABLES = """
PRAGMA journal_mode=WAL;
CREATE TABLE numbers (n INTEGER PRIMARY KEY);
CREATE TABLE promises (n INTEGER REFERENCES numbers (n) DEFERRABLE INITIALLY DEFERRED);
"""


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """A database of numbers, and of promises that are checked at the commit."""
    path = tmp_path / "numbers.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(TABLES)
    database = Database(f"sqlite:///{path}")
    yield database
    await database.close()


async def put(db: Database, number: int) -> None:
    async with db.begin() as tx:
        await tx.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": number})


async def promise(db: Database, number: int) -> None:
    async with db.begin() as tx:
        await tx.execute(text("INSERT INTO promises VALUES (:n)"), {"n": number})


async def numbers(db: Database) -> list[int]:
    async with db.read() as tx:
        return list((await tx.execute(text("SELECT n FROM numbers ORDER BY n"))).scalars())


@contextmanager
def commits() -> Iterator[list[None]]:
    """Counts what the block commits, in any database."""
    counted: list[None] = []

    def count(_: object) -> None:
        counted.append(None)

    event.listen(Engine, "commit", count)
    try:
        yield counted
    finally:
        event.remove(Engine, "commit", count)


async def test_two_hundred_who_wait_together_share_a_few_commits(db: Database) -> None:
    with commits() as counted:
        await asyncio.gather(*(put(db, n) for n in range(200)))
    assert len(counted) < 20
    assert await numbers(db) == list(range(200))


async def test_one_after_the_other_each_has_a_commit_of_its_own(db: Database) -> None:
    with commits() as counted:
        for n in range(5):
            await put(db, n)
            assert await numbers(db) == list(range(n + 1))
    assert len(counted) == 5


async def test_a_piece_that_fails_undoes_only_itself(db: Database) -> None:
    await put(db, 3)

    async def half(number: int) -> None:
        async with db.begin() as tx:
            await tx.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": number})
            raise LookupError("changed our mind")

    results = await asyncio.gather(put(db, 1), half(2), put(db, 3), put(db, 4), return_exceptions=True)
    assert [type(result) for result in results] == [type(None), LookupError, Conflict, type(None)]
    assert await numbers(db) == [1, 3, 4]


async def test_nobody_leaves_before_the_commit(db: Database) -> None:
    seen: list[bool] = []

    async def put_and_look(number: int) -> None:
        await put(db, number)
        seen.append(number in await numbers(db))

    await asyncio.gather(*(put_and_look(n) for n in range(50)))
    assert seen == [True] * 50


async def test_each_sees_what_those_before_it_did(db: Database) -> None:
    async def count() -> int:
        async with db.begin() as tx:
            number = int((await tx.execute(text("SELECT count(*) FROM numbers"))).scalar_one())
            await asyncio.sleep(0)
            await tx.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": number})
            return number

    assert await asyncio.gather(*(count() for _ in range(20))) == list(range(20))


async def test_when_the_commit_fails_everybody_hears_of_it_and_the_next_round_is_sound(db: Database) -> None:
    results = await asyncio.gather(put(db, 1), promise(db, 99), put(db, 2), return_exceptions=True)
    assert [type(result) for result in results] == [Unavailable] * 3
    assert await numbers(db) == []
    await asyncio.gather(put(db, 1), promise(db, 1))
    assert await numbers(db) == [1]


async def test_when_sqlite_gives_up_the_transaction_nobody_of_the_round_believes_in_it(db: Database) -> None:
    async def give_up() -> None:
        async with db.begin() as tx:
            await tx.execute(text("INSERT OR ROLLBACK INTO numbers VALUES (7), (7)"))

    results = await asyncio.gather(put(db, 1), give_up(), put(db, 2), return_exceptions=True)
    assert [type(result) for result in results] == [Unavailable, Conflict, type(None)]
    assert await numbers(db) == [2]


async def test_who_is_cancelled_in_between_takes_nobody_along(db: Database) -> None:
    async def linger(number: int) -> None:
        async with db.begin() as tx:
            await tx.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": number})
            await asyncio.sleep(60)

    first = asyncio.create_task(put(db, 1))
    lingering = asyncio.create_task(linger(2))
    last = asyncio.create_task(put(db, 3))
    await asyncio.sleep(0.05)
    lingering.cancel()
    await asyncio.gather(first, last)
    assert await numbers(db) == [1, 3]


async def test_closing_waits_for_what_is_being_written(db: Database) -> None:
    writing = [asyncio.create_task(put(db, n)) for n in range(3)]
    await asyncio.sleep(0)
    await asyncio.gather(*writing)
    await db.close()
    assert await numbers(db) == [0, 1, 2]
