"""The emulated Telegram as a whole: a Bot API at an address, people to act as, and eyes to see with."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar

from aiohttp import web

from bot.clock import Clock, system_clock
from sandbox.telegram.comings import ComingsAndGoings
from sandbox.telegram.control import control_application
from sandbox.telegram.errors import Impossible
from sandbox.telegram.faults import Faults
from sandbox.telegram.founding import Founding
from sandbox.telegram.limits import Limits
from sandbox.telegram.methods.profile import shelf
from sandbox.telegram.people import People
from sandbox.telegram.prompts import prompt_for
from sandbox.telegram.server import BotApi
from sandbox.telegram.updates import UpdateQueue
from sandbox.telegram.values import Call, Change, Message, User
from sandbox.telegram.webhook_delivery import WebhookDelivery
from sandbox.telegram.world import World

Seen = TypeVar("Seen")
DEFAULT_TOKEN = "1000001:sandbox-telegram-token-of-klankbord"


class TelegramEmulator(Founding, People, ComingsAndGoings):
    """Run it alone with `start` and `stop`, or mount `app` below a prefix of another application.
    The control API (see control.py) is served at /control beside the Bot API.

    `clock` decides dates, limits and lifetimes; waiting (long polls, presses, webhook retries) takes real seconds.
    `privacy` is the bot's privacy mode; `callback_lifetime` is how long a press may wait for its answer.
    """

    def __init__(
        self,
        *,
        clock: Clock = system_clock,
        bot_token: str = DEFAULT_TOKEN,
        bot_username: str = "klankbord_bot",
        bot_name: str = "Klankbord",
        limits: bool = True,
        privacy: bool = True,
        callback_lifetime: timedelta = timedelta(seconds=60),
        webhook_retry: float = 1.0,
    ) -> None:
        bot = User(id=int(bot_token.split(":")[0]), first_name=bot_name, username=bot_username, is_bot=True)
        self.bot_token = bot_token
        self.bot = bot
        self.world = World(
            clock=clock,
            bot=bot,
            privacy=privacy,
            callback_lifetime=callback_lifetime,
            updates=UpdateQueue(clock),
            limits=Limits(clock, enabled=limits),
            users={bot.id: bot},
        )
        self.faults = Faults(self.world)
        self.api_url = ""
        self._api = BotApi(self.world, self.faults, bot_token)
        self._webhook_retry = webhook_retry
        self._runner: web.AppRunner | None = None
        self.app = self._api.application()
        self.app.add_subapp("/control", control_application(self))
        self.app.cleanup_ctx.append(self._running)

    async def _running(self, _: web.Application) -> AsyncIterator[None]:
        self._api.open()
        delivery = asyncio.create_task(WebhookDelivery(self.world, first_delay=self._webhook_retry).run())
        yield
        delivery.cancel()
        with suppress(asyncio.CancelledError):
            await delivery

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serves; afterwards `api_url` is the address to give the bot."""
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api_url = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Stops serving; the world stays as it is and can be looked at."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def calls(self) -> list[Call]:
        """What the bot asked for, oldest first, except polls."""
        return self._api.calls

    def messages(self, chat_id: int, topic: int | None = None) -> list[Message]:
        """What stands in a chat (or one of its topics), oldest first, deleted messages included as such."""
        chat = self.world.chats.get(chat_id)
        if chat is None:
            return []
        return [message for message in chat.messages.values() if topic is None or message.topic == topic]

    def message(self, chat_id: int, message_id: int) -> Message:
        """One message as it stands now. Raises Impossible when it never was."""
        chat = self.world.chats.get(chat_id)
        if chat is None or message_id not in chat.messages:
            raise Impossible(f"there is no message {message_id} in chat {chat_id}")
        return chat.messages[message_id]

    def prompt(self, chat_id: int, user_id: int) -> Message | None:
        """The forced reply that this person's app shows now, selective ones only to those they are meant for."""
        chat = self.world.chats.get(chat_id)
        return None if chat is None else prompt_for(chat, self.person(user_id))

    def commands(self, scope: str = "default", language: str = "", **ids: int) -> list[tuple[str, str]]:
        """The commands set for exactly this scope and language, with their descriptions."""
        kept = self.world.commands.get(shelf(scope, language, **ids), [])
        return [(each["command"], each["description"]) for each in kept]

    def subscribe(self) -> AsyncGenerator[Change, None]:
        """All changes from the first `anext` on."""
        return self.world.changes.subscribe()

    def wait_for(self, predicate: Callable[[], Seen], timeout: float = 5.0) -> Coroutine[object, object, Seen]:
        """The first truthy value of `predicate`, asked now and after every change; TimeoutError after real seconds."""
        return self.world.changes.wait_for(predicate, timeout)
