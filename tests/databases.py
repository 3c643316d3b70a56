"""Fresh databases for tests, quickly: each is a copy of one that was migrated once per test process."""

import asyncio
import os
import secrets
import shutil
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine import Database
from storage.migrating import upgrade
from tests.postgres_server import PostgresServer

SERVER_VARIABLE = "KLANKBORD_TEST_POSTGRES_URL"


class Databases(Protocol):
    """Makes databases of one kind and takes them away again."""

    def empty(self, folder: Path, /) -> str:
        """The URL of a new database without tables; `folder` is where a file may go."""

    def migrated(self, folder: Path, /) -> str:
        """The URL of a new database with today's tables."""

    def drop(self, url: str) -> None:
        """Remove one, whoever is still connected."""

    def close(self) -> None:
        """Remove everything else that was made."""


class SqliteDatabases:
    """Each database is a file in the test's own folder, which pytest clears."""

    def __init__(self, workshop: Path) -> None:
        self._workshop = workshop
        self._template: Path | None = None

    def empty(self, folder: Path) -> str:
        return f"sqlite:///{folder / 'empty.db'}"

    def migrated(self, folder: Path) -> str:
        if self._template is None:
            template = self._workshop / "template.db"
            template.touch()
            apart(migrate(f"sqlite:///{template}"))
            self._template = template
        copy = folder / "klankbord.db"
        shutil.copyfile(self._template, copy)
        return f"sqlite:///{copy}"

    def drop(self, url: str) -> None:
        Path(url.removeprefix("sqlite:///")).unlink(missing_ok=True)

    def close(self) -> None:
        if self._template is not None:
            self._template.unlink(missing_ok=True)


class PostgresDatabases:
    """Databases on a server of our own, or on the one that KLANKBORD_TEST_POSTGRES_URL names.

    Raises NoPostgres when there is neither. The other server's user must be allowed to create databases.
    """

    def __init__(self) -> None:
        given = os.environ.get(SERVER_VARIABLE)
        self._server = None if given else PostgresServer(in_memory=True)
        self._admin = given or self._server_url("postgres")
        self._run = f"klankbord_test_{secrets.token_hex(4)}"
        self._made = 0
        self._template: str | None = None

    def empty(self, _folder: Path, /) -> str:
        return self._create("template0")

    def migrated(self, _folder: Path, /) -> str:
        if self._template is None:
            url = self._create("template0")
            apart(migrate(url))
            self._template = _name(url)
        return self._create(self._template)

    def drop(self, url: str) -> None:
        apart(self._execute(f'DROP DATABASE IF EXISTS "{_name(url)}" WITH (FORCE)'))

    def close(self) -> None:
        if self._server is not None:
            self._server.stop()
        elif self._template is not None:
            self.drop(self._url(self._template))

    def _server_url(self, database: str) -> str:
        assert self._server is not None
        return self._server.url(database)

    def _url(self, database: str) -> str:
        return urlsplit(self._admin)._replace(path=f"/{database}").geturl()

    def _create(self, template: str) -> str:
        self._made += 1
        name = f"{self._run}_{self._made}"
        apart(self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
        return self._url(name)

    async def _execute(self, statement: str) -> None:
        url = make_url(self._admin).set(drivername="postgresql+asyncpg")
        engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
        try:
            async with engine.connect() as connection:
                await connection.execute(text(statement))
        finally:
            await engine.dispose()


def apart(work: Coroutine[Any, Any, None]) -> None:
    """Finish `work` on a loop of its own, whatever loop the caller may be on."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, work).result()


async def migrate(url: str) -> None:
    """Bring the empty database at `url` up to today's tables."""
    database = Database(url)
    try:
        await upgrade(database)
    finally:
        await database.close()


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")
