"""An emulated Telegram with three colleagues and a group, and the real python-telegram-bot against it."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from sandbox.telegram import TelegramEmulator
from tests.sandbox.telegram.people import ANNA, BORIS, FATIMA, SUPPORT


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    emulator = TelegramEmulator(limits=False, webhook_retry=0.02)
    emulator.add_user(ANNA, "Anna", "anna_visser")
    emulator.add_user(BORIS, "Boris", "boris")
    emulator.add_user(FATIMA, "Fatima")
    emulator.add_group(SUPPORT, "Klantenservice", [FATIMA, ANNA, BORIS])
    await emulator.start()
    yield emulator
    await emulator.stop()


Connect = Callable[[TelegramEmulator], Awaitable[Bot]]


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Makes a bot for an emulator; it is closed at the end."""
    bots: list[Bot] = []

    async def make(emulator: TelegramEmulator) -> Bot:
        bot = Bot(
            emulator.bot_token,
            base_url=f"{emulator.api_url}/bot",
            base_file_url=f"{emulator.api_url}/file/bot",
            request=HTTPXRequest(read_timeout=0.5, connection_pool_size=32),
            get_updates_request=HTTPXRequest(read_timeout=2),
        )
        await bot.initialize()
        bots.append(bot)
        return bot

    yield make
    for bot in bots:
        await bot.shutdown()


@pytest.fixture
async def bot(telegram: TelegramEmulator, connect: Connect) -> Bot:
    return await connect(telegram)
