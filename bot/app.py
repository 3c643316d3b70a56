"""The composition root: Config -> database, gateways, routes, jobs. Everything is wired here, once."""

import asyncio
import logging
import random
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from functools import partial
from importlib.metadata import version
from zoneinfo import ZoneInfo

from aiohttp import web
from prometheus_client import CollectorRegistry
from telegram import Bot

from bot.cards.access_notices import command_description
from bot.clock import Clock, system_clock
from bot.config import Config, members_wanted, organisation
from bot.config.platforms import SlackSection, TelegramSection
from bot.domain.destination import Platform
from bot.domain.organisation import Organisation
from bot.errors import DeliveryError
from bot.interaction import Person
from bot.metrics import Metrics
from bot.platforms.gateway import Gateway
from bot.platforms.slack.client import web_client, web_session
from bot.platforms.slack.gateway import SlackGateway
from bot.platforms.telegram.client import close as close_telegram
from bot.platforms.telegram.client import telegram_bot
from bot.platforms.telegram.gateway import TelegramGateway
from bot.services import members
from bot.services.collector import Collector
from bot.services.office import Office
from bot.wording import DEFAULT_LANGUAGE, LANGUAGES, Wording
from handlers import http
from handlers.chat_news import on_chat
from handlers.dispatch import Dispatch
from handlers.inbound import InboundWorker
from handlers.slack import register, slack_app
from handlers.slack_socket import EVENTS_PATH, SlackSocket, signed_requests
from handlers.telegram import TelegramHandler
from handlers.telegram_polling import TelegramPolling, handle_received, lane
from handlers.telegram_webhook import TelegramWebhook
from handlers.webhooks import LARGEST_BATCH, Webhooks
from scheduler.clockwork import clockwork
from scheduler.courier import Courier
from storage import postings, quarantine
from storage.engine import Database
from storage.inbound import Inbound
from storage.migrating import upgrade
from storage.pending_forms import PendingForms

log = logging.getLogger(__name__)

VERSION = version("klankbord")
LARGEST_REQUEST = LARGEST_BATCH + 1024
"""Every door has a limit of its own below this one; Slack's payloads with a whole form in them can be large."""


