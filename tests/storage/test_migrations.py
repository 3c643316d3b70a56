"""The steps lead to today's tables on both databases, whoever takes them, however often."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text

from bot.errors import DatabaseRefused
from storage.engine import Database
from storage.migrating import current, is_current, steps, upgrade
from storage.tables import members, metadata
from tests.databases import Databases


@pytest.fixture
async def empty(empty_database_url: str) -> AsyncIterator[Database]:
    database = Database(empty_database_url)
    yield database
    await database.close()


async def test_the_steps_lead_to_the_tables_in_the_code(empty: Database) -> None:
    await upgrade(empty)
    async with empty.read() as tx:
        assert await tx.run_sync(_differences) == [], "run: make migration"


async def test_every_constraint_and_index_is_as_the_code_would_make_it(empty: Database) -> None:
    await upgrade(empty)
    async with empty.begin() as tx:
        migrated = await tx.run_sync(_schema)
        await tx.run_sync(metadata.drop_all)
        await tx.run_sync(metadata.create_all)
        assert await tx.run_sync(_schema) == migrated, "run: make migration"


async def test_upgrading_again_changes_nothing(empty: Database) -> None:
    assert not await is_current(empty)
    await upgrade(empty)
    async with empty.begin() as tx:
        await tx.execute(members.insert().values(_ANNA))
    await upgrade(empty)
    assert await is_current(empty)
    async with empty.read() as tx:
        assert (await tx.execute(select(members.c.name))).scalars().all() == ["Anna Visser"]


async def test_replicas_that_start_at_once_wait_for_each_other(empty_database_url: str) -> None:
    replicas = [Database(empty_database_url) for _ in range(4)]
    await asyncio.gather(*(upgrade(replica) for replica in replicas))
    assert await is_current(replicas[0])
    await asyncio.gather(*(replica.close() for replica in replicas))


async def test_a_database_from_a_newer_version_is_refused_and_left_alone(empty: Database) -> None:
    await upgrade(empty)
    async with empty.begin() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9042'"))
    for look in (upgrade, current, is_current):
        with pytest.raises(DatabaseRefused, match=r"newer version of Klankbord.*step 9042.*backup"):
            await look(empty)
    async with empty.read() as tx:
        assert (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalar_one() == "9042"


async def test_looking_makes_no_file(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert await current(database) is None
    assert not (tmp_path / "new.db").exists()


async def test_a_database_that_cannot_be_had_is_named_without_its_password(tmp_path: Path) -> None:
    nowhere = Database(f"sqlite:///{tmp_path / 'nowhere' / 'klankbord.db'}")
    with pytest.raises(DatabaseRefused, match=r"nowhere/klankbord.db cannot be opened\. Check that its folder exists"):
        await upgrade(nowhere)
    silent = Database("postgresql://anna:geheim@127.0.0.1:1/klankbord")
    with pytest.raises(DatabaseRefused, match=r"127\.0\.0\.1 cannot be reached") as refused:
        await upgrade(silent)
    assert "geheim" not in str(refused.value)


async def test_a_server_that_says_no_is_told_apart(postgresql_databases: Databases, tmp_path: Path) -> None:
    url = postgresql_databases.empty(tmp_path)
    with pytest.raises(DatabaseRefused, match="refuses the user or the password"):
        await current(Database(url.replace("@", "-not@")))
    with pytest.raises(DatabaseRefused, match=r"has no database .*_not\. Create it: createdb .*_not"):
        await current(Database(f"{url}_not"))
    postgresql_databases.drop(url)


def test_steps_follow_each_other_without_a_fork() -> None:
    numbered = [step.revision for step in steps().walk_revisions()]
    assert numbered == [f"{n:04}" for n in range(len(numbered), 0, -1)]


_ANNA = {"email": "anna@devrieswonen.nl", "name": "Anna Visser", "language": "nl", "timezone": "UTC", "active": True}


def _differences(connection: Connection) -> Any:
    return compare_metadata(MigrationContext.configure(connection), metadata)


def _schema(connection: Connection) -> dict[str, Any]:
    """Everything that the database itself knows about each table."""
    looking = inspect(connection)
    return {
        table: {
            "columns": sorted(str(column) for column in looking.get_columns(table)),
            "primary key": looking.get_pk_constraint(table),
            "foreign keys": sorted(str(key) for key in looking.get_foreign_keys(table)),
            "unique": sorted(str(unique) for unique in looking.get_unique_constraints(table)),
            "checks": sorted(str(check) for check in looking.get_check_constraints(table)),
            "indexes": sorted(str(_plain(index)) for index in looking.get_indexes(table)),
        }
        for table in metadata.tables
    }


def _plain(thing: Any) -> Any:
    return {key: _plain(value) for key, value in thing.items()} if isinstance(thing, dict) else str(thing)
