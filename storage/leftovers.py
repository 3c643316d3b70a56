"""Making sure that what was deleted is gone, also from free pages and logs."""

import asyncio
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine import Database
from storage.tables import (
    answers,
    ballots,
    cases,
    durations,
    feedback,
    history,
    inbound,
    outcomes,
    overheard,
    pending_forms,
    postings,
    quarantine,
    remarks,
    rollups,
    said_words,
)

_OF_PULSES = (answers, remarks, ballots, outcomes)
_OF_CUSTOMERS = (
    feedback,
    said_words,
    cases,
    history,
    postings,
    rollups,
    durations,
    quarantine,
    inbound,
    overheard,
    pending_forms,
)

_PATIENCE_SECONDS = 5.0
_LARGEST_TO_REWRITE = 128 * 1024 * 1024
"""Bytes. Rewriting a larger file would hold everybody up; its deleted rows were overwritten where they stood."""


async def sweep(db: Database) -> None:
    """Leave nothing of deleted answers behind. Harmless at any time; where others are at work it does what it can."""
    if db.is_sqlite:
        await asyncio.to_thread(_sweep_file, db.url.database or "")
    else:
        # A plain VACUUM would leave the bytes of deleted rows in their pages; these tables are small.
        await _vacuum(db, _OF_PULSES, how="(FULL)")


async def sweep_erased(db: Database) -> bool:
    """The same for what was erased. False: others are at work, and something of it may still be in the files.

    PostgreSQL may write over it from now on; rewriting the tables of all customers would hold everybody up.
    """
    if db.is_sqlite:
        return await asyncio.to_thread(_sweep_file, db.url.database or "")
    return await _vacuum(db, _OF_CUSTOMERS)


def _sweep_file(path: str) -> bool:
    """On a connection of its own, so that nobody's transaction is in the way for long."""
    if not Path(path).is_file():
        return True
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete=ON")
        if Path(path).stat().st_size <= _LARGEST_TO_REWRITE:
            connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    except sqlite3.OperationalError:
        # Somebody holds the file: the next sweep has it.
        return False
    finally:
        connection.close()


async def _vacuum(db: Database, tables: Sequence[Table], *, how: str = "") -> bool:
    engine = create_async_engine(db.url, isolation_level="AUTOCOMMIT", hide_parameters=True)
    try:
        async with engine.connect() as connection:
            await connection.execute(text(f"SET lock_timeout = '{_PATIENCE_SECONDS:.0f}s'"))
            for table in tables:
                await connection.execute(text(f"VACUUM {how} {table.name}"))
    except (DBAPIError, OSError):
        # Somebody holds a table, or the database is away: the next sweep has it.
        return False
    finally:
        await engine.dispose()
    return True
