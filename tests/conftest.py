"""What every test may ask for: databases of both kinds, a browser, and how hard Hypothesis tries."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

from bot.services.office import Office
from storage.engine import Database
from tests.databases import SERVER_VARIABLE, Databases, PostgresDatabases, SqliteDatabases
from tests.postgres_server import NoPostgres
from tests.world import Bell, open_office

ROOT = Path(__file__).parent.parent

set_hypothesis_home_dir(ROOT / ".pytest_cache" / "hypothesis")
# A busy machine makes any limit per example a coin toss; the whole run has a limit of its own.
unhurried = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", unhurried, max_examples=40, stateful_step_count=25, derandomize=True)
# New stories at a desk; in CI the same ones each time, so that a change is judged by itself.
in_ci = bool(os.environ.get("CI"))
settings.register_profile("thorough", unhurried, max_examples=1000, stateful_step_count=60, derandomize=in_ci)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """SQLite files, copied from one migrated template."""
    databases = SqliteDatabases(tmp_path_factory.mktemp("sqlite"))
    yield databases
    databases.close()


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[Databases]:
    """Databases on a PostgreSQL server that this run brings itself; skipped, saying why, where it cannot."""
    try:
        databases = PostgresDatabases()
    except NoPostgres as reason:
        _skip_or_fail(f"no PostgreSQL for the tests: {reason}; or set {SERVER_VARIABLE}", "KLANKBORD_REQUIRE_POSTGRES")
    yield databases
    databases.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Both engines, one after the other; a test that asks for this or for a URL runs on each."""
    made: Databases = request.getfixturevalue(f"{request.param}_databases")
    return made


@pytest.fixture
def database_url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """The URL, as in a config, of a fresh database with today's tables."""
    url = databases.migrated(tmp_path)
    yield url
    databases.drop(url)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """A fresh database with today's tables, opened as the product opens it."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
def bell() -> Bell:
    """Rung by every use case that wanted something shown."""
    return Bell()


@pytest.fixture
async def office(db: Database, bell: Bell) -> Office:
    """De Vries Wonen at work, on a fresh database of each kind."""
    return await open_office(db, bell)


@pytest.fixture
def empty_database_url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """The URL, as in a config, of a fresh database without tables."""
    url = databases.empty(tmp_path)
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's Chromium; skipped, saying why, where there is none (in .ci/run: failed)."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        _skip_or_fail("no Chromium here (Debian: apt install chromium)", "KLANKBORD_REQUIRE_BROWSER")
    return path


def _skip_or_fail(reason: str, unless: str) -> NoReturn:
    if os.environ.get(unless):
        pytest.fail(reason)
    pytest.skip(reason)
