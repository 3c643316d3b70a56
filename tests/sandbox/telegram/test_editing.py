"""Edits, deletions and answers to presses."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import Bot, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from sandbox.telegram import Impossible, TelegramEmulator, Unanswered
from tests.sandbox.telegram.clock import StandingClock
from tests.sandbox.telegram.conftest import Connect
from tests.sandbox.telegram.people import ANNA, BORIS, SUPPORT

CLAIM = InlineKeyboardMarkup([[InlineKeyboardButton("Claim", callback_data="c1:42")]])


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
async def timed(clock: StandingClock) -> AsyncIterator[TelegramEmulator]:
    """A Telegram on the test's clock, in which a press lives for 30 seconds."""
    emulator = TelegramEmulator(clock=clock, limits=False, callback_lifetime=timedelta(seconds=30))
    emulator.add_user(ANNA, "Anna")
    emulator.add_user(BORIS, "Boris")
    emulator.add_group(SUPPORT, "Klantenservice", [ANNA], bot_is_admin=False)
    await emulator.start()
    yield emulator
    await emulator.stop()


async def test_an_edit_without_a_keyboard_takes_the_buttons_away(telegram: TelegramEmulator, bot: Bot) -> None:
    card = await bot.send_message(SUPPORT, "open", reply_markup=CLAIM)
    await bot.edit_message_text("Anna has it", SUPPORT, card.message_id)
    message = telegram.message(SUPPORT, card.message_id)
    assert (message.text, message.buttons) == ("Anna has it", ())
    assert message.edited is not None


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot) -> None:
    card = await bot.send_message(SUPPORT, "<b>open</b>", parse_mode="HTML", reply_markup=CLAIM)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("<b>open</b>", SUPPORT, card.message_id, parse_mode="HTML", reply_markup=CLAIM)
    await bot.edit_message_text("open", SUPPORT, card.message_id, reply_markup=CLAIM)
    await bot.edit_message_reply_markup(SUPPORT, card.message_id)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(SUPPORT, card.message_id)


async def test_only_own_standing_messages_can_be_edited(telegram: TelegramEmulator, bot: Bot) -> None:
    said = await telegram.say(ANNA, SUPPORT, "hello")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("bye", SUPPORT, said)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("bye", SUPPORT, 999)
    card = await bot.send_message(SUPPORT, "card")
    with pytest.raises(Impossible, match="not theirs to delete"):
        await telegram.delete(BORIS, SUPPORT, card.message_id)
    await bot.delete_message(SUPPORT, card.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("bye", SUPPORT, card.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(SUPPORT, card.message_id)
    prompt = await bot.send_message(SUPPORT, "Why?", reply_markup=ForceReply())
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("bye", SUPPORT, prompt.message_id)
    card = await bot.send_message(SUPPORT, "card")
    with pytest.raises(BadRequest, match="Inline keyboard expected"):
        await bot.edit_message_text("x", SUPPORT, card.message_id, reply_markup=ForceReply())  # type: ignore[arg-type]  # the refusal is what is tested


async def test_messages_can_be_deleted_for_48_hours_and_edited_for_ever(
    timed: TelegramEmulator, clock: StandingClock, connect: Connect
) -> None:
    bot = await connect(timed)
    old = await bot.send_message(SUPPORT, "old")
    clock.advance(hours=48, seconds=1)
    await bot.edit_message_text("older", SUPPORT, old.message_id)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(SUPPORT, old.message_id)
    said = await timed.say(ANNA, SUPPORT, "/x")
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(SUPPORT, said)
    new = await bot.send_message(SUPPORT, "new")
    assert await bot.delete_messages(SUPPORT, [old.message_id, new.message_id, 999])
    assert [message.deleted for message in timed.messages(SUPPORT)] == [False, False, True]


async def test_a_press_is_answered_once_and_in_time(
    timed: TelegramEmulator, clock: StandingClock, connect: Connect
) -> None:
    bot = await connect(timed)
    card = await bot.send_message(SUPPORT, "card", reply_markup=CLAIM)
    pressing = asyncio.create_task(timed.press(ANNA, SUPPORT, card.message_id, "Claim"))
    (update,) = await bot.get_updates(timeout=1)
    query = update.callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("c1:42", ANNA)
    assert query.message is not None
    assert query.message.message_id == card.message_id
    with pytest.raises(BadRequest, match="Message_too_long"):
        await query.answer("x" * 201)
    await query.answer("x" * 200, show_alert=True)
    answer = await pressing
    assert (len(answer.text), answer.show_alert) == (200, True)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await query.answer()

    with pytest.raises(Unanswered):
        await timed.press(ANNA, SUPPORT, card.message_id, "c1:42", patience=0.01)
    (late,) = await bot.get_updates(offset=update.update_id + 1)
    clock.advance(seconds=31)
    assert late.callback_query is not None
    with pytest.raises(BadRequest, match="Query is too old"):
        await late.callback_query.answer()


async def test_only_what_is_there_can_be_pressed(telegram: TelegramEmulator, bot: Bot) -> None:
    card = await bot.send_message(SUPPORT, "card", reply_markup=CLAIM)
    with pytest.raises(Impossible, match="no button 'Resolve'; it has: Claim"):
        await telegram.press(ANNA, SUPPORT, card.message_id, "Resolve")
    telegram.add_user(7, "Stranger")
    with pytest.raises(Impossible, match="Stranger is not in chat"):
        await telegram.press(7, SUPPORT, card.message_id, "Claim")
