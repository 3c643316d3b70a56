"""De Vries Wonen on stage: the whole bot, unchanged, between an emulated Slack and an emulated Telegram."""

import asyncio
import time
from collections.abc import Callable
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
from sandbox.slack.values import SlackMessage
from sandbox.telegram import TelegramEmulator
from sandbox.telegram.values import Message
from storage import postings
from tests.world import NOW

T = TypeVar("T")

SUPPORT, SHOP = "C0SUPPORT", "C0SHOP"
GROUP, TOPIC = -100200300, 7
ANNA, BORIS, FATIMA, STRANGER, PARTNER = "U0ANNA", "U0BORIS", "U0FATIMA", "U0NOBODY", "U0PARTNER"
ANNA_PHONE, BORIS_PHONE, FATIMA_PHONE, NOBODY_PHONE = 1001, 1002, 1003, 1009
EVENTS = {"app_mention", "message.im", "reaction_added", "reaction_removed"}
SECRET = "s3cret-of-the-survey"

CONFIG = """
organisation: {{name: De Vries Wonen, language: nl, timezone: Europe/Amsterdam, country: NL,
                working_hours: "mon-fri 09:00-17:30", currency: EUR}}
database: "{database}"
http: {{port: 0}}
slack: {{bot_token: {slack.bot_token}, {slack_way}, api_url: "{slack.api_url}"}}
telegram: {{bot_token: "{telegram.bot_token}", api_url: "{telegram.api_url}"}}
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
FATIMA_ENTRY = "  - {name: Fatima el Idrissi, email: fatima@devrieswonen.nl, language: nl, slack_id: U0FATIMA}\n"


@dataclass
class RunningClock:
    """Starts on Friday 20 November 2026 at 10:00 in Amsterdam, runs as real time does, and can be put forward."""

    started: float = field(default_factory=time.monotonic)
    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=time.monotonic() - self.started) + self.ahead


class Stage:
    """Opens with `async with`. Anna is known by her Telegram, Boris by his e-mail address only, Fatima by her Slack."""

    def __init__(self, database_url: str, folder: Path, *, sockets: bool = True) -> None:
        self.clock = RunningClock()
        self.slack = SlackEmulator(clock=self.clock, limits=False, events=EVENTS, retry_delays=(0.0, 0.2, 0.5))
        self.telegram = TelegramEmulator(clock=self.clock, limits=False)
        self._database_url = database_url
        self._config = folder / "config.yaml"
        self._sockets = sockets
        self.app: App

    async def __aenter__(self) -> Self:
        slack, telegram = self.slack, self.telegram
        slack.add_user(ANNA, "Anna Visser", email="anna@devrieswonen.nl")
        slack.add_user(BORIS, "Boris Jansen", email="boris@devrieswonen.nl", locale="en-GB")
        slack.add_user(FATIMA, "Fatima el Idrissi", email="fatima@devrieswonen.nl")
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
        await self.app.stop()
        await self.slack.stop()
        await self.telegram.stop()

    def write_config(self, *, members: str = ANNA_ENTRY + BORIS_ENTRY + FATIMA_ENTRY) -> None:
        """Write the configuration, with these members."""
        way = f"app_token: {self.slack.app_token}" if self._sockets else f"signing_secret: {self.slack.signing_secret}"
        support = ", ".join(f"{name}@devrieswonen.nl" for name in ("anna", "boris") if name in members)
        self._config.write_text(
            CONFIG.format(
                database=self._database_url,
                slack=self.slack,
                slack_way=way,
                telegram=self.telegram,
                secret=SECRET,
                members=members,
                support=support,
                shop="boris@devrieswonen.nl" if "boris" in members else "",
            )
        )

    async def open_app(self) -> None:
        """Start the bot, as after a restart of its machine."""
        self.app = App(load(self._config, {}), clock=self.clock, chance=lambda: 0.0)
        await self.app.start()
        if self._sockets:
            await self.slack.wait_connected()
        else:
            self.slack.events_url = f"{self.app.http_url}/slack/events"

    @property
    def office(self) -> Office:
        """What the bot works with, to look behind the screens."""
        return self.app.office

    async def reload(self) -> None:
        """Take the written configuration in."""
        await self.app.reload(load(self._config, {}))

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
        for _ in range(500):
            async with self.office.db.read() as tx:
                if not await postings.next_due(tx, list(Platform), now=NOW - timedelta(days=1)):
                    return
            await asyncio.sleep(0.01)
        raise AssertionError("some message still does not stand")

    async def fills_in(self, user: str, **values: str) -> Submitted:
        """A person fills in the form that stands open on their Slack and sends it."""
        forms = await self.slack.wait_for(lambda: [v for v in self.slack.views(user) if v.body.get("submit")])
        return await self.slack.submit(user, forms[0].id, {key: {"entered": value} for key, value in values.items()})

    async def on_slack(self, channel: str, fits: Callable[[SlackMessage], bool]) -> SlackMessage:
        """The newest message of the bot in a channel that fits, as soon as it stands there."""
        return await self.slack.wait_for(lambda: _newest(self.slack.messages(channel), fits))

    async def on_telegram(self, chat: int, fits: Callable[[Message], bool]) -> Message:
        """The newest message in a chat that fits, as soon as it stands there."""
        return await self.telegram.wait_for(lambda: _newest(self.telegram.messages(chat), fits))


def _newest(messages: Any, fits: Callable[[Any], bool]) -> Any:
    return next((message for message in reversed(list(messages)) if not message.deleted and fits(message)), None)
