"""The databases that the other tests stand on: there, fresh, alone and quick."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine import Database
from storage.tables import members
from tests.databases import Databases
from tests.postgres_server import NoPostgres, PostgresServer

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


async def ask(url: str, question: str) -> object:
    """The one value that `question` gives, through the same async drivers as the product's."""
    kind, _, rest = url.partition("://")
    engine = create_async_engine(f"{DRIVERS[kind]}://{rest}")
    try:
        async with engine.begin() as connection:
            result = await connection.execute(text(question))
            return result.scalar() if result.returns_rows else None
    finally:
        await engine.dispose()


async def test_a_database_answers(database_url: str) -> None:
    assert await ask(database_url, "SELECT 1") == 1


async def test_two_databases_know_nothing_of_each_other(databases: Databases, tmp_path: Path) -> None:
    """Anna's test writes; Boris's, on a database of his own, sees nothing of it."""
    for name in ("anna", "boris"):
        (tmp_path / name).mkdir()
    annas, boriss = databases.migrated(tmp_path / "anna"), databases.migrated(tmp_path / "boris")

    await ask(annas, "CREATE TABLE left_behind (n integer)")

    assert await ask(annas, "SELECT count(*) FROM left_behind") == 0
    assert await ask(boriss, "CREATE TABLE left_behind (n integer)") is None
    databases.drop(annas)
    databases.drop(boriss)


def test_a_fresh_database_takes_a_blink(databases: Databases, tmp_path: Path) -> None:
    databases.drop(databases.migrated(tmp_path))
    started = time.monotonic()
    for _ in range(3):
        databases.drop(databases.migrated(tmp_path))
    assert (time.monotonic() - started) / 3 < 2


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
async def test_text_is_utf8_and_knows_its_accents(database_url: str) -> None:
    assert await ask(database_url, "SELECT lower('ÉÉN')") == "één"


@pytest.mark.skipif(bool(os.environ.get("KLANKBORD_TEST_POSTGRES_URL")), reason="another server is named")
@pytest.mark.usefixtures("postgresql_databases")
async def test_the_server_leaves_nothing_behind() -> None:
    server = PostgresServer(in_memory=True)
    assert server.folder.exists()
    assert server.places.exists()
    assert await ask(server.url("postgres"), "SELECT 1") == 1
    server.stop()
    assert not server.folder.exists()
    assert not server.places.exists()


async def test_the_tables_are_there(db: Database) -> None:
    async with db.read() as transaction:
        assert await transaction.scalar(select(func.count()).select_from(members)) == 0


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that the server's own user can come to, whoever that is."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.usefixtures("postgresql_databases")  # skipped where there is none
async def test_what_is_kept_is_there_for_the_next_server(reachable: Path) -> None:
    first = PostgresServer(keep=reachable / "kept")
    await ask(first.url("postgres"), "CREATE TABLE left_behind (n integer)")
    with pytest.raises(NoPostgres, match="already runs"):
        PostgresServer(keep=reachable / "kept")
    first.stop()

    second = PostgresServer(keep=reachable / "kept", settings={"work_mem": "5MB"})
    assert await ask(second.url("postgres"), "SELECT count(*) FROM left_behind") == 0
    assert await ask(second.url("postgres"), "SHOW work_mem") == "5MB"
    second.stop()
    assert not second.folder.exists()
