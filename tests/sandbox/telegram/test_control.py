"""The control API, as the page uses it."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from telegram import Bot, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update

from sandbox.telegram import TelegramEmulator
from tests.sandbox.telegram.people import ANNA, BORIS, SUPPORT

CLAIM = InlineKeyboardMarkup([[InlineKeyboardButton("Claim", callback_data="c1:42")]])


@pytest.fixture
async def page(telegram: TelegramEmulator) -> AsyncIterator[ClientSession]:
    async with ClientSession(f"{telegram.api_url}/") as session:
        yield session


async def act(page: ClientSession, name: str, status: int = 200, **fields: object) -> dict[str, object]:
    async with page.post(f"control/{name}", json=fields) as answer:
        assert answer.status == status, await answer.text()
        body: dict[str, object] = await answer.json()
        return body


async def test_people_act_over_http(telegram: TelegramEmulator, bot: Bot, page: ClientSession) -> None:
    assert await act(page, "start", user=ANNA, payload="abc") == {"message_id": 1}
    said = await act(page, "say", user=BORIS, chat=SUPPORT, text="hello")
    await act(page, "react", user=ANNA, chat=SUPPORT, message=said["message_id"], emoji=["👀"])
    await act(page, "edit", user=BORIS, chat=SUPPORT, message=said["message_id"], text="goodbye")
    message = telegram.messages(SUPPORT)[-1]
    assert (message.text, dict(message.reactions)) == ("goodbye", {ANNA: ("👀",)})
    card = await bot.send_message(SUPPORT, "card", reply_markup=CLAIM)
    refused = await act(page, "press", 409, user=ANNA, chat=SUPPORT, message=card.message_id, button="Resolve")
    assert refused == {"error": f"message {card.message_id} has no button 'Resolve'; it has: Claim"}
    assert await act(page, "say", 400, user=BORIS, chat=SUPPORT) == {"error": "text must be a text"}
    await act(page, "block", user=ANNA)
    await act(page, "delete", user=BORIS, chat=SUPPORT, message=said["message_id"])
    new = await act(page, "upgrade", chat=SUPPORT)
    assert new == {"chat": -1000100200300}


async def test_a_press_brings_back_the_answer(bot: Bot, page: ClientSession) -> None:
    card = await bot.send_message(SUPPORT, "card", reply_markup=CLAIM)
    async with page.post("control/fail", json={"method": "sendMessage", "kind": "retry_after", "seconds": 3}) as answer:
        assert answer.status == 200

    async def answer_it() -> None:
        (update,) = await bot.get_updates(timeout=2)
        assert update.callback_query is not None
        await update.callback_query.answer("Claimed", show_alert=True)

    answering = asyncio.create_task(answer_it())
    answered = await act(page, "press", user=ANNA, chat=SUPPORT, message=card.message_id, button="c1:42")
    await answering
    assert answered == {"text": "Claimed", "show_alert": True, "url": None}


async def test_each_viewer_sees_their_own_chats(telegram: TelegramEmulator, bot: Bot, page: ClientSession) -> None:
    await telegram.start_bot(ANNA)
    question = await telegram.say(ANNA, SUPPORT, "/resolve")
    await bot.send_message(SUPPORT, "<b>Nieuw</b>", parse_mode="HTML", reply_markup=CLAIM)
    prompt = await bot.send_message(
        SUPPORT, "Why?", reply_markup=ForceReply(selective=True), reply_parameters=ReplyParameters(question)
    )
    async with page.get("control/state", params={"viewer": ANNA}) as answer:
        anna = await answer.json()
    async with page.get("control/state", params={"viewer": BORIS}) as answer:
        boris = await answer.json()
    assert [chat["id"] for chat in anna["chats"]] == [SUPPORT, ANNA]
    assert [chat["id"] for chat in boris["chats"]] == [SUPPORT]
    assert (anna["chats"][0]["prompt"], boris["chats"][0]["prompt"]) == (prompt.message_id, None)
    card = anna["chats"][0]["messages"][1]
    assert card["buttons"] == [[{"text": "Claim", "callback_data": "c1:42", "url": None, "style": None}]]
    assert card["entities"] == [{"type": "bold", "offset": 0, "length": 5}]
    async with page.get("control/calls") as answer:
        calls = (await answer.json())["calls"]
    assert [call["method"] for call in calls] == ["getMe", "sendMessage", "sendMessage"]


async def test_a_page_sees_who_reacted_and_fetches_files_as_what_they_are(bot: Bot, page: ClientSession) -> None:
    sent = await bot.send_document(SUPPORT, b"<script>alert(1)</script>", filename="export.html")
    await act(page, "react", user=BORIS, chat=SUPPORT, message=sent.message_id, emoji=["👍"])
    async with page.get("control/state", params={"viewer": ANNA}) as answer:
        seen = await answer.json()
    assert seen["reactions"][:2] == ["👍", "👎"]
    (message,) = seen["chats"][0]["messages"]
    assert message["reactions"] == [{"emoji": "👍", "count": 1, "mine": False, "who": ["Boris"]}]
    assert (message["document"]["name"], message["document"]["size"]) == ("export.html", 25)
    async with page.get(f"control/file/{message['document']['file_id']}") as fetched:
        assert fetched.content_type == "application/octet-stream"


async def test_changes_are_streamed(telegram: TelegramEmulator, page: ClientSession) -> None:
    async with page.get("control/changes") as stream:
        assert await stream.content.readline() == b": hello\n"
        await telegram.say(ANNA, SUPPORT, "hello")
        await stream.content.readline()
        line = await stream.content.readline()
        assert json.loads(line.removeprefix(b"data: "))["kind"] == "message"


async def test_it_can_be_mounted_below_a_prefix() -> None:
    emulator = TelegramEmulator()
    emulator.add_user(ANNA, "Anna")
    whole = web.Application()
    whole.add_subapp("/telegram", emulator.app)
    runner = web.AppRunner(whole)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    async with Bot(emulator.bot_token, base_url=f"{address}/bot") as bot, ClientSession(f"{address}/") as page:
        await act(page, "start", user=ANNA)
        (update,) = await bot.get_updates(allowed_updates=Update.ALL_TYPES)
        assert update.message is not None
        assert update.message.text == "/start"
    await runner.cleanup()
