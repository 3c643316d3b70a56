"""Flood limits on the emulator's clock."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from sandbox.telegram import TelegramEmulator
from tests.sandbox.telegram.clock import StandingClock
from tests.sandbox.telegram.conftest import Connect
from tests.sandbox.telegram.people import ANNA, SUPPORT

# The library warns of its own future whenever it is told to wait.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
async def limited(clock: StandingClock) -> AsyncIterator[TelegramEmulator]:
    emulator = TelegramEmulator(clock=clock)
    emulator.add_user(ANNA, "Anna")
    emulator.add_group(SUPPORT, "Klantenservice", [ANNA])
    await emulator.start()
    yield emulator
    await emulator.stop()


async def test_one_message_a_second_with_a_small_burst(
    limited: TelegramEmulator, clock: StandingClock, connect: Connect
) -> None:
    bot = await connect(limited)
    await limited.start_bot(ANNA)
    for number in range(5):
        await bot.send_message(ANNA, f"message {number}")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(ANNA, "too soon")
    assert refused.value._retry_after.total_seconds() == 1
    clock.advance(seconds=1)
    await bot.send_message(ANNA, "in time")


async def test_twenty_messages_a_minute_in_a_group(
    limited: TelegramEmulator, clock: StandingClock, connect: Connect
) -> None:
    bot = await connect(limited)
    for number in range(20):
        await bot.send_message(SUPPORT, f"message {number}")
        clock.advance(seconds=1)
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(SUPPORT, "too many")
    assert refused.value._retry_after.total_seconds() == 40
    assert limited.calls[-1].error == "Too Many Requests: retry after 40"
    clock.advance(seconds=40)
    await bot.send_message(SUPPORT, "in time")


async def test_twenty_edits_a_minute_in_a_group(limited: TelegramEmulator, connect: Connect) -> None:
    bot: Bot = await connect(limited)
    card = await bot.send_message(SUPPORT, "card")
    for number in range(20):
        await bot.edit_message_text(f"edit {number}", SUPPORT, card.message_id)
    with pytest.raises(RetryAfter):
        await bot.edit_message_text("one too many", SUPPORT, card.message_id)


async def test_thirty_messages_a_second_over_all(
    limited: TelegramEmulator, clock: StandingClock, connect: Connect
) -> None:
    bot = await connect(limited)
    for user_id in range(5000, 5031):
        limited.add_user(user_id, f"Person {user_id}")
        await limited.start_bot(user_id)
    for user_id in range(5000, 5030):
        await bot.send_message(user_id, "hello")
    with pytest.raises(RetryAfter):
        await bot.send_message(5030, "hello")
    clock.advance(seconds=1)
    await bot.send_message(5030, "hello")
