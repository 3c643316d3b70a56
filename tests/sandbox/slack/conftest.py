"""A workspace with named people, a bare SDK client, and a small bot on the real bolt."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.slack import SlackEmulator
from tests.sandbox.slack.clock import HandClock

ANNA, BORIS, FATIMA, GUEST = "U0ANNA", "U0BORIS", "U0FATIMA", "U0GUEST"
SUPPORT, SALES, LEADS, SHARED = "C0SUPPORT", "C0SALES", "G0LEADS", "C0SHARED"


def populate(slack: SlackEmulator) -> None:
    """Anna and Boris in #support, Fatima leading, a guest of another company in #shared."""
    slack.add_user(ANNA, "Anna Visser", "anna@devrieswonen.nl")
    slack.add_user(BORIS, "Boris de Boer", "boris@devrieswonen.nl", locale="en-GB")
    slack.add_user(FATIMA, "Fatima el Idrissi", "fatima@devrieswonen.nl")
    slack.add_user(GUEST, "Gerda Gast", "gerda@elders.nl", stranger=True)
    slack.add_channel(SUPPORT, "support", members=[ANNA, BORIS, FATIMA])
    slack.add_channel(SALES, "sales", members=[BORIS], bot_is_member=False)
    slack.add_channel(LEADS, "leads", members=[FATIMA], private=True, bot_is_member=False)
    slack.add_channel(SHARED, "shared", members=[ANNA, GUEST])


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def slack(clock: HandClock) -> AsyncIterator[SlackEmulator]:
    """Strict in everything but rate limits."""
    emulator = SlackEmulator(clock=clock, limits=False, ack_timeout=1.0, retry_delays=(0.0, 0.0, 0.0))
    populate(emulator)
    await emulator.start()
    yield emulator
    await emulator.stop()


def client_for(slack: SlackEmulator, session: ClientSession, token: str | None = None) -> AsyncWebClient:
    """The SDK's client, unchanged, pointed at the emulator."""
    return AsyncWebClient(
        token=slack.bot_token if token is None else token,
        base_url=slack.api_url,
        session=session,
        retry_handlers=[],
    )


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as opened:
        yield opened


@pytest.fixture
def client(slack: SlackEmulator, session: ClientSession) -> AsyncWebClient:
    return client_for(slack, session)


@dataclass
class Bot:
    """A bolt app, and what reached it."""

    app: AsyncApp
    heard: list[dict[str, Any]] = field(default_factory=list)

    def kinds(self) -> list[str]:
        return [body["event"]["type"] if "event" in body else body.get("type", "command") for body in self.heard]


def make_bot(slack: SlackEmulator, session: ClientSession) -> Bot:
    """A bot that hears every event; each test adds the rest."""
    app = AsyncApp(
        client=client_for(slack, session), signing_secret=slack.signing_secret, request_verification_enabled=True
    )
    bot = Bot(app=app)

    async def hear(body: dict[str, Any]) -> None:
        bot.heard.append(body)

    for kind in (
        "message",
        "app_mention",
        "reaction_added",
        "reaction_removed",
        "app_home_opened",
        "member_joined_channel",
        "member_left_channel",
        "user_status_changed",
    ):
        app.event(kind)(hear)
    return bot


@pytest.fixture
async def bot(slack: SlackEmulator, session: ClientSession) -> AsyncIterator[Bot]:
    """The bot on Socket Mode, connected."""
    made = make_bot(slack, session)
    handler = AsyncSocketModeHandler(
        made.app,
        app_token=slack.app_token,
        web_client=AsyncWebClient(token=slack.app_token, base_url=slack.api_url),
        ping_interval=0.5,
    )
    await handler.connect_async()  # type: ignore[no-untyped-call]  # bolt leaves it untyped
    await slack.wait_connected()
    yield made
    await handler.close_async()  # type: ignore[no-untyped-call]  # bolt leaves it untyped
