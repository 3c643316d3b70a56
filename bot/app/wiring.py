"""What the parts of the app share while they are put together."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from aiohttp import web

from bot.app.precedence import Precedence
from bot.clock import Clock
from bot.domain.destination import Platform
from bot.drawing.studio import Studio
from bot.metrics import Metrics
from bot.platforms.gateway import Gateway
from bot.services.office import Office
from handlers.http import Probe

log = logging.getLogger(__name__)

Begin = Callable[[], Awaitable[None]]
"""Starts a part, once every part has been put together."""


@dataclass(kw_only=True)
class Wiring:
    """Everything that is put together once. What is opened is closed by `open`, last opened first.

    `died` is set with the reason when work in the background ended that never should.
    """

    office: Office
    clock: Clock
    metrics: Metrics
    studio: Studio
    routes: web.Application
    open: AsyncExitStack
    died: asyncio.Future[None]
    precedence: Precedence = field(default_factory=Precedence)
    gateways: dict[Platform, Gateway] = field(default_factory=dict)
    probes: dict[str, Probe] = field(default_factory=dict)

    def in_background(self, work: Coroutine[None, None, None], name: str, *, for_good: bool = True) -> None:
        """Do this work beside everything else, until the app stops. `for_good`: it should never end by itself."""
        task = asyncio.create_task(work, name=name)

        def ended(task: asyncio.Task[None]) -> None:
            if task.cancelled() or not (for_good or task.exception()):
                return
            log.critical("%s stopped for good; restart the bot", name, exc_info=task.exception())
            if not self.died.done():
                self.died.set_result(None)

        async def end() -> None:
            task.cancel()
            await asyncio.wait([task], timeout=15)

        task.add_done_callback(ended)
        self.open.push_async_callback(end)
