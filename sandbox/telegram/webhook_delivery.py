"""Delivers updates to the bot's webhook: in order per lane, again and again until it answers 2xx."""

import asyncio
from collections.abc import Hashable

import aiohttp

from sandbox.telegram.updates import Update
from sandbox.telegram.webhook import Webhook
from sandbox.telegram.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_DELAY = 60.0
PATIENCE = aiohttp.ClientTimeout(total=60)


class WebhookDelivery:
    """Runs while the emulator does. After a failure it waits `first_delay` seconds, then twice that, and so on."""

    def __init__(self, world: World, *, first_delay: float = 1.0) -> None:
        self._world = world
        self._first_delay = first_delay
        self._busy: dict[Hashable, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Delivers until cancelled."""
        async with aiohttp.ClientSession(timeout=PATIENCE) as session:
            try:
                while True:
                    coming = self._world.updates.coming()
                    if (webhook := self._world.webhook) is not None:
                        self._open_lanes(session, webhook)
                    await coming.wait()
            finally:
                lanes = list(self._busy.values())
                for lane in lanes:
                    lane.cancel()
                await asyncio.gather(*lanes, return_exceptions=True)

    def _open_lanes(self, session: aiohttp.ClientSession, webhook: Webhook) -> None:
        for update in self._world.updates.waiting():
            if len(self._busy) >= webhook.max_connections:
                return
            if update.lane not in self._busy:
                task = asyncio.create_task(self._empty_lane(session, webhook, update.lane))
                self._busy[update.lane] = task

    async def _empty_lane(self, session: aiohttp.ClientSession, webhook: Webhook, lane: Hashable) -> None:
        try:
            delay = self._first_delay
            while self._world.webhook is webhook and (update := self._first_of(lane)) is not None:
                if await self._deliver(session, webhook, update):
                    delay = self._first_delay
                    if not self._world.updates.duplicated():
                        self._world.updates.forget(update.id)
                else:
                    await asyncio.sleep(delay)
                    delay = min(LONGEST_DELAY, delay * 2)
        finally:
            del self._busy[lane]
            self._world.updates.wake()

    def _first_of(self, lane: Hashable) -> Update | None:
        return next((update for update in self._world.updates.waiting() if update.lane == lane), None)

    async def _deliver(self, session: aiohttp.ClientSession, webhook: Webhook, update: Update) -> bool:
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret is not None else {}
        try:
            async with session.post(webhook.url, json=update.body, headers=headers, allow_redirects=False) as answer:
                if 200 <= answer.status <= 299:
                    return True
                problem = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            problem = "Read timeout expired"
        except aiohttp.ClientConnectorError:
            problem = "Connection refused"
        except aiohttp.ClientError:
            problem = "Connection closed"
        webhook.last_error = problem
        webhook.last_error_at = self._world.clock()
        return False
