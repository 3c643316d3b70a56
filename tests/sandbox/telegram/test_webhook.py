"""Updates pushed to the bot's webhook."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict

from sandbox.telegram import TelegramEmulator
from tests.sandbox.telegram.people import ANNA, SUPPORT

SECRET = "s3cret_token-of-ours"


class Receiver:
    """The bot's end of the webhook; answers `statuses` first and 200 afterwards."""

    def __init__(self) -> None:
        self.updates: list[Update] = []
        self.secrets: set[str | None] = set()
        self.statuses: list[int] = []
        self.more = asyncio.Event()
        self.bot: Bot | None = None
        self.url = ""

    async def receive(self, request: web.Request) -> web.Response:
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 200:
            update = Update.de_json(await request.json(), self.bot)
            self.updates.append(update)
            if update.callback_query is not None:
                await update.callback_query.answer("Claimed")
            self.more.set()
        return web.Response(status=status)

    async def has(self, number: int) -> None:
        """Waits until so many updates were accepted."""
        async with asyncio.timeout(5):
            while len(self.updates) < number:
                await self.more.wait()
                self.more.clear()


@pytest.fixture
async def receiver(bot: Bot) -> AsyncIterator[Receiver]:
    receiver = Receiver()
    receiver.bot = bot
    application = web.Application()
    application.router.add_post("/telegram", receiver.receive)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    yield receiver
    await runner.cleanup()


async def test_a_press_goes_through_the_webhook_with_the_secret(
    telegram: TelegramEmulator, bot: Bot, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url, secret_token=SECRET, allowed_updates=Update.ALL_TYPES)
    card = await bot.send_message(
        SUPPORT, "card", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Claim", callback_data="c1:42")]])
    )
    answer = await telegram.press(ANNA, SUPPORT, card.message_id, "Claim")
    assert answer.text == "Claimed"
    assert receiver.secrets == {SECRET}
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections) == (receiver.url, 40)
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()


async def test_what_is_not_accepted_comes_again_in_order(
    telegram: TelegramEmulator, bot: Bot, receiver: Receiver
) -> None:
    receiver.statuses = [503, 500, 302]
    await bot.set_webhook(receiver.url)
    for text in ("one", "two", "three"):
        await telegram.say(ANNA, SUPPORT, text)
    await receiver.has(3)
    assert [update.message.text for update in receiver.updates if update.message] == ["one", "two", "three"]
    assert (await bot.get_webhook_info()).last_error_message == "Wrong response from the webhook: 302 Found"


async def test_an_update_is_delivered_twice(telegram: TelegramEmulator, bot: Bot, receiver: Receiver) -> None:
    telegram.faults.duplicate_next_update()
    await bot.set_webhook(receiver.url)
    await telegram.say(ANNA, SUPPORT, "once")
    await receiver.has(2)
    first, second = receiver.updates
    assert first.update_id == second.update_id


async def test_what_waited_for_the_webhook_can_be_polled_after_it_is_gone(
    telegram: TelegramEmulator, bot: Bot, receiver: Receiver
) -> None:
    receiver.statuses = [500] * 1000
    await bot.set_webhook(receiver.url)
    await telegram.say(ANNA, SUPPORT, "kept")
    await bot.delete_webhook()
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "kept"
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_webhook_must_be_safe(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="an https url must be provided"):
        await bot.set_webhook("http://bot.example.nl/telegram")
    with pytest.raises(BadRequest, match="only on ports 80, 88, 443 or 8443"):
        await bot.set_webhook("https://bot.example.nl:8080/telegram")
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook("https://bot.example.nl/telegram", secret_token="not allowed!")
