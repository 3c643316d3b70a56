"""An emulated Telegram with three colleagues and their groups, and our edge running against it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.telegram import TelegramEmulator
from storage.engine import Database
from tests.databases import Databases
from tests.edges.telegram.station import ANNA, BORIS, COMPLAINTS, FATIMA, FORUM, STOCK, SUPPORT, Clock, Service, Station


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    emulator = TelegramEmulator(limits=False, webhook_retry=0.02)
    emulator.add_user(ANNA, "Anna", "anna_visser")
    emulator.add_user(BORIS, "Boris", "boris")
    emulator.add_user(FATIMA, "Fatima")
    emulator.add_group(SUPPORT, "Klantenservice", [FATIMA, ANNA, BORIS])
    emulator.add_group(FORUM, "Logistiek", [FATIMA, ANNA], topics={COMPLAINTS: "Klachten"}, bot_manages_topics=False)
    emulator.add_group(STOCK, "Magazijn", [FATIMA, ANNA])
    await emulator.start()
    yield emulator
    await emulator.stop()


@pytest.fixture
async def db(sqlite_databases: Databases, tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(sqlite_databases.migrated(tmp_path))
    yield database
    await database.close()


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def idle(telegram: TelegramEmulator, db: Database, service: Service, clock: Clock) -> AsyncIterator[Station]:
    """An edge that knows its name but hears nothing yet."""
    made = Station(telegram=telegram, db=db, service=service, clock=clock)
    await made.bot.initialize()
    yield made
    await made.stop()


@pytest.fixture
async def station(idle: Station) -> Station:
    """An edge that polls and handles."""
    await idle.start()
    return idle
