"""The courier's side: what stands where, and what each of Telegram's refusals means."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.actions import ClaimCase
from bot.cards.model import Button, Buttons, Card, Text
from bot.domain.destination import Remote
from bot.errors import DeliveryError, Gone, Lost, Moved, Refused, RetryLater, Uncertain
from bot.platforms.gateway import Gateway
from bot.platforms.telegram.client import close, telegram_bot
from bot.platforms.telegram.gateway import TelegramGateway
from sandbox.telegram import TelegramEmulator
from sandbox.telegram.faults import Kind
from tests.edges.telegram.station import ANNA, BORIS, COMPLAINTS, FORUM, STOCK, SUPPORT, Clock, Station, place, shown

HOSTILE = Card(summary="x", blocks=(Text(text='<script>&"</b><a href="x'),))


def card(text: str, *, silent: bool = False) -> Card:
    return Card(summary=text, blocks=(Text(text=text),), silent=silent)


CLAIMABLE = Card(
    summary="x", blocks=(Text(text="Unhappy"), Buttons(buttons=(Button(label="Claim", action=ClaimCase(42)),)))
)


@pytest.fixture
def gateway(idle: Station) -> TelegramGateway:
    return idle.gateway


async def post(
    gateway: Gateway, chat: int, what: Card, topic: int | None = None, parent: Remote | None = None
) -> Remote:
    return await gateway.post(place(chat, topic), what, posting=1, parent=parent)


async def test_posted_edited_and_removed(gateway: TelegramGateway, telegram: TelegramEmulator) -> None:
    remote = await post(gateway, SUPPORT, CLAIMABLE)
    message = telegram.message(SUPPORT, int(remote.message))
    assert [b.callback_data for row in message.buttons for b in row] == ["c1:42"]
    assert (message.silent, message.link_preview) == (False, False)

    await gateway.edit(remote, card("Anna has it"), posting=1)
    await gateway.edit(remote, card("Anna has it"), posting=1)
    message = telegram.message(SUPPORT, int(remote.message))
    assert (message.text, message.buttons) == ("Anna has it", ())

    await gateway.remove(remote)
    await gateway.remove(remote)
    assert telegram.message(SUPPORT, int(remote.message)).deleted


async def test_hostile_words_stay_words(gateway: TelegramGateway, telegram: TelegramEmulator) -> None:
    await post(gateway, SUPPORT, HOSTILE)
    assert shown(telegram, SUPPORT) == ['<script>&"</b><a href="x']


async def test_silence_topics_and_replies(gateway: TelegramGateway, telegram: TelegramEmulator) -> None:
    first = await post(gateway, FORUM, card("case", silent=True), COMPLAINTS)
    reply = await post(gateway, FORUM, card("report"), COMPLAINTS, parent=first)
    orphan = await post(gateway, FORUM, card("late"), COMPLAINTS, parent=Remote(chat=str(FORUM), message="999"))
    moved = await post(gateway, FORUM, card("moved"), 1, parent=Remote(chat=str(STOCK), message=first.message))

    messages = [telegram.message(FORUM, int(each.message)) for each in (first, reply, orphan, moved)]
    assert [m.silent for m in messages] == [True, False, False, False]
    assert [m.topic for m in messages] == [COMPLAINTS, COMPLAINTS, COMPLAINTS, None]
    assert [m.reply_to for m in messages] == [None, int(first.message), None, None]


@pytest.mark.parametrize("end", ["closed", "deleted"])
async def test_a_closed_topic_gives_way_to_the_general_one(
    gateway: TelegramGateway, telegram: TelegramEmulator, end: str
) -> None:
    first = await post(gateway, FORUM, card("case"), COMPLAINTS)
    await (telegram.close_topic if end == "closed" else telegram.delete_topic)(FORUM, COMPLAINTS)

    second = await post(gateway, FORUM, card("report"), COMPLAINTS, parent=first)

    assert telegram.message(FORUM, int(second.message)).topic is None


async def test_an_old_message_is_emptied_instead_of_removed(
    gateway: TelegramGateway, telegram: TelegramEmulator
) -> None:
    remote = await post(gateway, STOCK, card("words of a customer"))
    telegram.faults.fail_next(
        "deleteMessage", "error", description="Bad Request: message can't be deleted for everyone"
    )
    await gateway.remove(remote)
    assert shown(telegram, STOCK) == ["…"]


async def test_words_that_would_stay_are_told(gateway: TelegramGateway, telegram: TelegramEmulator) -> None:
    remote = await post(gateway, STOCK, card("words of a customer"))
    telegram.faults.fail_next("deleteMessage", "error", description="Bad Request: message can't be deleted")
    telegram.faults.fail_next("editMessageText", "error", description="Bad Request: message can't be edited")
    with pytest.raises(Refused, match="by hand"):
        await gateway.remove(remote)


async def test_chats_that_are_closed_to_us(gateway: TelegramGateway, telegram: TelegramEmulator) -> None:
    async def reason(chat: int) -> str:
        with pytest.raises(Gone) as gone:
            await post(gateway, chat, card("x"))
        return str(gone.value)

    assert "not opened the private chat" in await reason(ANNA)
    await telegram.start_bot(ANNA)
    await telegram.block(ANNA)
    assert await reason(ANNA) == "the person has blocked the bot"
    await telegram.start_bot(BORIS)
    await telegram.deactivate(BORIS)
    assert "no longer exists" in await reason(BORIS)
    await telegram.kick_bot(SUPPORT)
    assert await reason(SUPPORT) == "the bot was removed from the chat"
    assert "does not exist" in await reason(-42)


async def test_a_group_that_became_a_supergroup(gateway: TelegramGateway, telegram: TelegramEmulator) -> None:
    old = await post(gateway, STOCK, card("before"))
    new = await telegram.upgrade_group(STOCK)

    with pytest.raises(Moved) as moved:
        await post(gateway, STOCK, card("after"))
    assert moved.value.chat == str(new)
    with pytest.raises(Moved):
        await gateway.edit(old, card("after"), posting=1)


async def test_too_fast(gateway: TelegramGateway, telegram: TelegramEmulator, clock: Clock) -> None:
    telegram.faults.fail_next("sendMessage", "retry_after", seconds=7)
    with pytest.raises(RetryLater) as later:
        await post(gateway, SUPPORT, card("x"))
    assert later.value.at == clock() + timedelta(seconds=7)


async def test_messages_that_are_lost(gateway: TelegramGateway, telegram: TelegramEmulator) -> None:
    mine = await post(gateway, SUPPORT, card("x"))
    await telegram.delete(1003, SUPPORT, int(mine.message))
    theirs = Remote(chat=str(SUPPORT), message=str(await telegram.say(ANNA, SUPPORT, "hoi")))
    for remote in (mine, theirs):
        with pytest.raises(Lost):
            await gateway.edit(remote, card("y"), posting=1)


async def test_what_telegram_will_never_take(gateway: TelegramGateway, telegram: TelegramEmulator) -> None:
    telegram.faults.fail_next("sendMessage", "error", description="Bad Request: BUTTON_DATA_INVALID")
    with pytest.raises(Refused):
        await post(gateway, SUPPORT, card("x"))


@asynccontextmanager
async def another(telegram: TelegramEmulator, clock: Clock, token: str = "", url: str = "") -> AsyncIterator[Gateway]:
    bot = telegram_bot(token=token or telegram.bot_token, api_url=url or telegram.api_url, timeout=0.2)
    yield TelegramGateway(bot, clock=clock)
    await close(bot)


@pytest.mark.parametrize("fault", ["timeout_after", "drop", "drop_after", "http"])
async def test_a_lost_answer_is_uncertain_for_a_post_and_harmless_for_an_edit(
    telegram: TelegramEmulator, clock: Clock, fault: Kind
) -> None:
    async with another(telegram, clock) as gateway:
        remote = await post(gateway, SUPPORT, card("x"))
        telegram.faults.fail_next("sendMessage", fault)
        with pytest.raises(Uncertain):
            await post(gateway, SUPPORT, card("y"))
        telegram.faults.fail_next("editMessageText", fault)
        with pytest.raises(RetryLater):
            await gateway.edit(remote, card("z"), posting=1)


async def test_what_never_left_is_tried_later(telegram: TelegramEmulator, clock: Clock) -> None:
    async with another(telegram, clock, url="http://127.0.0.1:1") as gateway:
        with pytest.raises(RetryLater):
            await post(gateway, SUPPORT, card("x"))


async def test_a_wrong_token_says_so_without_telling_it(telegram: TelegramEmulator, clock: Clock) -> None:
    async with another(telegram, clock, token="1:secret") as gateway:
        with pytest.raises(RetryLater, match="token") as refused:
            await post(gateway, SUPPORT, card("x"))
        assert "secret" not in str(refused.value)


async def test_commands_are_offered_in_each_language(gateway: TelegramGateway, telegram: TelegramEmulator) -> None:
    await gateway.set_commands({"": [("nps", "Customers"), ("nps_me", "Me")], "nl": [("nps", "Klanten")]})
    assert telegram.commands() == [("nps", "Customers"), ("nps_me", "Me")]
    assert telegram.commands(language="nl") == [("nps", "Klanten")]


async def test_a_reaction_that_the_chat_refuses_is_a_delivery_error(gateway: TelegramGateway) -> None:
    remote = await post(gateway, SUPPORT, card("x"))
    await gateway.react(remote, "👌")
    with pytest.raises(DeliveryError):
        await gateway.react(remote, "🦖")
