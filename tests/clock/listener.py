"""Somebody outside who listens for a heartbeat: a web server on loopback."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

PATH = "/ping/very-secret"


@dataclass
class Listener:
    """What was requested, and what is answered from now on."""

    url: str = ""
    heard: list[str] = field(default_factory=list)
    answers: int = 200

    async def answer(self, request: web.Request) -> web.Response:
        self.heard.append(f"{request.method} {request.path}")
        return web.Response(status=self.answers)


@asynccontextmanager
async def listening() -> AsyncIterator[Listener]:
    """Listen, until the end of the block."""
    listener = Listener()
    app = web.Application()
    app.router.add_get(PATH, listener.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        listener.url = f"http://{host}:{port}{PATH}"
        yield listener
    finally:
        await runner.cleanup()