class App:
    """The whole bot in one process. `start`, then `stop`; `reload` takes a changed configuration in while it runs."""

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
        self._probes: dict[str, http.Probe] = {}
        self._sources: dict[str, str] = {}
        self.metrics = Metrics(CollectorRegistry())
        self.http_url = ""
        self.office: Office

    async def start(self) -> None:
        """Open everything and begin to work. Raises when the database or the HTTP port cannot be had."""
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

        Tokens, the database and the HTTP address take a restart.
        """
        self._config = config
        self._read_sources()
        left = await members.sync(self.office.db, members_wanted(config), now=self._clock())
        self.office.organisation = organisation(config, {})
        await self.office.meet_members()
        self.office.nudge()
        return left

    async def _start(self) -> None:
        db = Database(self._config.database)
        self._open.push_async_callback(db.close)
        await upgrade(db)
        await members.sync(db, members_wanted(self._config), now=self._clock())
        self.office = office = Office(db=db, organisation=organisation(self._config, {}), nudge=lambda: None)
        await office.meet_members()
        gateways: dict[Platform, Gateway] = {}
        courier = Courier(office, gateways, clock=self._clock, chance=self._chance, metrics=self.metrics)
        office.nudge = courier.nudge
        routes = web.Application(client_max_size=LARGEST_REQUEST)
        await self._doors(routes)
        starting: list[Callable[[], Awaitable[None]]] = []
        bot = self._telegram_bot(self._config.telegram) if self._config.telegram is not None else None
        dispatch = Dispatch(
            office,
            gateways,
            clock=self._clock,
            secret=self._secret,
            telegram_link=partial(_deep_link, bot) if bot is not None else None,
            metrics=self.metrics,
        )
        if self._config.telegram is not None and bot is not None:
            starting.append(self._telegram(self._config.telegram, bot, gateways, dispatch, routes))
        if self._config.slack is not None:
            starting.append(self._slack(self._config.slack, gateways, dispatch, routes))
        await self._serve(routes)
        for begin in starting:
            await begin()
        self._in_background(courier.run(), "courier")
        ticking = clockwork(office, self._clock)
        ticking.start()
        self._open.callback(ticking.shutdown, wait=False)

    async def _doors(self, routes: web.Application) -> None:
        """Where feedback comes in, and what the operator's machines ask."""
        db = self.office.db
        collector = Collector(self.office, self._clock)
        await collector.start()
        self._open.push_async_callback(collector.stop)
        self._read_sources()
        Webhooks(collector=collector, db=db, sources=self._sources, clock=self._clock, metrics=self.metrics).add_routes(
            routes
        )

        async def gauge() -> None:
            async with db.read() as tx:
                self.metrics.observe(postings=await postings.counts(tx), quarantined=await quarantine.count(tx))

        self._probes["database"] = partial(_reach, db)
        http.add_routes(routes, version=VERSION, probes=self._probes, metrics=self.metrics, gauge=gauge)

    def _read_sources(self) -> None:
        self._sources.clear()
        self._sources.update({source.key: source.secret.get_secret_value() for source in self._config.sources})

    def _slack(
        self, section: SlackSection, gateways: dict[Platform, Gateway], dispatch: Dispatch, routes: web.Application
    ) -> Callable[[], Awaitable[None]]:
        session = web_session()
        self._open.push_async_callback(session.close)
        gateway = SlackGateway(
            web_client(section.bot_token.get_secret_value(), session=session, api_url=section.api_url),
            clock=self._clock,
        )
        gateways[Platform.SLACK] = gateway
        signing = section.signing_secret.get_secret_value() if section.signing_secret else None
        app = slack_app(gateway, signing_secret=signing)
        desk = register(
            app,
            dispatch=dispatch,
            gateway=gateway,
            clock=self._clock,
            wording=lambda: _house_wording(self.office.organisation),
            reactions=lambda: self.office.organisation.reactions.get(Platform.SLACK, {}),
        )
        self._open.push_async_callback(desk.settled)
        if signing is not None:
            routes.router.add_post(EVENTS_PATH, signed_requests(app))
        socket = None
        if section.app_token is not None:
            token = section.app_token.get_secret_value()
            socket = SlackSocket(app, client=web_client(token, session=session, api_url=section.api_url))

        async def begin() -> None:
            try:
                await gateway.home()
            except DeliveryError as error:
                log.warning("Slack does not answer yet (%s); it is asked again when it is needed", error)
            if socket is not None:
                self._probes["slack"] = partial(_socket_stands, socket)
                self._open.push_async_callback(socket.stop)
                await socket.start()

        return begin

    def _telegram_bot(self, section: TelegramSection) -> Bot:
        bot = telegram_bot(token=section.bot_token.get_secret_value(), api_url=section.api_url)
        self._open.push_async_callback(close_telegram, bot)
        return bot

    def _telegram(
        self,
        section: TelegramSection,
        bot: Bot,
        gateways: dict[Platform, Gateway],
        dispatch: Dispatch,
        routes: web.Application,
    ) -> Callable[[], Awaitable[None]]:
        gateway = TelegramGateway(bot, clock=self._clock)
        gateways[Platform.TELEGRAM] = gateway
        office = self.office

        handler = TelegramHandler(
            bot,
            gateway=gateway,
            dispatch=dispatch,
            pending=PendingForms(office.db),
            on_chat=on_chat(office, self._clock),
            wording=lambda person: _wording_for(office.organisation, person),
            clock=self._clock,
        )
        hook = None
        if section.webhook_url is not None:
            secret = section.webhook_secret.get_secret_value() if section.webhook_secret else None
            hook = TelegramWebhook(bot, handler, url=section.webhook_url, secret=secret)
            hook.add_routes(routes)

        async def begin() -> None:
            self._in_background(_offer_commands(gateway), "telegram commands")
            if hook is not None:
                self._probes["telegram"] = partial(_is_connected, hook)
                self._in_background(hook.announce(), "telegram webhook")
                return
            inbound = Inbound(office.db, Platform.TELEGRAM)
            worker = InboundWorker(inbound, handle_received(bot, handler), lane=lane, clock=self._clock)
            self._in_background(worker.run(), "telegram updates")
            polling = TelegramPolling(bot, worker.record, clock=self._clock)
            self._probes["telegram"] = partial(_is_connected, polling)
            self._in_background(polling.run(), "telegram polling")

        return begin

    async def _serve(self, routes: web.Application) -> None:
        runner = web.AppRunner(routes, access_log=None, shutdown_timeout=5.0)
        await runner.setup()
        self._open.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, self._config.http.host, self._config.http.port)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.http_url = f"http://{host}:{port}"

    def _in_background(self, work: Coroutine[None, None, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(_told_when_dead)

        async def end() -> None:
            task.cancel()
            await asyncio.wait([task], timeout=15)

        self._open.push_async_callback(end)


async def _reach(db: Database) -> str | None:
    async with db.read() as tx:
        await postings.counts(tx)
    return None


async def _socket_stands(socket: SlackSocket) -> str | None:
    return None if (await socket.health()).connected else "Socket Mode has no connection"


async def _is_connected(way_in: TelegramPolling | TelegramWebhook) -> str | None:
    return None if way_in.connected else "Telegram has not answered yet"


async def _deep_link(bot: Bot, code: str) -> str:
    """The address that opens our Telegram bot and hands it the code."""
    await bot.initialize()
    return f"https://t.me/{bot.username}?start={code}"


async def _offer_commands(gateway: TelegramGateway) -> None:
    """The menu in everybody's language. Not having it harms nothing, so it is tried once a start."""
    words = [(language, command_description(Wording(language, ZoneInfo("UTC")))) for language in LANGUAGES]
    try:
        await gateway.set_commands([("", dict(words)[DEFAULT_LANGUAGE]), *words])
    except DeliveryError as error:
        log.warning("the command menu was not taken by Telegram: %s", error)


def _told_when_dead(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        log.critical("%s stopped for good; restart the bot", task.get_name(), exc_info=task.exception())


def _house_wording(org: Organisation) -> Wording:
    return Wording(org.language, org.hours.zone)


def _wording_for(org: Organisation, person: Person) -> Wording:
    member = org.member_by_account(person.account)
    if member is not None:
        return Wording(member.language, ZoneInfo(member.timezone))
    language = person.language.split("-")[0] if person.language else org.language
    return Wording(language, org.hours.zone)
