"""Tells every open page at once that something has changed, and where."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from aiohttp import web

from sandbox.slack import SlackEmulator
from sandbox.telegram import TelegramEmulator

News = dict[str, str]
_ON_THE_LINE = frozenset({"call", "delivery"})
_UNSEEN = frozenset({"connection", "answer"})


class Newsroom:
    """Serves a WebSocket: {"side": "slack" | "telegram", "kind": …} for what people see, {"side": "wire"} for what
    only went over the line, {"side": "time", "now": …} when the clock was moved."""

    def __init__(self, slack: SlackEmulator, telegram: TelegramEmulator) -> None:
        self._slack = slack
        self._telegram = telegram
        self._watchers: set[web.WebSocketResponse] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One page that listens, until it goes."""
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        self._watchers.add(socket)
        telling = [asyncio.create_task(_tell(socket, news)) for news in (self._slack_news(), self._telegram_news())]
        try:
            async for _ in socket:
                pass
        finally:
            for task in telling:
                task.cancel()
            self._watchers.discard(socket)
        return socket

    def tell(self, news: News) -> None:
        """Tell every page."""
        for socket in list(self._watchers):
            task = asyncio.create_task(_send(socket, news))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self, _: web.Application) -> None:
        """Hang up on everybody."""
        for socket in list(self._watchers):
            await socket.close()

    async def _slack_news(self) -> AsyncIterator[News]:
        async for change in self._slack.subscribe():
            if change.kind not in _UNSEEN:
                yield _news("slack", change.kind)

    async def _telegram_news(self) -> AsyncIterator[News]:
        async for change in self._telegram.subscribe():
            if change.kind not in _UNSEEN:
                yield _news("telegram", change.kind)


def _news(side: str, kind: str) -> News:
    return {"side": "wire"} if kind in _ON_THE_LINE else {"side": side, "kind": kind}


async def _tell(socket: web.WebSocketResponse, news: AsyncIterator[News]) -> None:
    with contextlib.suppress(ConnectionError):
        async for change in news:
            await socket.send_json(change)


async def _send(socket: web.WebSocketResponse, news: News) -> None:
    with contextlib.suppress(ConnectionError, RuntimeError):
        await socket.send_json(news)
