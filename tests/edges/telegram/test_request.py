"""The library's requests over aiohttp: forms, files, and what a failure says about whether the request arrived."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.clock import system_clock
from bot.errors import RetryLater, Uncertain
from bot.platforms.telegram.client import close, telegram_bot
from bot.platforms.telegram.errors import telegram_errors
from sandbox.telegram import TelegramEmulator

ANNA = 1001


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    """A Telegram in which Anna has started the bot."""
    emulator = TelegramEmulator(limits=False)
    emulator.add_user(ANNA, "Anna")
    await emulator.start()
    await emulator.start_bot(ANNA)
    yield emulator
    await emulator.stop()


@pytest.fixture
async def bot(telegram: TelegramEmulator) -> AsyncIterator[Bot]:
    """Our bot, with little patience."""
    made = telegram_bot(token=telegram.bot_token, api_url=telegram.api_url, timeout=0.3)
    yield made
    await close(made)


async def test_words_in_every_script_arrive_unharmed(telegram: TelegramEmulator, bot: Bot) -> None:
    words = "naïeve café & thee = 5% 😀 مرحبا"
    await bot.send_message(ANNA, words)
    assert telegram.messages(ANNA)[-1].text == words


async def test_a_file_arrives_with_its_name_and_its_caption(telegram: TelegramEmulator, bot: Bot) -> None:
    await bot.send_document(ANNA, b"%PDF-", filename="week 47.pdf", caption="Week 47")
    document = telegram.messages(ANNA)[-1].document
    assert document is not None
    assert (document.name, document.content) == ("week 47.pdf", b"%PDF-")
    assert telegram.messages(ANNA)[-1].text == "Week 47"


async def test_no_answer_in_time_leaves_it_open_whether_it_was_sent(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.faults.fail_next("sendMessage", "timeout_after")
    with pytest.raises(Uncertain), telegram_errors(system_clock, posting=True):
        await bot.send_message(ANNA, "Hallo")


async def test_what_never_left_can_simply_be_sent_again(telegram: TelegramEmulator, bot: Bot) -> None:
    await bot.send_message(ANNA, "Hallo")
    await telegram.stop()
    with pytest.raises(RetryLater), telegram_errors(system_clock, posting=True):
        await bot.send_message(ANNA, "Hallo?")


async def test_after_closing_it_opens_again_when_needed(telegram: TelegramEmulator, bot: Bot) -> None:
    await bot.send_message(ANNA, "Hallo")
    await close(bot)
    await bot.send_message(ANNA, "Daar ben ik weer")
    assert telegram.messages(ANNA)[-1].text == "Daar ben ik weer"
