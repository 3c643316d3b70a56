"""The database: engines for SQLite and PostgreSQL, and transactions that commit in one place."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from functools import partial
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import Conflict, Unavailable
from storage import counting
from storage.direct_sqlite import DRIVER
from storage.shared_commit import SharedWriter
from storage.transaction import Transaction

__all__ = ["Database", "Transaction", "driver_url"]

_RETRY_STATES = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock
_OUR_FAULTS = {"23502", "23514", "SQLITE_CONSTRAINT_NOTNULL", "SQLITE_CONSTRAINT_CHECK"}  # a row that nobody may write
_AWAY_STATES = ("08", "53", "57", "25006")  # PostgreSQL: connection, resources, shutting down, read-only


def driver_url(url: str) -> URL:
    """The URL with the driver that we choose: our own for SQLite, asyncpg for PostgreSQL.

    Raises ValueError for another kind of database.
    """
    parsed = make_url(url)
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        return parsed.set(drivername=DRIVER)
    if kind in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+asyncpg")
    raise ValueError(f"{kind} is not a database that we know; use sqlite:///file or postgresql://user@host/name")


class Database:
    """One database. On SQLite, where only one can write at a time anyway, writers take turns and share commits."""

    def __init__(self, url: str) -> None:
        """`url` is as in the configuration: sqlite:///klankbord.db or postgresql://user:password@host/name."""
        self.url = driver_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._begin: Callable[[], AbstractAsyncContextManager[Transaction]]
        self._look: Callable[[], AbstractAsyncContextManager[Transaction]]
        if self.is_sqlite:
            self._writer = _sqlite_engine(self.url, begin="BEGIN IMMEDIATE", pool_size=1)
            self._shared = SharedWriter(self._writer)
            self._begin = self._shared.begin
            self._reader = _sqlite_engine(self.url, begin="BEGIN", pool_size=4)
            self._look = partial(_glance, self._reader)
        else:
            self._writer = create_async_engine(
                self.url, pool_size=10, max_overflow=5, pool_pre_ping=True, hide_parameters=True
            )
            self._reader = self._writer.execution_options(isolation_level="REPEATABLE READ")
            self._begin = self._writer.begin
            self._look = self._reader.connect

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """A transaction that may write. Commits at the end; an exception rolls everything back.

        Raises Conflict when another transaction was first with the same key, or stood in our way, and Unavailable
        when the database cannot be reached or written now.
        """
        with _plainly():
            async with self._begin() as transaction:
                try:
                    yield transaction
                    await counting.settle(transaction)
                finally:
                    counting.forget(transaction)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A look at the database as it is at one moment, which takes no write lock. Raises Unavailable."""
        with _plainly():
            async with self._look() as transaction:
                yield transaction

    async def close(self) -> None:
        """Wait for what is being written, and give back every connection."""
        if self.is_sqlite:
            await self._shared.close()
            await self._reader.dispose()
        await self._writer.dispose()


@asynccontextmanager
async def _glance(engine: AsyncEngine) -> AsyncIterator[Transaction]:
    """SQLAlchemy's own `connect()` gives the connection back in a task of its own, so that on a busy loop hundreds are
    open at a time. On SQLite nothing is waited for, and it can be given back at once."""
    connection = await engine.connect()
    try:
        yield connection
    finally:
        await connection.close()


@contextmanager
def _plainly() -> Iterator[None]:
    """The driver's errors as ours, by what happens next."""
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None) or ""
        rule = state or getattr(error.orig, "sqlite_errorname", "")
        if state in _RETRY_STATES or (isinstance(error, IntegrityError) and rule not in _OUR_FAULTS):
            raise Conflict("another transaction was first") from error
        gone = isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated
        # SQLite calls a fault in a statement operational too; trying that again would not help.
        ours = getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
        if (gone and not ours) or state.startswith(_AWAY_STATES):
            raise Unavailable("the database cannot be reached or written now") from error
        raise
    except (OSError, PoolTimeout) as error:
        raise Unavailable("the database cannot be reached now") from error


def _sqlite_engine(url: URL, *, begin: str, pool_size: int) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=pool_size,
        max_overflow=-1,  # the pool of asyncio gives way to others before it gives a connection, unless it has no limit
        hide_parameters=True,  # an error's text may reach a log, and customers' words may not
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    # A plain BEGIN comes without IMMEDIATE: a reader that turns writer then fails at once with SQLITE_BUSY_SNAPSHOT,
    # whatever the patience.
    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
