"""Telegram brings updates to our address: handled before the 200, and again when that failed."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession, web

from bot.cards.model import Notice, Reply
from bot.interaction import Interaction, Started, Typed
from bot.platforms.telegram.check import Place, check
from bot.platforms.telegram.client import close, telegram_bot
from handlers.telegram_webhook import SECRET_HEADER, TelegramWebhook
from sandbox.telegram import TelegramEmulator
from tests.edges.telegram.station import ANNA, COMPLAINTS, FORUM, STOCK, SUPPORT, Service, Station, shown, until


@dataclass
class Door:
    """Our HTTP server with the webhook's route."""

    url: str
    webhook: TelegramWebhook


@pytest.fixture
async def door(idle: Station) -> AsyncIterator[Door]:
    app = web.Application()
    runner = web.AppRunner(app, access_log=None)
    webhook = TelegramWebhook(idle.bot, idle.handler, url="http://127.0.0.1/telegram", secret="geheim", backoff=(0.01,))
    webhook.add_routes(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    webhook._url = url
    yield Door(url=url, webhook=webhook)
    await idle.bot.delete_webhook()
    await runner.cleanup()


async def test_updates_come_by_webhook(door: Door, telegram: TelegramEmulator, service: Service) -> None:
    service.answers = lambda _: Notice(text="Hallo")
    await door.webhook.announce()
    await telegram.start_bot(ANNA)
    await until(lambda: service.happened == [Started("")])
    assert await until(lambda: shown(telegram, ANNA)) == ["Hallo"]


async def test_what_failed_comes_again_under_the_same_name(
    door: Door, telegram: TelegramEmulator, service: Service
) -> None:
    names: list[str] = []

    def answer(interaction: Interaction) -> Reply:
        names.append(interaction.delivery)
        if len(names) == 1:
            raise RuntimeError
        return None

    service.answers = answer
    await door.webhook.announce()
    await telegram.say(ANNA, SUPPORT, "/nps")
    await until(lambda: service.happened == [Typed("")])
    assert len(set(names)) == 1


async def test_only_telegram_knows_the_secret(door: Door, service: Service) -> None:
    update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}
    async with ClientSession() as session:
        refused = await session.post(door.url, json=update)
        guessed = await session.post(door.url, json=update, headers={SECRET_HEADER: "gehein"})
        early = await session.post(door.url, json=update, headers={SECRET_HEADER: "geheim"})
        await door.webhook.announce()
        broken = await session.post(door.url, data=b"{", headers={SECRET_HEADER: "geheim"})
        odd = await session.post(door.url, json=[1], headers={SECRET_HEADER: "geheim"})
        taken = await session.post(door.url, json=update, headers={SECRET_HEADER: "geheim"})
    answers = [each.status for each in (refused, guessed, early, broken, odd, taken)]

    assert answers == [403, 403, 503, 400, 400, 200]
    assert service.heard == []


async def test_check_finds_nothing_wrong(door: Door, idle: Station) -> None:
    places = [Place(team="support", chat=str(SUPPORT)), Place(team="logistics", chat=str(FORUM), topic=str(COMPLAINTS))]
    assert await check(idle.bot, places=places, webhook_url=None) == []
    await door.webhook.announce()
    assert await check(idle.bot, places=places, webhook_url=door.url) == []


async def test_check_says_what_is_wrong_and_what_to_do(idle: Station, telegram: TelegramEmulator) -> None:
    await telegram.demote(telegram.bot.id, SUPPORT)
    await telegram.kick_bot(STOCK)
    places = [
        Place(team="support", chat=str(SUPPORT), topic="9"),
        Place(team="stock", chat=str(STOCK)),
        Place(team="lost", chat="-42"),
    ]
    support = f"team support, telegram {SUPPORT}"
    found = [str(each) for each in await check(idle.bot, places=places, webhook_url="http://127.0.0.1:1/telegram")]

    assert [line.split(". ")[0] for line in found] == [
        f"{support}: topic 9 is configured, but the group has no topics",
        f"{support}: the bot is not an administrator, so reactions (claiming by 👀) do not reach it",
        f"team stock, telegram {STOCK}: the bot cannot see this chat (Forbidden: bot was kicked from the group chat)",
        "team lost, telegram -42: the bot cannot see this chat (Chat not found)",
        "telegram.webhook_url: http://127.0.0.1:1/telegram cannot be reached from here (ConnectError)",
    ]
    assert "@klankbord_bot" in found[1]
    assert "commands, mentions and replies only" in found[1]


async def test_check_meets_a_wrong_token_and_a_dead_address(telegram: TelegramEmulator) -> None:
    stranger = telegram_bot(token="1:wrong", api_url=telegram.api_url)
    [complaint] = await check(stranger, places=[], webhook_url=None)
    assert complaint.where == "telegram.bot_token"
    assert "wrong" not in str(complaint)
    await close(stranger)

    nowhere = telegram_bot(token="1:x", api_url="http://127.0.0.1:1", timeout=0.2)
    [complaint] = await check(nowhere, places=[], webhook_url=None)
    assert complaint.where == "telegram.api_url"
    await close(nowhere)


async def test_check_sees_a_forgotten_webhook(door: Door, idle: Station) -> None:
    await door.webhook.announce()
    [complaint] = await check(idle.bot, places=[], webhook_url=None)
    assert "webhook that is not in this configuration" in complaint.what
