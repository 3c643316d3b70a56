"""De Vries Wonen on stage: the whole bot, unchanged, between an emulated Slack and an emulated Telegram."""

import asyncio
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

import aiohttp

from bot.app import App
from bot.config import load
from bot.domain.destination import Platform
from bot.services.office import Office
from sandbox.slack import SlackEmulator
from sandbox.slack.acts.forms import Submitted
from sandbox.slack.values import SlackMessage, SlackView
from sandbox.telegram import TelegramEmulator
from sandbox.telegram.values import Message
from storage import leases
from tests.world import NOW

T = TypeVar("T")

SUPPORT, SHOP = "C0SUPPORT", "C0SHOP"
GROUP, TOPIC = -100200300, 7
ANNA, BORIS, FATIMA, STRANGER, PARTNER = "U0ANNA", "U0BORIS", "U0FATIMA", "U0NOBODY", "U0PARTNER"
ANNA_PHONE, BORIS_PHONE, FATIMA_PHONE, NOBODY_PHONE = 1001, 1002, 1003, 1009
ADDRESSES = {
    ANNA: "anna@devrieswonen.nl",
    BORIS: "boris@devrieswonen.nl",
    FATIMA: "fatima@devrieswonen.nl",
}
EVENTS = {
    "app_home_opened",
    "app_mention",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "user_status_changed",
}
PATIENCE = 15.0
"""Seconds that a message may take on a busy machine."""
SECRET = "s3cret-of-the-survey"

CONFIG = """
organisation: {{name: De Vries Wonen, language: nl, timezone: Europe/Amsterdam, country: NL,
                working_hours: "mon-fri 09:00-17:30", currency: EUR}}
database: "{database}"
http: {{port: {port}}}
slack: {{bot_token: {slack.bot_token}, {slack_way}, api_url: "{slack.api_url}"}}
telegram: {{bot_token: "{telegram.bot_token}", api_url: "{telegram.api_url}"{telegram_way}}}
sources: [{{key: survey, secret: {secret}}}]
admins: [fatima@devrieswonen.nl]
members:
{members}
teams:
  - key: support
    name: Klantenservice
    leads: [fatima@devrieswonen.nl]
    members: [{support}]
    destinations: [{{slack: C0SUPPORT}}, {{telegram: -100200300, topic: 7}}]
    deadlines: {{phone: 4h, default: same-working-day}}
  - key: shop
    name: Winkel Utrecht
    language: en
    leads: [fatima@devrieswonen.nl]
    members: [{shop}]
    destinations: [{{slack: C0SHOP, names: full}}]
    presses_from: team
routing: {{default: support, rules: [{{when: {{channel: in-person}}, team: shop}}]}}
"""
ANNA_ENTRY = (
    "  - {name: Anna Visser, email: anna@devrieswonen.nl, language: nl, telegram_id: 1001, prefers: telegram}\n"
)
BORIS_ENTRY = "  - {name: Boris Jansen, email: boris@devrieswonen.nl, language: en}\n"
DAAN_ENTRY = "  - {name: Daan de Boer, email: daan@devrieswonen.nl, language: nl}\n"
"""A colleague who is on neither platform."""
FATIMA_ENTRY = "  - {name: Fatima el Idrissi, email: fatima@devrieswonen.nl, language: nl, slack_id: U0FATIMA}\n"


@dataclass
class RunningClock:
    """Starts on Friday 20 November 2026 at 10:00 in Amsterdam, runs as real time does, and can be put forward."""

    started: float = field(default_factory=time.monotonic)
    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=time.monotonic() - self.started) + self.ahead


