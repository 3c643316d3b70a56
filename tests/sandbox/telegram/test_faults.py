"""Telegram on a bad day."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from sandbox.telegram import TelegramEmulator
from tests.sandbox.telegram.people import ANNA, SUPPORT

# The library warns of its own future whenever it is told to wait.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


async def test_refusals_made_up_on_demand(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.faults.fail_next("sendMessage", "retry_after", seconds=7)
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(SUPPORT, "x")
    assert refused.value._retry_after.total_seconds() == 7
    telegram.faults.fail_next("sendMessage", "http", 2, status=502)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(SUPPORT, "x")
    telegram.faults.fail_next("*", "http", status=500)
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(SUPPORT, "x")
    telegram.faults.fail_next(
        "sendMessage", "error", code=403, description="Forbidden: user is deactivated", chat_id=SUPPORT
    )
    await telegram.start_bot(ANNA)
    await bot.send_message(ANNA, "not this chat")
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(SUPPORT, "x")
    assert telegram.messages(SUPPORT) == []
    await bot.send_message(SUPPORT, "x")


async def test_a_timeout_before_loses_the_message_and_one_after_does_not(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.faults.fail_next("sendMessage", "timeout_before")
    with pytest.raises(TimedOut):
        await bot.send_message(SUPPORT, "lost", read_timeout=0.1)
    telegram.faults.fail_next("sendMessage", "timeout_after")
    with pytest.raises(TimedOut):
        await bot.send_message(SUPPORT, "stands", read_timeout=0.1)
    assert [message.text for message in telegram.messages(SUPPORT)] == ["stands"]
    assert [(call.method, call.error) for call in telegram.calls[-2:]] == [
        ("sendMessage", "timeout_before"),
        ("sendMessage", "timeout_after"),
    ]


async def test_connections_break(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.faults.fail_next("sendMessage", "drop")
    telegram.faults.fail_next("sendMessage", "drop_after")
    for text in ("lost", "stands"):
        with pytest.raises(NetworkError):
            await bot.send_message(SUPPORT, text)
    assert [message.text for message in telegram.messages(SUPPORT)] == ["stands"]


async def test_a_refusal_of_telegram_itself_comes_before_a_timeout_after(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.faults.fail_next("sendMessage", "timeout_after")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(-999, "x")


async def test_an_update_that_was_confirmed_comes_once_more(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.faults.duplicate_next_update()
    await telegram.say(ANNA, SUPPORT, "once")
    (first,) = await bot.get_updates()
    (again,) = await bot.get_updates(offset=first.update_id + 1)
    assert again.update_id == first.update_id
    assert await bot.get_updates(offset=first.update_id + 1) == ()


async def test_a_dropped_poll_loses_nothing(telegram: TelegramEmulator, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=2))
    await asyncio.sleep(0.05)
    telegram.faults.drop_polls()
    with pytest.raises(NetworkError):
        await polling
    await telegram.say(ANNA, SUPPORT, "still here")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "still here"
