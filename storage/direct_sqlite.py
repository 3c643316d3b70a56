"""SQLite for SQLAlchemy's asyncio, without a thread for every statement.

A statement on a local file takes some ten microseconds; handing it to a thread and back takes far longer, the more so
on a busy loop, where the thread waits for its turn at the interpreter as well. So statements run at once, in the loop's
own thread. Two things can take long and wait without holding up the loop: COMMIT, for the disk, in a thread; and
whatever finds the file locked by another process, which asks again from time to time.
"""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util.concurrency import await_

DRIVER = "sqlite+direct"

_PATIENCE_SECONDS = 20.0
_PAUSE_SECONDS = 0.002
_disk = ThreadPoolExecutor(max_workers=2, thread_name_prefix="sqlite")


class DirectSqlite(SQLiteDialect_pysqlite):
    """SQLAlchemy's own dialect for SQLite, on connections of our own."""

    driver = "direct"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:  # noqa: ARG003 - the same for every file
        """The pool for asyncio."""
        return AsyncAdaptedQueuePool

    def connect(self, *path: Any, **options: Any) -> "DirectConnection":  # type: ignore[override]  # as asyncio's do
        """Open the file. Nothing is begun or committed behind our back, and nothing waits inside SQLite."""
        options |= {"timeout": 0, "isolation_level": None, "check_same_thread": False}
        return sqlite3.connect(*path, factory=DirectConnection, **options)

    def get_driver_connection(self, connection: Any) -> Any:
        """There is nothing behind ours."""
        return connection


class DirectConnection(sqlite3.Connection):
    """A connection for one user at a time."""

    def cursor(self, *_: Any) -> Any:
        """A cursor that may be used inside SQLAlchemy's asyncio only."""
        return _Cursor(self)

    def commit(self) -> None:
        """Wait for the disk in a thread."""
        if self.in_transaction:
            await_(_in_thread(super().commit))


class _Cursor:
    """What SQLAlchemy asks of a cursor. The rows are fetched with the statement, so that nothing stays open."""

    arraysize = 1

    def __init__(self, connection: DirectConnection) -> None:
        self._cursor = sqlite3.Cursor(connection)
        self._rows: deque[Any] = deque()
        self.description: Any = None

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid

    def execute(self, statement: str, parameters: Any = ()) -> None:
        await_(self._run(self._cursor.execute, statement, parameters))

    def executemany(self, statement: str, parameters: Any) -> None:
        await_(self._run(self._cursor.executemany, statement, parameters))

    def fetchone(self) -> Any:
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        return [self._rows.popleft() for _ in range(min(size or self.arraysize, len(self._rows)))]

    def fetchall(self) -> list[Any]:
        rows = list(self._rows)
        self._rows.clear()
        return rows

    def close(self) -> None:
        self._rows.clear()

    async def _async_soft_close(self) -> None:
        """Nothing is open."""

    async def _run(self, execute: Callable[[str, Any], object], statement: str, parameters: Any) -> None:
        """Usually there at once; awaited all the same, since SQLAlchemy insists on it."""
        until = 0.0
        while True:
            try:
                execute(statement, parameters)
                break
            except sqlite3.OperationalError as error:
                until = until or time.monotonic() + _PATIENCE_SECONDS
                if not _passes(error) or time.monotonic() > until:
                    raise
            await asyncio.sleep(_PAUSE_SECONDS)
        self.description = self._cursor.description
        if self.description:
            self._rows.extend(self._cursor.fetchall())


def _passes(error: sqlite3.OperationalError) -> bool:
    """Whether it is only that somebody else has the file now. (An old snapshot that wants to write never gets to.)"""
    code = error.sqlite_errorcode
    return code & 0xFF == sqlite3.SQLITE_BUSY and code != sqlite3.SQLITE_BUSY_SNAPSHOT


async def _in_thread(work: Callable[[], None]) -> None:
    """Nobody else may use the connection until the work is done, so even somebody who is cancelled waits for it."""
    done = asyncio.get_running_loop().run_in_executor(_disk, work)
    try:
        await asyncio.shield(done)
    except asyncio.CancelledError:
        await asyncio.wait([done])
        raise


registry.register("sqlite.direct", __name__, DirectSqlite.__name__)
