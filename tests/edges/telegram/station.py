"""Our Telegram edge as it runs, against the emulated Telegram, with a service behind it that says what a test wants."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from telegram import Bot

from bot.actions import ClaimCase, ShowContact
from bot.app.precedence import Precedence
from bot.cards.model import Button, Buttons, Card, Heading, Reply
from bot.domain.destination import Destination, Platform
from bot.interaction import Happened, Interaction, Person
from bot.platforms.telegram.client import close, telegram_bot
from bot.platforms.telegram.gateway import TelegramGateway
from bot.platforms.telegram.parse import ChatNews
from bot.wording import Wording
from handlers.inbound import InboundWorker
from handlers.telegram import TelegramHandler
from handlers.telegram_polling import TelegramPolling, handle_received, lane
from sandbox.telegram import TelegramEmulator
from storage.engine import Database
from storage.inbound import Inbound
from storage.pending_forms import PendingForms

ANNA, BORIS, FATIMA = 1001, 1002, 1003
SUPPORT, FORUM, STOCK = -1001002003001, -1001002003002, -200300
COMPLAINTS = 7


def place(chat: int, thread: int | None = None) -> Destination:
    return Destination(platform=Platform.TELEGRAM, chat=str(chat), thread=str(thread) if thread else None)


def in_english(_: Person) -> Wording:
    return Wording("en", ZoneInfo("Europe/Amsterdam"))


def shown(telegram: TelegramEmulator, chat: int) -> list[str]:
    """What the bot's messages in a chat say now."""
    return [m.text for m in telegram.messages(chat) if m.sender.is_bot and not m.deleted]


Seen = TypeVar("Seen")


async def until(predicate: Callable[[], Seen], within: float = 5.0) -> Seen:
    """The first truthy value of the predicate. Raises TimeoutError."""
    async with asyncio.timeout(within):
        while not (seen := predicate()):  # noqa: ASYNC110 - what is waited for knows nothing of tests
            await asyncio.sleep(0.005)
    return seen


@dataclass
class Service:
    """What stands behind the edge: hears interactions, acts once per delivery, and says what the test tells it to."""

    answers: Callable[[Interaction], Reply] = lambda _: None
    heard: list[Interaction] = field(default_factory=list)
    news: list[ChatNews] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    async def dispatch(self, interaction: Interaction) -> Reply:
        if interaction.delivery in self.seen:
            return None
        reply = self.answers(interaction)
        self.seen.add(interaction.delivery)
        self.heard.append(interaction)
        return reply

    async def on_chat(self, news: ChatNews) -> None:
        self.news.append(news)

    @property
    def happened(self) -> list[Happened]:
        return [each.what for each in self.heard]


@dataclass
class Clock:
    """Stands still until a test moves it."""

    now: datetime = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        self.now += by


@dataclass(kw_only=True)
class Station:
    """The edge of one running bot. `stop` and a new station on the same database is a restart."""

    telegram: TelegramEmulator
    db: Database
    service: Service
    clock: Clock
    timeout: float = 1.0
    precedence: Precedence = field(default_factory=lambda: Precedence(at_most=10))
    bot: Bot = field(init=False)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bot = telegram_bot(token=self.telegram.bot_token, api_url=self.telegram.api_url, timeout=self.timeout)
        self.gateway = TelegramGateway(self.bot, clock=self.clock)
        self.handler = TelegramHandler(
            self.bot,
            gateway=self.gateway,
            dispatch=self.service.dispatch,
            pending=PendingForms(self.db),
            on_chat=self.service.on_chat,
            wording=in_english,
            clock=self.clock,
            people_first=self.precedence.people_first,
        )
        self.worker = InboundWorker(
            Inbound(self.db, Platform.TELEGRAM),
            handle_received(self.bot, self.handler),
            lane=lane,
            clock=self.clock,
            pause=timedelta(0),
            look_every=0.02,
        )
        self.polling = TelegramPolling(
            self.bot, self.worker.record, at_once=self.handler.handle, clock=self.clock, poll_for=5, backoff=(0.01,)
        )

    async def start(self) -> None:
        """Poll and handle in the background."""
        await self.bot.initialize()
        self.tasks = [asyncio.create_task(self.worker.run()), asyncio.create_task(self.polling.run())]
        # Telegram tells of reactions only after a poll has asked for them.
        await until(lambda: self.telegram.world.updates.allowed is not None)

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            with suppress(asyncio.CancelledError):
                await task
        self.tasks = []
        await close(self.bot)

    async def heard(self, number: int) -> list[Interaction]:
        """The interactions, once there are at least so many."""
        await until(lambda: len(self.service.heard) >= number)
        return self.service.heard


CARD = Card(
    summary="Unhappy",
    blocks=(
        Heading(text="Unhappy: 3 of 10"),
        Buttons(
            buttons=(
                Button(label="Claim", action=ClaimCase(42), primary=True),
                Button(label="Contact", action=ShowContact(42)),
            )
        ),
    ),
)


async def card_in(station: Station, chat: int, topic: int | None = None) -> int:
    remote = await station.gateway.post(place(chat, topic), CARD, posting=1, parent=None)
    return int(remote.message)
