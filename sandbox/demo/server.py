"""What the page asks of the demo: its files, who there is, feedback to send, the time, and news of every change.

GET  /                the page, with its files below /page/
GET  /gallery         every card on both platforms; GET /gallery/cards is what it draws
GET  /scene           people, teams, ready-made stories, the language, the time, and what this demo alone is called
POST /feedback        {piece}: sent on to the bot's webhook, signed -> what went over the line
GET  /time            now, and moments worth going to: {"now", "targets": [{"brings", "at"}]}
POST /time            {"to": moment}: goes there, and answers as GET does once it is quiet there; 409 with {"error",
                      "now", "days"} for the past, for what is further than that many days, and for what is no moment
GET  /wire?after=     what went over the line later than that moment
GET  /live            WebSocket, see `news`
/slack/…, /telegram/… the emulators, with their control APIs
"""

import secrets
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import ClientError, web

from bot.clock import Clock
from sandbox.demo.customer import Json, SurveyTool
from sandbox.demo.gallery import gallery
from sandbox.demo.guard import add_rules, guard
from sandbox.demo.line import Line
from sandbox.demo.news import Newsroom
from sandbox.demo.people import Language
from sandbox.demo.scene import scene
from sandbox.demo.stops import FURTHEST
from sandbox.demo.timemachine import TimeMachine, TooFar
from sandbox.slack import SlackEmulator
from sandbox.telegram import TelegramEmulator

PAGE = Path(__file__).parent.parent / "page"
ZONE = ZoneInfo("Europe/Amsterdam")
_LARGEST_UPLOAD = 64 * 1024 * 1024


class PageServer:
    """Serves the page and both emulators at one address. `survey` is None until the bot listens, `machine` until the
    day has begun."""

    def __init__(
        self,
        slack: SlackEmulator,
        telegram: TelegramEmulator,
        *,
        clock: Clock,
        language: Language,
        open_to_others: bool = False,
    ) -> None:
        self._clock = clock
        self._language = language
        self._world = secrets.token_hex(8)
        self._news = Newsroom(slack, telegram)
        self.line = Line(slack, telegram, [slack.bot_token, slack.app_token, slack.signing_secret, telegram.bot_token])
        self.survey: SurveyTool | None = None
        self.machine: TimeMachine | None = None
        self.app = web.Application(client_max_size=_LARGEST_UPLOAD, middlewares=[guard(open_to_others=open_to_others)])
        self.app.router.add_get("/", self._page)
        self.app.router.add_get("/gallery", self._gallery)
        self.app.router.add_get("/gallery/cards", self._cards)
        self.app.router.add_get("/scene", self._scene)
        self.app.router.add_post("/feedback", self._feedback)
        self.app.router.add_get("/time", self._time)
        self.app.router.add_post("/time", self._travel)
        self.app.router.add_get("/wire", self._wire)
        self.app.router.add_get("/live", self._news.serve)
        self.app.router.add_static("/page", PAGE)
        self.app.add_subapp("/slack", slack.app)
        self.app.add_subapp("/telegram", telegram.app)
        self.app.on_response_prepare.append(add_rules)
        self.app.on_shutdown.append(self._news.close)

    def time_passes(self) -> None:
        """Tell the pages that the clock was moved."""
        self._news.tell({"side": "time", "now": self._clock().isoformat()})

    async def _page(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html")

    async def _gallery(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "gallery.html")

    async def _cards(self, _: web.Request) -> web.Response:
        return web.json_response(gallery())

    async def _scene(self, _: web.Request) -> web.Response:
        return web.json_response(scene(self._clock, self._language) | {"world": self._world})

    async def _feedback(self, request: web.Request) -> web.Response:
        piece = (await _object(request)).get("piece")
        if not isinstance(piece, dict):
            raise web.HTTPBadRequest
        if self.survey is None:
            raise web.HTTPServiceUnavailable
        stamped = {"id": self.survey.next_id(), "occurred_at": self._clock().isoformat(timespec="seconds"), **piece}
        try:
            sent = await self.survey.send(stamped)
        except ClientError as unreachable:
            return web.json_response({"error": str(unreachable)}, status=502)
        self.line.sent(sent, self._clock())
        return web.json_response(asdict(sent))

    async def _time(self, _: web.Request) -> web.Response:
        targets = self.machine.targets if self.machine is not None else []
        return web.json_response(
            {
                "now": self._clock().isoformat(),
                "targets": [{"brings": target.brings, "at": target.at.isoformat()} for target in targets],
            }
        )

    async def _travel(self, request: web.Request) -> web.Response:
        given = await _object(request)
        if self.machine is None:
            raise web.HTTPServiceUnavailable
        try:
            await self.machine.go(_moment(given.get("to")))
        except (TooFar, ValueError) as error:
            told = {"error": str(error), "now": self._clock().isoformat(), "days": FURTHEST.days}
            return web.json_response(told, status=409)
        return await self._time(request)

    async def _wire(self, request: web.Request) -> web.Response:
        after = request.query.get("after")
        try:
            since = _moment(after) if after else None
        except ValueError as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response({"entries": self.line.entries(since)})


async def _object(request: web.Request) -> Json:
    """The JSON object that the page sent; no other site's page can send this content type."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        given = await request.json()
    except ValueError:
        raise web.HTTPBadRequest from None
    if not isinstance(given, dict):
        raise web.HTTPBadRequest
    return given


def _moment(written: object) -> datetime:
    """A moment; without a zone it is on the shop's own clock. Raises ValueError for what is none."""
    moment = datetime.fromisoformat(str(written))
    return moment.replace(tzinfo=ZONE) if moment.tzinfo is None else moment
