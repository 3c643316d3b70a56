"""Updates that Telegram brings to us: handled fully before the 200, so that what failed comes again.

Each person's come in their order, as when we poll.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Hashable, Sequence
from hashlib import sha256
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from aiohttp import web
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.platforms.telegram.parse import ALLOWED_UPDATES
from handlers.telegram import TelegramHandler
from handlers.telegram_polling import lane

BACKOFF = (1.0, 2.0, 5.0, 10.0, 30.0)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
_log = logging.getLogger(__name__)


class TelegramWebhook:
    """One address for one bot. Without a configured secret, one is derived from the bot's token."""

    def __init__(
        self, bot: Bot, handler: TelegramHandler, *, url: str, secret: str | None, backoff: Sequence[float] = BACKOFF
    ) -> None:
        self._bot = bot
        self._handler = handler
        self._url = url
        self._secret = secret or sha256(b"webhook:" + bot.token.encode()).hexdigest()
        self._backoff = backoff
        self._turns: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()
        self.connected = False

    def add_routes(self, app: web.Application) -> None:
        """Take POSTs at the path of the webhook's address."""
        app.router.add_post(urlsplit(self._url).path or "/", self.receive)

    async def announce(self) -> None:
        """Tell Telegram where we are, as often as it takes."""
        failures = 0
        while not self.connected:
            try:
                await self._bot.initialize()
                await self._bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=ALLOWED_UPDATES)
                self.connected = True
            except TelegramError as error:
                # The library puts the token into its own words about a wrong one.
                words = "it refuses the bot's token" if isinstance(error, InvalidToken) else error.message
                _log.error("Telegram does not take our webhook address: %s", words)
                await asyncio.sleep(self._backoff[min(failures, len(self._backoff) - 1)])
                failures += 1

    async def receive(self, request: web.Request) -> web.Response:
        """One update. 200 after its effect; 500 when it failed, so that Telegram brings it again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._secret.encode()):
            return web.Response(status=403)
        if not self.connected:
            return web.Response(status=503, headers={"Retry-After": "5"})
        try:
            payload = json.loads(await request.read())
            update = Update.de_json(payload, self._bot)
            turn = self._turns.setdefault(lane(payload), asyncio.Lock())
        except (ValueError, TypeError, KeyError, AttributeError):
            return web.Response(status=400)
        try:
            async with turn:
                await self._handler.handle(update)
        except Exception as error:
            _log.error("tg:%d failed: %s", update.update_id, type(error).__name__)
            return web.Response(status=500)
        return web.Response()
