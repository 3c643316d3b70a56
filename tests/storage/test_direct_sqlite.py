"""SQLite in the loop's own thread: nothing that takes long holds up the rest of the bot."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import Conflict
from storage.engine import Database


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """A database with one table of numbers."""
    path = tmp_path / "numbers.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode=WAL; CREATE TABLE numbers (n INTEGER UNIQUE)")
    return path


@pytest.fixture
async def db(file: Path) -> AsyncIterator[Database]:
    """The database as the product opens it."""
    database = Database(f"sqlite:///{file}")
    yield database
    await database.close()


async def put(db: Database, *numbers: int) -> None:
    async with db.begin() as tx:
        for number in numbers:
            await tx.execute(text("INSERT INTO numbers VALUES (:n)"), {"n": number})


async def numbers(db: Database) -> list[int]:
    async with db.read() as tx:
        return list((await tx.execute(text("SELECT n FROM numbers ORDER BY n"))).scalars())


async def test_while_another_process_writes_the_bot_waits_its_turn_and_does_other_things(
    file: Path, db: Database
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO numbers VALUES (1)")
        writing = asyncio.create_task(put(db, 2))
        began, beats = time.monotonic(), 0
        while time.monotonic() - began < 0.1:
            await asyncio.sleep(0.005)
            beats += 1
        assert not writing.done()
        assert beats >= 5
        assert await numbers(db) == []
        other.execute("COMMIT")
    await writing
    assert await numbers(db) == [1, 2]


async def test_somebody_who_is_cancelled_leaves_the_connection_to_the_next_in_good_order(db: Database) -> None:
    for moment in range(20):
        task = asyncio.create_task(put(db, 2 * moment, 2 * moment + 1))
        for _ in range(moment):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await put(db, 1000)
    kept = await numbers(db)
    assert kept[-1] == 1000
    assert all((n ^ 1) in kept for n in kept[:-1]), "half of a transaction was kept"


async def test_what_fails_is_rolled_back_whole_and_told_as_ours(db: Database) -> None:
    await put(db, 7)
    with pytest.raises(Conflict):
        await put(db, 8, 7)
    assert await numbers(db) == [7]


async def test_a_look_stays_the_same_while_others_write(db: Database) -> None:
    await put(db, 1)
    async with db.read() as tx:
        before = (await tx.execute(text("SELECT count(*) FROM numbers"))).scalar()
        await put(db, 2)
        after = (await tx.execute(text("SELECT count(*) FROM numbers"))).scalar()
    assert (before, after) == (1, 1)
    assert await numbers(db) == [1, 2]
