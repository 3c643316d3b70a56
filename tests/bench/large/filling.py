"""Raw rows into a database that has today's tables, far faster than they would ever come.

Indexes that rows do not come in the order of are put aside and made at the end, as after restoring a backup.
"""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from typing import Any, Protocol

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from tests.bench.large.heard import Columns

_CACHE_KIB = 1_000_000
_PIECE = 5_000


class Filling(Protocol):
    """Brings columns into tables; what it brought counts after `finish`."""

    async def add(self, table: str, columns: Columns) -> None:
        """More rows of a table."""

    async def run(self, statement: str) -> None:
        """Something that both databases understand."""

    async def finish(self) -> None:
        """Indexes, and whatever a database in use has long done by itself."""


class FillingSqlite:
    """Nothing is safe until the end: no journal, and no waiting for the disk."""

    def __init__(self, url: str, tables: Sequence[str]) -> None:
        self._db = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", f"cache_size=-{_CACHE_KIB}"):
            self._db.execute(f"PRAGMA {pragma}").fetchall()
        marks = ", ".join("?" * len(tables))
        aside = (
            f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})"
        )
        self._aside = self._db.execute(aside, tables).fetchall()
        for name, _ in self._aside:
            self._db.execute(f"DROP INDEX {name}")

    async def add(self, table: str, columns: Columns) -> None:
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        self._db.execute("BEGIN")
        self._db.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", zip(*columns.values(), strict=True))
        self._db.execute("COMMIT")

    async def run(self, statement: str) -> None:
        self._db.execute(statement)

    async def finish(self) -> None:
        """Without statistics: the product does not have SQLite gather any either."""
        for _, statement in self._aside:
            self._db.execute(statement)
        self._db.execute("PRAGMA locking_mode=NORMAL").fetchall()
        self._db.execute("PRAGMA journal_mode=WAL").fetchall()
        self._db.close()


class FillingPostgresql:
    """COPY, as a role that checks no references where it may be one."""

    def __init__(self, connection: AsyncConnection, driver: Any, aside: Sequence[str], tables: Sequence[str]) -> None:
        self._connection = connection
        self._db = driver
        self._aside = aside
        self._tables = tables

    @classmethod
    async def open(cls, url: str, tables: Sequence[str]) -> "FillingPostgresql":
        """Connect, and put indexes aside."""
        engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"), poolclass=NullPool)
        connection = await engine.connect()
        # Past SQLAlchemy, which knows no COPY.
        db: Any = (await connection.get_raw_connection()).driver_connection
        await db.execute("SET timezone = 'UTC'; SET session_replication_role = replica")
        aside = await db.fetch(
            "SELECT i.relname AS name, pg_get_indexdef(i.oid) AS made, c.conname AS promise, t.relname AS of, "
            "pg_get_constraintdef(c.oid) AS promised "
            "FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid "
            "LEFT JOIN pg_constraint c ON c.conindid = i.oid AND c.contype IN ('p', 'u') AND c.conrelid = t.oid "
            "WHERE t.relname = ANY($1) AND t.relnamespace = 'public'::regnamespace "
            # What others refer to has to stay, and it comes in order anyway.
            "AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = i.oid)",
            list(tables),
        )
        again = []
        for index in aside:
            if index["promise"]:
                await db.execute(f'ALTER TABLE {index["of"]} DROP CONSTRAINT "{index["promise"]}"')
                again.append(f'ALTER TABLE {index["of"]} ADD CONSTRAINT "{index["promise"]}" {index["promised"]}')
            else:
                await db.execute(f'DROP INDEX "{index["name"]}"')
                again.append(index["made"])
        return cls(connection, db, again, tables)

    async def add(self, table: str, columns: Columns) -> None:
        await self._db.copy_to_table(table, source=_lines(columns), columns=list(columns), format="text")

    async def run(self, statement: str) -> None:
        await self._db.execute(statement)

    async def finish(self) -> None:
        for statement in self._aside:
            await self._db.execute(statement)
        for table in self._tables:
            numbered = f"pg_get_serial_sequence('{table}', 'id')"
            if await self._db.fetchval(
                f"SELECT count(*) FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attname = 'id'"
            ):
                await self._db.execute(f"SELECT setval({numbered}, (SELECT max(id) FROM {table}))")
        await self._db.execute("VACUUM ANALYZE")
        await self._db.execute("CHECKPOINT")
        await self._connection.close()


async def filling(url: str, tables: Sequence[str]) -> Filling:
    """Begin to fill these tables."""
    return FillingSqlite(url, tables) if url.startswith("sqlite") else await FillingPostgresql.open(url, tables)


async def _lines(columns: Columns) -> AsyncIterator[bytes]:
    """As COPY wants them: no text of ours holds a tab, a backslash or a line's end."""
    for begin in range(0, len(columns["id"] if "id" in columns else next(iter(columns.values()))), _PIECE):
        written = [_written(column[begin : begin + _PIECE]) for column in columns.values()]
        yield "".join([f"{line}\n" for line in map("\t".join, zip(*written, strict=True))]).encode()


def _written(column: Sequence[Any]) -> list[str]:
    return ["\\N" if value is None else value if type(value) is str else str(value) for value in column]
