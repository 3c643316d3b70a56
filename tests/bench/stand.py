"""Both emulated platforms in a process of their own, with people who press many buttons at once.

    POST /press   {platform, presses: [[user, chat, message, code]]}  ->  [[pressed at, seconds until acknowledged]]
    GET  /stood   what the bot did since the last look: [[platform, "posted" | "edited", chat, message, at]]

Moments are seconds since 1970, on the machine's clock.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from aiohttp import web

from bot.clock import system_clock
from sandbox.slack import SlackEmulator
from sandbox.telegram import TelegramEmulator
from tests.bench import town
from tests.bench.beside import input_ends, ready
from tests.bench.town import Addresses

_PATIENCE = 30.0
"""So that what is too slow is measured, too."""

Stood = tuple[str, str, str, str, float]
_SLACK_CALLS = {"chat.postMessage": "posted", "chat.update": "edited"}
_TELEGRAM_CALLS = {"sendMessage": "posted", "editMessageText": "edited"}


class Stand:
    """The emulators and a desk over HTTP from which the bench acts."""

    def __init__(self, size: int) -> None:
        self.slack = SlackEmulator(clock=system_clock, limits=False, ack_timeout=_PATIENCE)
        self.telegram = TelegramEmulator(clock=system_clock, limits=False)
        self._slack_seen = 0
        self._telegram_seen = 0
        slack_users = [town.slack_user(n) for n in range(size)]
        phones = [town.phone(n) for n in range(size)]
        for n in range(size):
            self.slack.add_user(slack_users[n], f"Person {n}", email=f"person-{n}@devrieswonen.nl")
            self.telegram.add_user(phones[n], f"Person {n}")
        for n in range(size):
            self.slack.add_channel(town.channel(n), f"team-{n}", members=slack_users)
            self.telegram.add_group(town.group(n), f"Team {n}", phones)

    async def start(self) -> Addresses:
        """Serve; where to find everything."""
        await self.slack.start()
        await self.telegram.start()
        desk = web.Application(client_max_size=2**24)
        desk.router.add_post("/press", self._press)
        desk.router.add_get("/stood", self._stood)
        runner = web.AppRunner(desk, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        return Addresses(
            slack_url=self.slack.api_url,
            slack_token=self.slack.bot_token,
            app_token=self.slack.app_token,
            telegram_url=self.telegram.api_url,
            telegram_token=self.telegram.bot_token,
            desk=f"http://{host}:{port}",
        )

    async def _press(self, request: web.Request) -> web.Response:
        asked = await request.json()
        press = self._press_slack if asked["platform"] == "slack" else self._press_telegram
        return web.json_response(await asyncio.gather(*(press(*one) for one in asked["presses"])))

    async def _press_slack(self, user: str, chat: str, message: str, code: str) -> tuple[float, float]:
        at = time.time()
        acknowledged = await self.slack.press(user, chat, message, code)
        return at, acknowledged.seconds

    async def _press_telegram(self, user: int, chat: int, message: int, code: str) -> tuple[float, float]:
        at = time.time()
        await self.telegram.press(user, chat, message, code, patience=_PATIENCE)
        return at, time.time() - at

    async def _stood(self, _: web.Request) -> web.Response:
        return web.json_response([*self._on_slack(), *self._on_telegram()])

    def _on_slack(self) -> Sequence[Stood]:
        fresh = [call for call in self.slack.calls if call.number > self._slack_seen]
        self._slack_seen = max((call.number for call in fresh), default=self._slack_seen)
        return [
            ("slack", what, str(call.answer["channel"]), str(call.answer["ts"]), call.at.timestamp())
            for call in fresh
            if call.ok and (what := _SLACK_CALLS.get(call.method))
        ]

    def _on_telegram(self) -> Sequence[Stood]:
        fresh = [call for call in self.telegram.calls if call.number > self._telegram_seen]
        self._telegram_seen = max((call.number for call in fresh), default=self._telegram_seen)
        return [
            ("telegram", what, *_chat_and_message(call.result), call.at.timestamp())
            for call in fresh
            if call.status == 200 and (what := _TELEGRAM_CALLS.get(call.method))
        ]


def _chat_and_message(result: Any) -> tuple[str, str]:
    return str(result["chat"]["id"]), str(result["message_id"])


async def _main(size: int) -> None:
    stand = Stand(size)
    ready(**await stand.start())
    await input_ends()


if __name__ == "__main__":
    import sys

    asyncio.run(_main(int(sys.argv[1])))
