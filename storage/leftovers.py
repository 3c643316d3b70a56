"""Making sure that what was deleted is gone, also from free pages and logs."""

import asyncio
import sqlite3
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine import Database
from storage.tables import answers, ballots, outcomes, remarks

_PATIENCE_SECONDS = 5.0
_LARGEST_TO_REWRITE = 128 * 1024 * 1024
"""Bytes. Rewriting a larger file would hold everybody up; its deleted rows were overwritten where they stood."""


async def sweep(db: Database) -> None:
    """Leave nothing of deleted rows behind. Harmless at any time; where others are at work it does what it can."""
    if db.is_sqlite:
        await asyncio.to_thread(_sweep_file, db.url.database or "")
    else:
        await _rewrite_tables(db)


def _sweep_file(path: str) -> None:
    """On a connection of its own, so that nobody's transaction is in the way for long."""
    if not Path(path).is_file():
        return
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete=ON")
        if Path(path).stat().st_size <= _LARGEST_TO_REWRITE:
            connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        # Somebody holds the file: the next sweep has it.
        return
    finally:
        connection.close()


async def _rewrite_tables(db: Database) -> None:
    """A plain VACUUM would leave the bytes of deleted rows in their pages; these tables are small."""
    engine = create_async_engine(db.url, isolation_level="AUTOCOMMIT", hide_parameters=True)
    try:
        async with engine.connect() as connection:
            await connection.execute(text(f"SET lock_timeout = '{_PATIENCE_SECONDS:.0f}s'"))
            for table in (answers, remarks, ballots, outcomes):
                await connection.execute(text(f"VACUUM (FULL) {table.name}"))
    except (DBAPIError, OSError):
        # Somebody holds a table, or the database is away: the next sweep has it.
        return
    finally:
        await engine.dispose()