class Stage:
    """Opens with `async with`. Anna is known by her Telegram, Boris by his e-mail address only, Fatima by her Slack.

    `sockets`: Slack comes by Socket Mode, else by signed requests. `webhook`: Telegram calls us, else we poll.
    """

    def __init__(self, database_url: str, folder: Path, *, sockets: bool = True, webhook: bool = False) -> None:
        self.clock = RunningClock()
        self.slack = SlackEmulator(clock=self.clock, limits=False, events=EVENTS, retry_delays=(0.0, 0.2, 0.5))
        self.telegram = TelegramEmulator(clock=self.clock, limits=False)
        self._database_url = database_url
        self._config = folder / "config.yaml"
        self._sockets = sockets
        self._port = free_port() if webhook else 0
        self._replicas: list[App] = []
        self.app: App

    async def __aenter__(self) -> Self:
        slack, telegram = self.slack, self.telegram
        slack.add_user(ANNA, "Anna Visser", email=ADDRESSES[ANNA])
        slack.add_user(BORIS, "Boris Jansen", email=ADDRESSES[BORIS], locale="en-GB")
        slack.add_user(FATIMA, "Fatima el Idrissi", email=ADDRESSES[FATIMA])
        slack.add_user(STRANGER, "Nico Niemand", email="nico@devrieswonen.nl")
        slack.add_user(PARTNER, "Petra Partner", email="petra@partner.example", team_id="T0PARTNER", stranger=True)
        slack.add_channel(SUPPORT, "support", members=[ANNA, BORIS, FATIMA, STRANGER, PARTNER])
        slack.add_channel(SHOP, "shop", members=[ANNA, BORIS, FATIMA])
        phones = {ANNA_PHONE: "Anna", BORIS_PHONE: "Boris", FATIMA_PHONE: "Fatima", NOBODY_PHONE: "Nico"}
        for number, name in phones.items():
            telegram.add_user(number, name)
        telegram.add_group(GROUP, "Klantenservice", list(phones), forum=True, topics={TOPIC: "Klanten"})
        await slack.start()
        await telegram.start()
        await telegram.start_bot(ANNA_PHONE)
        self.write_config()
        await self.open_app()
        return self

    async def __aexit__(self, *_: object) -> None:
        for app in (*self._replicas, self.app):
            await app.stop()
        await self.slack.stop()
        await self.telegram.stop()

    def write_config(
        self, *, members: str = ANNA_ENTRY + BORIS_ENTRY + FATIMA_ENTRY, **instead: tuple[str, str]
    ) -> None:
        """Write the configuration, with these members. Each pair in `instead`: a text, and what to write for it."""
        self._config.write_text(self._configuration(members, self._port, instead))

    def _configuration(self, members: str, port: int, instead: Mapping[str, tuple[str, str]]) -> str:
        way = f"app_token: {self.slack.app_token}" if self._sockets else f"signing_secret: {self.slack.signing_secret}"
        hook = f', webhook_url: "http://127.0.0.1:{self._port}/telegram", webhook_secret: geheim' if self._port else ""
        support = ", ".join(f"{name}@devrieswonen.nl" for name in ("anna", "boris", "daan") if name in members)
        written = CONFIG.format(
            database=self._database_url,
            port=port,
            slack=self.slack,
            slack_way=way,
            telegram=self.telegram,
            telegram_way=hook,
            secret=SECRET,
            members=members,
            support=support,
            shop="boris@devrieswonen.nl" if "boris" in members else "",
        )
        for old, new in instead.values():
            assert old in written, f"the configuration has no {old}"
            written = written.replace(old, new)
        return written

    async def open_app(self) -> None:
        """Start the bot, as after a restart of its machine."""
        self.app = App(load(self._config, {}), clock=self.clock, chance=lambda: 0.0)
        await self.app.start()
        if self._sockets:
            await self.slack.wait_connected()
        else:
            self.slack.events_url = f"{self.app.http_url}/slack/events"
        await self.acquainted()

    async def open_replica(self) -> App:
        """A second bot of the same organisation on the same database; what it wants of Slack is its own business."""
        config = self._config.with_name("replica.yaml")
        config.write_text(self._config.read_text().replace(f"http: {{port: {self._port}}}", "http: {port: 0}"))
        replica = App(load(config, {}), clock=self.clock, chance=lambda: 0.0)
        await replica.start()
        self._replicas.append(replica)
        return replica

    async def acquainted(self) -> None:
        """Wait until everybody's Slack is known who can be found there by their e-mail address."""
        addresses = set(ADDRESSES.values())

        def everybody() -> bool:
            members = [one for one in self.office.organisation.members.values() if one.active]
            return all(
                any(account.platform is Platform.SLACK for account in one.accounts)
                for one in members
                if one.email in addresses
            )

        for _ in range(500):
            if everybody():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("somebody's Slack is still not known")

    @property
    def office(self) -> Office:
        """What the bot works with, to look behind the screens."""
        return self.app.office

    async def reload(self) -> None:
        """Take the written configuration in."""
        await self.app.reload(load(self._config, {}))
        await self.acquainted()

    async def hears(self, **said: Any) -> dict[str, Any]:
        """A customer says something; the survey brings it. What the bot answered."""
        body = {"id": f"S-{time.monotonic_ns()}", "customer": {"id": "C-1", "name": "M. de Vries"}, **said}
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                f"{self.app.http_url}/feedback/survey", json=body, headers={"Authorization": f"Bearer {SECRET}"}
            ) as response,
        ):
            assert response.status == 202, await response.text()
            answer: dict[str, Any] = await response.json()
            return answer

    async def settled(self) -> None:
        """Wait until every message that is due stands and the bot knows it: no human reacts faster than that."""
        for _ in range(2000):
            async with self.office.db.read() as tx:
                if not await leases.next_due(tx, list(Platform), now=NOW - timedelta(days=1)):
                    return
            await asyncio.sleep(0.01)
        raise AssertionError("some message still does not stand")

    async def fills_in(self, user: str, **values: str) -> Submitted:
        """A person fills in the form that stands open on their Slack and sends it."""
        forms = await self.slack.wait_for(
            lambda: [v for v in self.slack.views(user) if v.body.get("submit")], timeout=PATIENCE
        )
        return await self.slack.submit(user, forms[0].id, {key: {"entered": value} for key, value in values.items()})

    async def at_home(self, user: str, fits: Callable[[SlackView], bool]) -> SlackView:
        """A person's App Home, as soon as it shows what fits."""
        found = await self.slack.wait_for(
            lambda: [home] if (home := self.slack.home(user)) is not None and fits(home) else [], timeout=PATIENCE
        )
        return found[0]

    async def on_slack(self, channel: str, fits: Callable[[SlackMessage], bool]) -> SlackMessage:
        """The newest message of the bot in a channel that fits, as soon as it stands there."""
        return await self.slack.wait_for(lambda: _newest(self.slack.messages(channel), fits), timeout=PATIENCE)

    async def on_telegram(self, chat: int, fits: Callable[[Message], bool]) -> Message:
        """The newest message in a chat that fits, as soon as it stands there."""
        return await self.telegram.wait_for(lambda: _newest(self.telegram.messages(chat), fits), timeout=PATIENCE)


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _newest(messages: Any, fits: Callable[[Any], bool]) -> Any:
    return next((message for message in reversed(list(messages)) if not message.deleted and fits(message)), None)
