"""The demo as one object: emulators, bot and page, started and stopped together."""

import asyncio
import tempfile
import time
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import ClientSession, web

from bot.app import App
from bot.clock import system_clock
from bot.config.public_holidays import is_holiday_in
from sandbox.demo import past_work
from sandbox.demo.clock import DemoClock, latest_working_day
from sandbox.demo.colleagues import Colleagues
from sandbox.demo.configuration import SOURCE, configuration
from sandbox.demo.customer import SurveyTool, new_secret
from sandbox.demo.furnishing import furnish_slack, furnish_telegram
from sandbox.demo.morning import BEGINS, OPENS, morning
from sandbox.demo.past import past
from sandbox.demo.people import COLLEAGUES, Language
from sandbox.demo.server import PageServer
from sandbox.demo.timemachine import TimeMachine
from sandbox.slack import SlackEmulator
from sandbox.telegram import TelegramEmulator

ZONE = ZoneInfo("Europe/Amsterdam")
_TAKEN_IN = 202
_BEGIN, _QUIET, _LONGEST = 0.6, 0.25, 5.0
"""Seconds: for the bot to begin, of silence until it has finished, and at the most."""


class Demo:
    """De Vries Wonen on a working day. `today` (aware) chooses the day: that one, or the last working day before it.

    With `with_morning` the day's first feedback has been brought in by the time `start` returns, and it is 10:00."""

    def __init__(self, *, language: Language = "nl", today: datetime | None = None, with_morning: bool = True) -> None:
        self._language = language
        self._with_morning = with_morning
        self._open = AsyncExitStack()
        day = latest_working_day((today or system_clock()).astimezone(ZONE).date(), is_holiday_in("NL"))
        self._opens = datetime.combine(day, OPENS, tzinfo=ZONE)
        self.clock = DemoClock(self._opens)
        self.slack = SlackEmulator(clock=self.clock)
        self.telegram = TelegramEmulator(clock=self.clock)
        self.url = ""

    async def start(self, host: str = "127.0.0.1", port: int = 0, *, open_to_others: bool = False) -> None:
        """Serve the page at `host` and `port` (0 takes any). Raises OSError when the port is taken."""
        try:
            await self._start(host, port, open_to_others=open_to_others)
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Close everything, the bot first, and remove its database."""
        await self._open.aclose()

    async def _start(self, host: str, port: int, *, open_to_others: bool) -> None:
        server = PageServer(
            self.slack, self.telegram, clock=self.clock, language=self._language, open_to_others=open_to_others
        )
        await self._serve(server.app, host, port)
        secret = new_secret()
        server.line.add_secret(secret)
        folder = self._open.enter_context(tempfile.TemporaryDirectory(prefix="klankbord-"))
        config = configuration(
            {
                "DATABASE": f"sqlite:///{Path(folder) / 'demo.db'}",
                "SLACK_BOT_TOKEN": self.slack.bot_token,
                "SLACK_APP_TOKEN": self.slack.app_token,
                "SLACK_URL": self.slack.api_url,
                "TELEGRAM_BOT_TOKEN": self.telegram.bot_token,
                "TELEGRAM_URL": self.telegram.api_url,
                "SURVEY_SECRET": secret,
            },
            self._language,
        )
        furnish_slack(self.slack, self._language)
        furnish_telegram(self.telegram, self._language)
        bot = App(config, clock=self.clock)
        await bot.start()
        self._open.push_async_callback(bot.stop)
        session = await self._open.enter_async_context(ClientSession())
        url = f"{bot.http_url}/feedback/{SOURCE}"
        server.survey = SurveyTool(session, url=url, secret=secret, clock=self.clock)
        await self._people_come_in()
        machine = TimeMachine(bot, self.clock, Colleagues(self.slack, self.clock), passes=server.time_passes)
        if self._with_morning:
            await self._bring_in_the_past(server.survey)
            await past_work.bring_in(bot.office.db, bot.office.organisation, self._language)
            await self._bring_in_the_morning(machine, server.survey)
        await machine.go(datetime.combine(self._opens.date(), BEGINS, tzinfo=ZONE))
        server.machine = machine

    async def _serve(self, app: web.Application, host: str, port: int) -> None:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        self._open.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, host, port).start()
        bound = runner.addresses[0][1]
        self.url = f"http://{_own_name(host)}:{bound}"
        self.slack.set_public_url(f"{self.url}/slack")
        self.telegram.api_url = f"{self.url}/telegram"

    async def _people_come_in(self) -> None:
        await self.slack.wait_connected()
        before = self._calls
        for person in COLLEAGUES:
            if person.knows_telegram:
                await self.telegram.start_bot(person.telegram)
        await self._settled(before)

    async def _bring_in_the_past(self, survey: SurveyTool) -> None:
        for pieces in past(self._opens, self._language):
            sent = await survey.send_many(pieces)
            if sent.status != _TAKEN_IN:
                raise RuntimeError(f"the bot refused earlier feedback with {sent.status}")

    async def _bring_in_the_morning(self, machine: TimeMachine, survey: SurveyTool) -> None:
        for arrival in morning(self._opens, self._language):
            if arrival.at > self.clock():
                await machine.go(arrival.at)
            sent = await survey.send(arrival.piece)
            if sent.status != _TAKEN_IN:
                raise RuntimeError(f"the bot refused the morning's feedback with {sent.status}: {sent.answer}")

    @property
    def _calls(self) -> int:
        return len(self.slack.calls) + len(self.telegram.calls)

    async def _settled(self, before: int) -> None:
        """Wait until the bot, having made `before` calls to the platforms, has made the next ones and falls silent."""
        began = time.monotonic()
        last, since = before, began
        while (now := time.monotonic()) < began + _LONGEST:
            if self._calls != last:
                last, since = self._calls, now
            if now - since >= (_BEGIN if last == before else _QUIET):
                return
            await asyncio.sleep(0.02)


def _own_name(host: str) -> str:
    """How this computer itself reaches what is served there."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
