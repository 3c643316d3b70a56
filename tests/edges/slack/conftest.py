"""A workspace with Anna, Boris and a guest from another company, and the bot's Slack side connected to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from aiohttp import web

from bot.cards.model import Card, Reply
from bot.clock import system_clock
from bot.domain.destination import Destination, Platform, Remote
from bot.interaction import Interaction
from bot.platforms.slack.client import web_client, web_session
from bot.platforms.slack.gateway import SlackGateway
from bot.wording import Wording
from handlers.slack import SlackDesk, register, slack_app
from handlers.slack_socket import EVENTS_PATH, SlackSocket, signed_requests
from sandbox.slack import SlackEmulator, SlackMessage, SlackView
from tests.edges.slack.cards import COMPLAINT

SUPPORT = Destination(platform=Platform.SLACK, chat="C0SUPPORT")
REACTIONS = {"eyes": "claim", "white_check_mark": "resolve", "memo": "note"}

Decide = Callable[[Interaction], Awaitable[Reply]]


@dataclass(kw_only=True)
class Bench:
    """The emulated Slack, our side of it, and what reached the dispatch. `decide` is what the dispatch does."""

    slack: SlackEmulator
    gateway: SlackGateway
    desk: SlackDesk
    seen: list[Interaction] = field(default_factory=list)
    decide: Decide
    maybe_socket: SlackSocket | None = None

    @property
    def socket(self) -> SlackSocket:
        """The connection, where there is one."""
        assert self.maybe_socket is not None
        return self.maybe_socket

    async def post(self, card: Card = COMPLAINT, *, posting: int = 7, parent: Remote | None = None) -> Remote:
        """A card in the support channel."""
        return await self.gateway.post(SUPPORT, card, posting=posting, parent=parent)


def answering(reply: Reply) -> Decide:
    """A dispatch that always gives this reply."""

    async def decide(_: Interaction) -> Reply:
        return reply

    return decide


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    emulator = SlackEmulator(limits=False, retry_delays=(0.0, 0.1, 0.1))
    await emulator.start()
    emulator.add_user("U0ANNA", "Anna Visser", "anna@devrieswonen.nl")
    emulator.add_user("U0BORIS", "Boris Jansen", "boris@devrieswonen.nl", locale="en-GB")
    emulator.add_user("U0GUEST", "Gert Gast", "gert@elders.nl", stranger=True)
    emulator.add_channel("C0SUPPORT", "support", ["U0ANNA", "U0BORIS"])
    emulator.add_channel("C0SHARED", "shared", ["U0ANNA", "U0GUEST"])
    yield emulator
    await emulator.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    made = web_session(seconds=0.6)
    yield made
    await made.close()


@pytest.fixture
def gateway(slack: SlackEmulator, session: aiohttp.ClientSession) -> SlackGateway:
    client = web_client(slack.bot_token, session=session, api_url=slack.api_url)
    return SlackGateway(client, clock=system_clock)


@pytest.fixture(params=["socket", "http"])
async def bench(
    request: pytest.FixtureRequest, slack: SlackEmulator, gateway: SlackGateway, session: aiohttp.ClientSession
) -> AsyncIterator[Bench]:
    """Everything connected, once by Socket Mode and once by signed requests."""
    app = slack_app(gateway, signing_secret=slack.signing_secret)

    async def dispatch(interaction: Interaction) -> Reply:
        made.seen.append(interaction)
        return await made.decide(interaction)

    desk = register(
        app,
        dispatch=dispatch,
        gateway=gateway,
        clock=system_clock,
        wording=lambda: Wording("en", ZoneInfo("Europe/Amsterdam")),
        reactions=lambda: REACTIONS,
    )
    made = Bench(slack=slack, gateway=gateway, desk=desk, decide=answering(None))
    async with AsyncExitStack() as stack:
        if request.param == "socket":
            client = web_client(slack.app_token, session=session, api_url=slack.api_url)
            socket = SlackSocket(app, client=client, ping_seconds=0.2)
            await socket.start()
            stack.push_async_callback(socket.stop)
            await slack.wait_connected()
            made.maybe_socket = socket
        else:
            slack.events_url = await _served(stack, signed_requests(app))
        yield made
        await desk.settled()


async def _served(stack: AsyncExitStack, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> str:
    application = web.Application()
    application.router.add_post(EVENTS_PATH, handler)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}{EVENTS_PATH}"


async def whispered(bench: Bench, user: str = "U0ANNA", channel: str | None = None) -> SlackMessage:
    return (await bench.slack.wait_for(lambda: bench.slack.ephemerals(user, channel)))[-1]


async def form_of(bench: Bench, user: str = "U0ANNA", title: str = "What was done?") -> SlackView:
    def shown() -> SlackView | None:
        return next((view for view in bench.slack.views(user) if view.title == title), None)

    found = await bench.slack.wait_for(shown)
    assert found is not None
    return found
