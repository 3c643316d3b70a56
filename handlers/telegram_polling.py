"""Long polling: an update is recorded in our database before the next poll confirms it to Telegram."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.clock import Clock
from bot.errors import Conflict as OtherFirst
from bot.errors import Unavailable
from bot.interaction import Interaction
from bot.platforms.telegram.parse import ALLOWED_UPDATES, parse
from handlers.pulsing import leaves_no_trace
from handlers.telegram import TelegramHandler
from storage.inbound import Received

Payload = Mapping[str, Any]
Record = Callable[[Sequence[tuple[str, Payload]]], Awaitable[None]]
BACKOFF = (1.0, 2.0, 5.0, 10.0, 30.0)
POLL_FOR = 30
_log = logging.getLogger(__name__)


class TelegramPolling:
    """Asks Telegram for updates and gives them to `record`, which must keep them for good before it returns.

    What must leave no trace is never recorded: `at_once` carries it out before it is confirmed, and may do so again.
    `poll_for` and `backoff` are in seconds.
    """

    def __init__(
        self,
        bot: Bot,
        record: Record,
        *,
        at_once: Callable[[Update], Awaitable[None]],
        clock: Clock,
        poll_for: int = POLL_FOR,
        backoff: Sequence[float] = BACKOFF,
    ) -> None:
        self._bot = bot
        self._record = record
        self._at_once = at_once
        self._clock = clock
        self._poll_for = poll_for
        self._backoff = backoff
        self._next: int | None = None
        self.connected = False

    async def run(self) -> None:
        """Poll until cancelled. Trouble is logged once per kind, and the pauses grow while it lasts."""
        trouble, failures = "", 0
        try:
            while True:
                try:
                    await self._poll()
                    trouble, failures = "", 0
                except Exception as error:
                    self.connected = False
                    if (words := _trouble(error)) != trouble:
                        trouble = words
                        _log.error("%s", words)
                    await asyncio.sleep(self._backoff[min(failures, len(self._backoff) - 1)])
                    failures += 1
        finally:
            await self._confirm()

    async def _poll(self) -> None:
        if not self.connected:
            await self._bot.initialize()
            await self._bot.delete_webhook()
            self.connected = True
        updates = await self._bot.get_updates(
            offset=self._next, timeout=self._poll_for, allowed_updates=ALLOWED_UPDATES
        )
        if not updates:
            return
        traceless = [each for each in updates if self._leaves_no_trace(each)]
        await asyncio.gather(*(self._without_a_trace(some) for some in _by_lane(traceless)))
        # Chatter that means nothing to us is confirmed without being kept.
        kept = (each for each in updates if each not in traceless and self._concerns_us(each))
        told = [(f"tg:{each.update_id}", each.to_dict()) for each in kept]
        if told:
            await self._record(told)
        self._next = max(each.update_id for each in updates) + 1

    def _leaves_no_trace(self, update: Update) -> bool:
        try:
            meant = parse(update, me=self._bot.bot, received_at=self._clock())
        except Exception:
            return False
        return any(isinstance(one, Interaction) and leaves_no_trace(one.what) for one in meant)

    async def _without_a_trace(self, updates: Sequence[Update]) -> None:
        """In order. While the database is away it is not confirmed, and comes again; what fails in another way would
        fail again, so its owner has been told."""
        for each in updates:
            try:
                await self._at_once(each)
            except (OtherFirst, Unavailable):
                raise
            except Exception as error:
                _log.error("something was not carried out: %s", type(error).__name__)

    def _concerns_us(self, update: Update) -> bool:
        try:
            return bool(parse(update, me=self._bot.bot, received_at=self._clock()))
        except Exception:
            # Whoever handles it meets the same trouble, with retries and a line in the log.
            return True

    async def _confirm(self) -> None:
        """So that what is recorded does not come again after a restart."""
        if self._next is not None:
            with suppress(TelegramError):
                await self._bot.get_updates(offset=self._next, limit=1, timeout=0, read_timeout=1)


def handle_received(bot: Bot, handler: TelegramHandler) -> Callable[[Received], Awaitable[None]]:
    """What the inbound worker calls for each recorded update. Waits until the bot knows who it is."""

    async def handle(received: Received) -> None:
        while True:
            try:
                await bot.initialize()
                break
            except TelegramError:
                # The poller says what is the matter.
                await asyncio.sleep(BACKOFF[0])
        update = Update.de_json(dict(received.payload), bot)
        await handler.handle(update, received_at=received.received_at)

    return handle


def _by_lane(updates: Sequence[Update]) -> list[list[Update]]:
    lanes: dict[Hashable, list[Update]] = {}
    for each in updates:
        lanes.setdefault(lane(each.to_dict()), []).append(each)
    return list(lanes.values())


def lane(payload: Payload) -> Hashable:
    """What must keep its order: a person's presses, and all else in one chat. (A private chat has its person's id.)"""
    if isinstance(query := payload.get("callback_query"), Mapping):
        return str(query["from"]["id"])
    return next((str(content["chat"]["id"]) for content in payload.values() if isinstance(content, Mapping)), None)


def _trouble(error: Exception) -> str:
    match error:
        case Conflict():
            return (
                "another program receives the updates of this Telegram bot: stop it, or give each its own bot. "
                f"Trying again ({error.message})"
            )
        case InvalidToken():
            return "Telegram refuses the bot's token: put the one from @BotFather in the configuration"
        case TelegramError():
            return f"Telegram cannot be reached: {error.message}"
        case _:
            return f"updates from Telegram could not be kept: {type(error).__name__}"
