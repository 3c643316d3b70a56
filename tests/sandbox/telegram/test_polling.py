"""The real python-telegram-bot by long polling, with nothing changed but its base URL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import Conflict
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from sandbox.telegram import Change, TelegramEmulator
from tests.sandbox.telegram.clock import StandingClock
from tests.sandbox.telegram.conftest import Connect
from tests.sandbox.telegram.people import ANNA, BORIS, SUPPORT

CLAIM = InlineKeyboardMarkup([[InlineKeyboardButton("Claim", callback_data="c1:42")]])


async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_html("<b>Nieuw:</b> 3 van 10", reply_markup=CLAIM)


async def claim(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Claimed")
    await query.edit_message_text(f"{query.from_user.first_name} has it")


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(f"You said: {update.message.text}")


@asynccontextmanager
async def running_bot(telegram: TelegramEmulator) -> AsyncIterator[None]:
    application = Application.builder().token(telegram.bot_token).base_url(f"{telegram.api_url}/bot").build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(claim))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    await application.initialize()
    await application.start()
    assert application.updater is not None
    await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
    yield
    await application.updater.stop()
    await application.stop()
    await application.shutdown()


async def test_anna_starts_the_bot_and_claims(telegram: TelegramEmulator) -> None:
    async with running_bot(telegram):
        await telegram.start_bot(ANNA, "hello")
        await telegram.wait_for(lambda: len(telegram.messages(ANNA)) == 2)
        card = telegram.messages(ANNA)[-1]
        assert card.text == "Nieuw: 3 van 10"
        assert [(entity.type, entity.offset, entity.length) for entity in card.entities] == [("bold", 0, 6)]
        assert card.buttons[0][0].text == "Claim"

        answer = await telegram.press(ANNA, ANNA, card.id, "Claim")

        assert answer.text == "Claimed"
        await telegram.wait_for(lambda: telegram.message(ANNA, card.id).text == "Anna has it")
        assert telegram.message(ANNA, card.id).buttons == ()


async def test_200_presses_are_all_answered(telegram: TelegramEmulator, bot: Bot) -> None:
    for number in range(200):
        telegram.add_user(5000 + number, f"Person {number}")
    telegram.add_group(-42, "Everyone", range(5000, 5200))
    card = await bot.send_message(-42, "Who?", reply_markup=CLAIM)
    async with running_bot(telegram):
        answers = await asyncio.gather(
            *(telegram.press(5000 + number, -42, card.message_id, "c1:42") for number in range(200))
        )
    assert [answer.text for answer in answers] == ["Claimed"] * 200


async def test_updates_come_again_until_they_are_confirmed(telegram: TelegramEmulator, bot: Bot) -> None:
    await telegram.say(BORIS, SUPPORT, "hello")
    first = await bot.get_updates()
    again = await bot.get_updates()
    assert [update.update_id for update in first] == [update.update_id for update in again]
    assert await bot.get_updates(offset=first[-1].update_id + 1) == ()


async def test_a_second_poller_ends_the_first(bot: Bot) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=2))
    await asyncio.sleep(0.05)
    await bot.get_updates()
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await waiting


async def test_updates_are_kept_for_24_hours(connect: Connect) -> None:
    clock = StandingClock()
    telegram = TelegramEmulator(clock=clock)
    telegram.add_user(ANNA, "Anna")
    await telegram.start()
    bot = await connect(telegram)
    await telegram.start_bot(ANNA, "old")
    clock.advance(hours=1)
    await telegram.start_bot(ANNA, "new")
    clock.advance(hours=23)
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "/start new"
    await telegram.stop()


async def test_telegram_goes_away_and_comes_back_with_everything(telegram: TelegramEmulator) -> None:
    async with running_bot(telegram):
        port = int(telegram.api_url.rsplit(":", 1)[1])
        await telegram.stop()
        await telegram.start_bot(ANNA)
        await telegram.start(port=port)
        await telegram.wait_for(lambda: len(telegram.messages(ANNA)) == 2, timeout=10)


async def test_onlookers_hear_of_changes(telegram: TelegramEmulator, bot: Bot) -> None:
    async def first() -> Change:
        async with aclosing(telegram.subscribe()) as changes:
            return await anext(changes)

    listening = asyncio.create_task(first())
    await asyncio.sleep(0)
    sent = await bot.send_message(SUPPORT, "card")
    assert await listening == Change(kind="message", chat_id=SUPPORT, message_id=sent.message_id)
    with pytest.raises(TimeoutError):
        await telegram.wait_for(lambda: telegram.messages(ANNA), timeout=0.01)
