"""Where generated databases lie: in a folder that stays, so that they are made once, or in one that goes."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.databases import SERVER_VARIABLE, migrate
from tests.postgres_server import PostgresServer

ROOT = Path(__file__).parents[3]
SQLITE, POSTGRESQL, EXPORT = "SQLite", "PostgreSQL", "export"

# As an operator would set a machine of this size; ours for tests are for many tiny databases.
_SETTINGS = {
    "shared_buffers": "1GB",
    "max_wal_size": "3GB",
    "checkpoint_timeout": "30min",
    "maintenance_work_mem": "512MB",
    "effective_cache_size": "8GB",
    "random_page_cost": "1.1",
}
_DECIDES = (
    *("tests/bench/large/" + name for name in ("vocabulary.py", "sentences.py", "heard.py", "worked.py", "export.py")),
    "bot/stems.py",
    "bot/domain/rollup.py",
    "bot/domain/durations.py",
)


class Kept:
    """A folder with databases of several sizes, and the server that holds those on PostgreSQL, if any are wanted."""

    def __init__(self, folder: Path, *, stays: bool) -> None:
        self._folder = folder
        self._stays = stays
        self._server: PostgresServer | None = None
        self._given = os.environ.get(SERVER_VARIABLE)

    def folder(self, size: int) -> Path:
        """What belongs to a size."""
        return self._folder / str(size)

    def export(self, size: int) -> Path:
        """The raw rows as files."""
        return self.folder(size) / "raw"

    def done(self, size: int, what: str) -> Mapping[str, Any] | None:
        """The figures of its making, where it stands complete and just as it would be made now."""
        mark = self.folder(size) / f"{what}.json"
        if not mark.exists():
            return None
        told: dict[str, Any] = json.loads(mark.read_text())
        return told["figures"] if told["made_by"] == _fingerprint() else None

    def mark(self, size: int, what: str, figures: Mapping[str, Any]) -> None:
        """It stands complete."""
        mark = self.folder(size) / f"{what}.json"
        mark.write_text(json.dumps({"made_by": _fingerprint(), "figures": dict(figures)}))

    async def empty(self, size: int, database: str) -> str:
        """The URL of a fresh database with today's tables."""
        self.folder(size).mkdir(parents=True, exist_ok=True)
        (self.folder(size) / f"{database}.json").unlink(missing_ok=True)
        url = self.url(size, database)
        if database == SQLITE:
            for path in self.folder(size).glob("klankbord.db*"):
                path.unlink()
        else:
            await self._on_server(f'DROP DATABASE IF EXISTS "{_name(size)}" WITH (FORCE)')
            await self._on_server(f'CREATE DATABASE "{_name(size)}" TEMPLATE template0')
        await migrate(url)
        return url

    def emptied_export(self, size: int) -> Path:
        """The folder for raw rows, not there yet."""
        (self.folder(size) / f"{EXPORT}.json").unlink(missing_ok=True)
        shutil.rmtree(self.export(size), ignore_errors=True)
        return self.export(size)

    def url(self, size: int, database: str) -> str:
        """The database of a size."""
        if database == SQLITE:
            return f"sqlite:///{self.folder(size) / 'klankbord.db'}"
        return make_url(self._admin()).set(database=_name(size)).render_as_string(hide_password=False)

    async def bytes(self, size: int, database: str) -> int:
        """What the database takes on the disk."""
        if database == SQLITE:
            return (self.folder(size) / "klankbord.db").stat().st_size
        return int(await self._on_server(f"SELECT pg_database_size('{_name(size)}')"))

    def close(self) -> None:
        """Stop the server, where it is ours."""
        if self._server is not None:
            self._server.stop()

    def _admin(self) -> str:
        if self._given:
            return self._given
        if self._server is None:
            keep = self._folder / "postgresql" if self._stays else None
            self._server = PostgresServer(keep=keep, settings=_SETTINGS)
        return self._server.url("postgres")

    async def _on_server(self, statement: str) -> Any:
        url = make_url(self._admin()).set(drivername="postgresql+asyncpg")
        engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
        try:
            async with engine.connect() as connection:
                answer = await connection.execute(text(statement))
                return answer.scalar() if answer.returns_rows else None
        finally:
            await engine.dispose()


def _name(size: int) -> str:
    return f"klankbord_large_{size}"


def _fingerprint() -> str:
    """Of everything that decides what would stand in the database."""
    seen = hashlib.sha256()
    steps = sorted((ROOT / "storage/migrations/versions").glob("*.py"))
    for path in (*(ROOT / name for name in _DECIDES), *steps):
        seen.update(path.read_bytes() if path.exists() else b"")
    return seen.hexdigest()
