"""What the page asks of the demo: its files, who there is, feedback to send, and news of every change.

GET  /                the page, with its files below /page/
GET  /scene           people, teams, ready-made stories, the language, the time
POST /feedback        {piece}: sent on to the bot's webhook, signed -> what went over the line
GET  /live            WebSocket: {"side": "slack" | "telegram", "kind": …} whenever something has changed there
/slack/…, /telegram/… the emulators, with their control APIs
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path

from aiohttp import ClientError, web

from bot.clock import Clock
from sandbox.demo.customer import SurveyTool
from sandbox.demo.guard import add_rules, guard
from sandbox.demo.people import COLLEAGUES, CREWS, Language
from sandbox.demo.stories import STORIES
from sandbox.slack import SlackEmulator
from sandbox.telegram import TelegramEmulator

PAGE = Path(__file__).parent.parent / "page"
_LARGEST_UPLOAD = 64 * 1024 * 1024
_UNSEEN = frozenset({"call", "delivery", "connection", "answer"})


class PageServer:
    """Serves the page and both emulators at one address. `survey` is None until the bot listens."""

    def __init__(
        self,
        slack: SlackEmulator,
        telegram: TelegramEmulator,
        *,
        clock: Clock,
        language: Language,
        open_to_others: bool = False,
    ) -> None:
        self._slack = slack
        self._telegram = telegram
        self._clock = clock
        self._language = language
        self._watchers: set[web.WebSocketResponse] = set()
        self.survey: SurveyTool | None = None
        self.app = web.Application(client_max_size=_LARGEST_UPLOAD, middlewares=[guard(open_to_others=open_to_others)])
        self.app.router.add_get("/", self._page)
        self.app.router.add_get("/scene", self._scene)
        self.app.router.add_post("/feedback", self._feedback)
        self.app.router.add_get("/live", self._live)
        self.app.router.add_static("/page", PAGE)
        self.app.add_subapp("/slack", slack.app)
        self.app.add_subapp("/telegram", telegram.app)
        self.app.on_response_prepare.append(add_rules)
        self.app.on_shutdown.append(self._shut_down)

    async def _page(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html")

    async def _scene(self, _: web.Request) -> web.Response:
        language = self._language
        people = [
            {
                "key": person.key,
                "name": person.name,
                "email": person.email,
                "role": person.role[language],
                "team": person.team,
                "slack": person.slack,
                "telegram": person.telegram,
            }
            for person in COLLEAGUES
        ]
        stories = [
            {
                "key": story.key,
                "icon": story.icon,
                "language": spoken,
                "title": story.title[spoken],
                "piece": story.piece(spoken),
            }
            for spoken in ("nl", "en")
            for story in STORIES
        ]
        return web.json_response(
            {
                "language": language,
                "organisation": "De Vries Wonen",
                "timezone": "Europe/Amsterdam",
                "now": self._clock().isoformat(),
                "people": people,
                "teams": [
                    {"key": crew.key, "channel": crew.channel, "group": crew.group, "topic": crew.topic}
                    for crew in CREWS
                ],
                "stories": stories,
            }
        )

    async def _feedback(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        given = await request.json()
        piece = given.get("piece") if isinstance(given, dict) else None
        if self.survey is None or not isinstance(piece, dict):
            raise web.HTTPBadRequest
        stamped = {"id": self.survey.next_id(), "occurred_at": self._clock().isoformat(timespec="seconds"), **piece}
        try:
            sent = await self.survey.send(stamped)
        except ClientError as unreachable:
            return web.json_response({"error": str(unreachable)}, status=502)
        return web.json_response(asdict(sent))

    async def _live(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        self._watchers.add(socket)
        telling = [asyncio.create_task(_tell(socket, news)) for news in (self._slack_news(), self._telegram_news())]
        try:
            async for _ in socket:
                pass
        finally:
            for task in telling:
                task.cancel()
            self._watchers.discard(socket)
        return socket

    async def _slack_news(self) -> AsyncIterator[dict[str, str]]:
        async for change in self._slack.subscribe():
            if change.kind not in _UNSEEN:
                yield {"side": "slack", "kind": change.kind}

    async def _telegram_news(self) -> AsyncIterator[dict[str, str]]:
        async for change in self._telegram.subscribe():
            if change.kind not in _UNSEEN:
                yield {"side": "telegram", "kind": change.kind}

    async def _shut_down(self, _: web.Application) -> None:
        for socket in list(self._watchers):
            await socket.close()


async def _tell(socket: web.WebSocketResponse, news: AsyncIterator[dict[str, str]]) -> None:
    with contextlib.suppress(ConnectionError):
        async for change in news:
            await socket.send_json(change)
