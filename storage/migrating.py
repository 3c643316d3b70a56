"""Bringing a database up to today's tables. The steps are in `migrations/`; each is taken once, in order."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.errors import DatabaseRefused
from storage.engine import Database

STEPS = Path(__file__).parent / "migrations"

_TURN = 6_024_195_113_620_070_001  # any number that nobody else on the same server locks
_LONGEST_TURN_MS = 300_000


async def upgrade(db: Database) -> None:
    """Take every step that this database has not taken yet, all in one transaction, or none.

    Of several replicas that start at once, one does it and the others wait for it.
    Raises DatabaseRefused when the database cannot be reached, or is from a newer version of Klankbord.
    """
    async with _connection(db.url) as connection, connection.begin():
        if not db.is_sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
        await connection.run_sync(_upgrade)
        if db.is_sqlite:
            await _check_references(connection)


async def is_current(db: Database) -> bool:
    """Whether this database has today's tables. Changes nothing.

    Raises DatabaseRefused when it cannot be reached, or is from a newer version of Klankbord.
    """
    return await current(db) == steps().get_current_head()


async def current(db: Database) -> str | None:
    """The last step that this database has taken; None when it took none, so also where there is no file yet.

    Raises DatabaseRefused when the database cannot be reached, or is from a newer version of Klankbord.
    """
    if _is_missing_file(db.url):
        return None
    async with _connection(db.url) as connection:
        return await connection.run_sync(_current)


def steps() -> ScriptDirectory:
    """The steps that this version of Klankbord knows."""
    return ScriptDirectory.from_config(settings())


def settings() -> Config:
    """What Alembic needs to know to find the steps; there is no file for it."""
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("truncate_slug_length", "60")
    config.set_main_option("path_separator", "os")
    return config


def _is_missing_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").exists()


def _upgrade(connection: Connection) -> None:
    if _current(connection) == steps().get_current_head():
        return
    config = settings()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    taken = MigrationContext.configure(connection).get_current_revision()
    if taken is not None:
        try:
            steps().get_revision(taken)
        except CommandError:
            raise DatabaseRefused(
                f"the database is from a newer version of Klankbord: it has taken step {taken}, which this one "
                "does not know. Run that version again, or restore the backup from before it"
            ) from None
    return taken


async def _check_references(connection: AsyncConnection) -> None:
    broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).mappings().first()
    if broken is not None:
        lost = f"a row of {broken['table']} would refer to nothing in {broken['parent']}"
        raise DatabaseRefused(f"{lost}; the database is left as it was")


@asynccontextmanager
async def _connection(url: URL) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(url, poolclass=NullPool, hide_parameters=True)
    if url.get_backend_name() == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_immediate)
    try:
        with _said_plainly(url):
            connection = await engine.connect()
        try:
            yield connection
        finally:
            await connection.close()
    finally:
        await engine.dispose()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # A table is changed by writing it anew under another name, which must not take along what refers to it. SQLite
    # can switch that off only outside a transaction; the references are checked before the commit instead.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={_LONGEST_TURN_MS}")
    connection.execute("PRAGMA foreign_keys=OFF")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _said_plainly(url: URL) -> Iterator[None]:
    """Why there is no connection, without the drivers' own words, which might hold the password."""
    try:
        yield
    except Exception as error:  # asyncpg's errors have nothing in common with SQLAlchemy's
        raise DatabaseRefused(_why_not(url, error)) from None


def _why_not(url: URL, error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    state = str(getattr(cause, "sqlstate", None) or "")
    if url.get_backend_name() == "sqlite":
        return f"the database file {url.database} cannot be opened. Check that its folder exists and may be written in"
    if state.startswith("28"):
        return f"the database server at {url.host} refuses the user or the password. Check both in the configuration"
    if state == "3D000":
        return f"the database server at {url.host} has no database {url.database}. Create it: createdb {url.database}"
    return f"the database at {url.host} cannot be reached ({type(cause).__name__}). Check that it runs, and its address"
