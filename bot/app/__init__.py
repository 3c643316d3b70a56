"""The composition root: Config -> database, gateways, routes, jobs. Everything is wired here, once."""

import asyncio
import random
import secrets
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial

from aiohttp import web
from prometheus_client import CollectorRegistry

from bot.app.doors import LARGEST_REQUEST, serve, wire_doors
from bot.app.slack import wire_slack
from bot.app.telegram import open_bot, wire_telegram
from bot.app.wiring import Begin, Wiring
from bot.clock import Clock, system_clock
from bot.config import Config, members_wanted, organisation
from bot.domain.secrecy import Secrecy, key_from
from bot.drawing.studio import Studio
from bot.metrics import Metrics
from bot.platforms.telegram.linking import deep_link
from bot.services import members
from bot.services.office import Office
from handlers.dispatch import Dispatch
from scheduler.clockwork import Clockwork
from scheduler.courier import Courier
from scheduler.heartbeat import Heartbeat
from storage.engine import Database
from storage.migrating import upgrade


class App:
    """The whole bot in one process. `start`, then `stop`; `reload` takes a changed configuration in while it runs."""

    office: Office
    clockwork: Clockwork
    died: asyncio.Future[None]

    def __init__(
        self,
        config: Config,
        *,
        clock: Clock = system_clock,
        secret: Callable[[], str] = lambda: secrets.token_urlsafe(24),
        chance: Callable[[], float] = random.random,
    ) -> None:
        """`secret` makes one-time codes, `chance` spreads retries; nothing is opened before `start`."""
        self._config = config
        self._clock = clock
        self._secret = secret
        self._chance = chance
        self._open = AsyncExitStack()
        self._sources: dict[str, str] = {}
        self.http_url = ""

    async def start(self) -> None:
        """Open everything and begin to work. Raises when the database or the HTTP port cannot be had.

        `died` is done when some part stopped for good while the app ran: then only a restart helps.
        """
        self.died = asyncio.get_running_loop().create_future()
        try:
            await self._start()
        except BaseException:
            await self._open.aclose()
            raise

    async def stop(self) -> None:
        """Stop taking things in, finish what is under way, and close everything, in the reverse order of opening."""
        await self._open.aclose()

    async def reload(self, config: Config) -> int:
        """Take in members, teams, rules, sources and card settings. Returns how many members left.

        Tokens, the database and the HTTP address take a restart. When it raises, the bot goes on as it was set up.
        """
        left = await members.sync(self.office.db, members_wanted(config), now=self._clock())
        await self.office.reorganise(organisation(config, {}))
        self._config = config
        self._read_sources()
        self.office.nudge()
        return left

    async def _start(self) -> None:
        config = self._config
        db = Database(config.database)
        self._open.push_async_callback(db.close)
        await upgrade(db)
        await members.sync(db, members_wanted(config), now=self._clock())
        secrecy = Secrecy(key=key_from(_tokens(config)), fresh=secrets.token_bytes)
        self.office = Office(db=db, organisation=organisation(config, {}), nudge=lambda: None, secrecy=secrecy)
        await self.office.meet_members()
        studio = Studio()
        self._open.push_async_callback(studio.close)
        wiring = Wiring(
            office=self.office,
            clock=self._clock,
            metrics=Metrics(CollectorRegistry()),
            studio=studio,
            routes=web.Application(client_max_size=LARGEST_REQUEST),
            open=self._open,
            died=self.died,
        )
        self._read_sources()
        await wire_doors(wiring, self._sources)
        platforms = self._platforms(wiring)
        courier = Courier(
            self.office,
            wiring.gateways,
            clock=self._clock,
            chance=self._chance,
            metrics=wiring.metrics,
            give_way=wiring.precedence.give_way,
        )
        self.office.nudge = courier.nudge
        self.http_url = await serve(wiring, config.http)
        for begin in platforms:
            await begin()
        wiring.in_background(courier.run(), "courier")
        heartbeat = Heartbeat(url=lambda: self._config.heartbeat_url)
        self.clockwork = Clockwork(self.office, self._clock, heartbeat=heartbeat)
        self.clockwork.start()
        self._open.callback(self.clockwork.stop)

    def _platforms(self, wiring: Wiring) -> list[Begin]:
        slack, telegram = self._config.slack, self._config.telegram
        bot = open_bot(wiring, telegram) if telegram is not None else None
        dispatch = Dispatch(
            self.office,
            wiring.gateways,
            clock=self._clock,
            secret=self._secret,
            telegram_link=partial(deep_link, bot, clock=self._clock) if bot is not None else None,
            metrics=wiring.metrics,
            draw=wiring.studio.draw,
        )
        begins: list[Begin] = []
        if slack is not None:
            begins.append(wire_slack(wiring, slack, dispatch))
        if telegram is not None and bot is not None:
            begins.append(wire_telegram(wiring, telegram, bot, dispatch))
        return begins

    def _read_sources(self) -> None:
        self._sources.clear()
        self._sources.update({source.key: source.secret.get_secret_value() for source in self._config.sources})


def _tokens(config: Config) -> list[str]:
    """What only the configuration holds: it seals what employees answer."""
    sections = (config.slack, config.telegram)
    return [section.bot_token.get_secret_value() for section in sections if section is not None]
