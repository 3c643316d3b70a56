"""Anna types, reacts and writes; the right thing is heard, once, and chatter stays chatter."""

import logging

import pytest

from bot.cards.model import Confirmed, Notice
from bot.domain.destination import Remote
from bot.interaction import Mentioned, Overheard, Reacted, Started, Typed
from bot.platforms.telegram.parse import ChatClosed, ChatMovedTo, ChatReopened
from sandbox.telegram import TelegramEmulator
from tests.edges.telegram.station import (
    ANNA,
    BORIS,
    COMPLAINTS,
    FATIMA,
    FORUM,
    STOCK,
    SUPPORT,
    Service,
    Station,
    card_in,
    place,
    shown,
    until,
)


async def test_each_reaction_put_on_or_taken_off_is_heard(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    card = await card_in(station, SUPPORT)

    await telegram.react(ANNA, SUPPORT, card, ["👀"])
    await telegram.react(ANNA, SUPPORT, card, ["👌"])
    heard = await station.heard(3)

    assert service.happened == [Reacted("👀", True), Reacted("👀", False), Reacted("👌", True)]
    assert len({each.delivery for each in heard}) == 3
    assert {each.message for each in heard} == {Remote(chat=str(SUPPORT), message=str(card))}


async def test_commands_in_a_group_and_in_private(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    service.answers = lambda _: Notice(text="Here you are.")
    await telegram.say(ANNA, SUPPORT, "/nps case 42")
    await telegram.say(ANNA, SUPPORT, "/nps@klankbord_bot link")
    await telegram.say(ANNA, SUPPORT, "/nps@another_bot link")
    await until(lambda: len(shown(telegram, SUPPORT)) == 2)
    await telegram.start_bot(ANNA, "code123")
    await telegram.say(ANNA, ANNA, "/help")
    await station.heard(4)

    assert service.happened == [Typed("case 42"), Typed("link"), Started("code123"), Typed("help")]
    await until(lambda: len(shown(telegram, ANNA)) == 2)
    assert shown(telegram, SUPPORT) == ["Anna\nHere you are."] * 2


async def test_words_under_a_card_are_chatter_unless_addressed_to_us(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    card = await card_in(station, SUPPORT)
    service.answers = lambda i: Confirmed() if isinstance(i.what, Mentioned) else None

    chatter = await telegram.say(ANNA, SUPPORT, "Ik bel haar zo", reply_to=card)
    note = await telegram.say(ANNA, SUPPORT, "@klankbord_bot niet bereikt", reply_to=card)
    await telegram.say(BORIS, SUPPORT, "Lunch?")
    deeper = await telegram.say(BORIS, SUPPORT, "@klankbord_bot ik ook niet", reply_to=chatter)
    heard = await station.heard(3)

    under = Remote(chat=str(SUPPORT), message=str(card))
    assert [(each.what, each.thread) for each in heard] == [
        (Overheard("Ik bel haar zo"), under),
        (Mentioned("niet bereikt"), under),
        (Mentioned("ik ook niet"), under),
    ]
    assert heard[1].message == Remote(chat=str(SUPPORT), message=str(note))
    await until(lambda: telegram.message(SUPPORT, deeper).reactions)
    assert telegram.message(SUPPORT, note).reactions == {telegram.bot.id: ("👍",)}


async def test_chatter_between_colleagues_is_not_even_overheard(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    first = await telegram.say(ANNA, STOCK, "Lunch?")
    await telegram.say(FATIMA, STOCK, "Ja", reply_to=first)
    await telegram.say(FATIMA, STOCK, "/nps")
    await station.heard(1)
    assert service.happened == [Typed("")]


async def test_neither_the_token_nor_words_reach_the_log(
    station: Station, telegram: TelegramEmulator, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await telegram.start_bot(ANNA)
        await telegram.say(ANNA, ANNA, "mijn geheim")
        await station.heard(2)
    assert telegram.bot_token not in caplog.text
    assert "geheim" not in caplog.text


async def test_what_is_written_in_private_is_addressed_to_us(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    await telegram.start_bot(ANNA)
    card = await card_in(station, ANNA)

    await telegram.say(ANNA, ANNA, "Morgen bel ik haar", reply_to=card)
    await telegram.say(ANNA, ANNA, "Hallo?")
    heard = await station.heard(3)

    assert service.happened[1:] == [Mentioned("Morgen bel ik haar"), Mentioned("Hallo?")]
    assert (heard[1].thread, heard[2].thread) == (Remote(chat=str(ANNA), message=str(card)), None)


async def test_topics_are_named(station: Station, telegram: TelegramEmulator) -> None:
    card = await card_in(station, FORUM, COMPLAINTS)

    await telegram.press(ANNA, FORUM, card, "Claim")
    await telegram.say(ANNA, FORUM, "/nps", topic=COMPLAINTS)
    heard = await station.heard(2)

    assert [each.chat for each in heard] == [place(FORUM, COMPLAINTS)] * 2


@pytest.mark.usefixtures("station")
async def test_news_about_chats(telegram: TelegramEmulator, service: Service) -> None:
    await telegram.start_bot(ANNA)
    await telegram.block(ANNA)
    await telegram.start_bot(ANNA)
    new = await telegram.upgrade_group(STOCK)
    await until(lambda: len(service.news) >= 3)

    assert service.news == [
        ChatClosed(chat=str(ANNA), reason="the person has blocked the bot"),
        ChatReopened(chat=str(ANNA)),
        ChatMovedTo(chat=str(STOCK), new=str(new)),
    ]
