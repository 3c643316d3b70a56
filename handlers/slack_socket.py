"""How Slack reaches us: a Socket Mode connection, or signed requests at POST /slack/events."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

EVENTS_PATH = "/slack/events"
_PING_SECONDS = 5.0

# The SDK writes whole payloads to its log at DEBUG.
_socket_log = logging.getLogger("klankbord.slack_socket")
_socket_log.setLevel(logging.INFO)


@dataclass(frozen=True, kw_only=True)
class SocketHealth:
    """Whether a connection stands that answers pings; `ping_age` is the seconds since the last answer."""

    connected: bool
    ping_age: float | None


def signed_requests(app: AsyncApp) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The aiohttp handler for POST /slack/events. The app must have been given its signing secret."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            bolt_request = await to_bolt_request(request)
        except (UnicodeDecodeError, LookupError):
            return web.Response(status=400)
        return await to_aiohttp_response(await app.async_dispatch(bolt_request))

    return handle


class SlackSocket:
    """One Socket Mode connection, renewed by the SDK as often as it breaks. `client` carries the app token."""

    def __init__(self, app: AsyncApp, *, client: AsyncWebClient, ping_seconds: float = _PING_SECONDS) -> None:
        self._app = app
        self._web_client = client
        self._ping_seconds = ping_seconds
        self._socket: SocketModeClient | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._in_hand = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def start(self, *, patience: float = 5.0) -> None:
        """Connect. Returns when connected, or after `patience` seconds, while it goes on trying."""
        socket = SocketModeClient(
            app_token=self._web_client.token or "",
            logger=_socket_log,
            web_client=self._web_client,
            ping_interval=self._ping_seconds,
        )
        socket.socket_mode_request_listeners.append(self._take)
        self._socket = socket
        # Untyped in the SDK.
        self._connecting = asyncio.create_task(socket.connect())  # type: ignore[no-untyped-call]
        await asyncio.wait({self._connecting}, timeout=patience)

    async def stop(self, *, patience: float = 5.0) -> None:
        """Acknowledge what is in hand, for `patience` seconds at most, and disconnect. What was not acknowledged,
        Slack brings to another connection or again.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._idle.wait()
        if self._connecting is not None:
            self._connecting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._connecting
        if self._socket is not None:
            await self._socket.close()  # type: ignore[no-untyped-call]  # untyped in the SDK
            self._socket = None

    async def health(self) -> SocketHealth:
        """How the connection fares now."""
        if self._socket is None:
            return SocketHealth(connected=False, ping_age=None)
        last = self._socket.last_ping_pong_time
        # The SDK remembers the last answer on the machine's own clock.
        age = None if last is None else max(time.time() - last, 0.0)
        return SocketHealth(connected=await self._socket.is_connected(), ping_age=age)

    async def _take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self._in_hand += 1
        self._idle.clear()
        started = time.time()
        try:
            response = await run_async_bolt_app(self._app, request)
            await send_async_response(client, request, response, started)
        finally:
            self._in_hand -= 1
            if not self._in_hand:
                self._idle.set()
