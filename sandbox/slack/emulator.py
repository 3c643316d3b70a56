"""The emulated Slack as one object: start it, build a workspace, act as people, look at what stands there."""

from collections.abc import AsyncIterator, Callable, Iterable
from typing import TypeVar

from aiohttp import web

from bot.clock import Clock, system_clock
from sandbox.slack.carrier import Carrier
from sandbox.slack.changes import Change, Changes
from sandbox.slack.control import Control
from sandbox.slack.events import ALL_EVENTS, Events
from sandbox.slack.faults import Faults
from sandbox.slack.files import Files
from sandbox.slack.ids import Ids
from sandbox.slack.limits import Limits
from sandbox.slack.people import People
from sandbox.slack.replies import Replies
from sandbox.slack.scopes import ALL_SCOPES
from sandbox.slack.signed import SignedPoster
from sandbox.slack.sockets import Sockets
from sandbox.slack.stage import Stage
from sandbox.slack.triggers import ReplyUrls, Triggers
from sandbox.slack.uploads import Uploads
from sandbox.slack.views import Views
from sandbox.slack.webapi import WebApi
from sandbox.slack.wire import ApiCall, Delivery, Wire
from sandbox.slack.workspace import Workspace

T = TypeVar("T")

BOT_TOKEN = "xoxb-sandbox"
APP_TOKEN = "xapp-sandbox"
SIGNING_SECRET = "sandbox-signing-secret"

_UPLOAD_BYTES = 64 * 1024 * 1024


class SlackEmulator(People):
    """Speaks enough of Slack for the unchanged SDKs to work against `api_url`.

    `limits` is True for Slack's own rate limits, False for none, or a number that multiplies them. `scopes` are
    those that the bot was granted; `events` those it subscribed to. `ack_timeout` and `retry_delays` are seconds
    of real time; everything else is measured on `clock`."""

    def __init__(
        self,
        *,
        clock: Clock = system_clock,
        bot_token: str = BOT_TOKEN,
        app_token: str = APP_TOKEN,
        signing_secret: str = SIGNING_SECRET,
        limits: bool | float = True,
        scopes: Iterable[str] = ALL_SCOPES,
        events: Iterable[str] = ALL_EVENTS,
        ack_timeout: float = 3.0,
        retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0),
        domain: str = "sandbox",
        bot_name: str = "Klankbord",
        seed: int = 1,
    ) -> None:
        self.bot_token, self.app_token, self.signing_secret = bot_token, app_token, signing_secret
        self._runner: web.AppRunner | None = None
        self._url = ""
        self._changes = Changes()
        self.faults = Faults()
        ids = Ids(seed)
        space = Workspace(clock=clock, ids=ids, changes=self._changes, domain=domain, bot_name=bot_name)
        wire = Wire(lambda kind, name: self._changes.tell(kind, name=name))
        self.sockets = Sockets(ids=ids, changes=self._changes)
        self.faults.on_disconnect = self.sockets.disconnect
        carrier = Carrier(
            workspace=space,
            changes=self._changes,
            sockets=self.sockets,
            poster=SignedPoster(signing_secret=signing_secret, timeout=ack_timeout),
            faults=self.faults,
            wire=wire,
            ack_timeout=ack_timeout,
            retry_delays=retry_delays,
        )
        factor = None if limits is False else 1.0 if limits is True else limits
        stage = Stage(
            workspace=space,
            views=Views(space),
            triggers=Triggers(space),
            reply_urls=ReplyUrls(space),
            files=Files(space),
            events=Events(space, carrier.send_event, frozenset(events)),
            limits=Limits(space, factor),
            faults=self.faults,
            wire=wire,
            scopes=set(scopes),
            url=lambda: self.url,
            socket_ticket=self.sockets.ticket,
        )
        super().__init__(stage, carrier)
        self._api = WebApi(stage, bot_token=bot_token, app_token=app_token)
        self.app = self._application()

    @property
    def url(self) -> str:
        """The public address, without a slash at the end."""
        return self._url

    @property
    def api_url(self) -> str:
        """What the SDK takes as base_url."""
        return f"{self._url}/api/"

    def set_public_url(self, url: str) -> None:
        """Say under which address an outer server has mounted `app`."""
        self._url = url.rstrip("/")

    @property
    def events_url(self) -> str | None:
        """Where payloads are posted to, signed; None for Socket Mode."""
        return self.carrier.events_url

    @events_url.setter
    def events_url(self, url: str | None) -> None:
        self.carrier.events_url = url

    @property
    def bot_user(self) -> str:
        """The bot's user id, to mention it by."""
        return self.stage.workspace.bot.id

    @property
    def scopes(self) -> set[str]:
        """The scopes granted; may be changed while running."""
        return self.stage.scopes

    @property
    def calls(self) -> list[ApiCall]:
        """What the app asked of the Web API and of response URLs, oldest first."""
        return self.stage.wire.calls

    @property
    def deliveries(self) -> list[Delivery]:
        """What was brought to the app, oldest first."""
        return self.stage.wire.deliveries

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve alone, on a free port when `port` is 0. After stop() it may be started again, as after an outage: the
        workspace is as it was."""
        self._api.stopping.clear()
        runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, host, port)
        await site.start()
        self._runner = runner
        address = runner.addresses[0]
        self.set_public_url(f"http://{address[0]}:{address[1]}")

    async def stop(self) -> None:
        """Stop serving; connections are closed and hanging calls dropped."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def wait_for(self, predicate: Callable[[], T], timeout: float = 5.0) -> T:  # noqa: ASYNC109
        """Return what `predicate` gives as soon as that is true. Raises TimeoutError after `timeout` seconds."""
        return await self._changes.wait_for(predicate, timeout)

    async def wait_connected(self, count: int = 1, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until so many Socket Mode connections are open."""
        await self._changes.wait_for(lambda: self.sockets.count >= count, timeout)

    def subscribe(self) -> AsyncIterator[Change]:
        """Every change from the first step of the iteration on."""
        return self._changes.subscribe()

    def _application(self) -> web.Application:
        uploads, replies = Uploads(self.stage), Replies(self.stage)
        app = web.Application(client_max_size=_UPLOAD_BYTES)
        app.router.add_route("GET", "/api/{method}", self._api.serve)
        app.router.add_route("POST", "/api/{method}", self._api.serve)
        app.router.add_get("/socket", self.sockets.serve)
        app.router.add_post("/response/{key}", replies.serve)
        app.router.add_post("/files/upload/{key}", uploads.receive)
        app.router.add_get("/files/{file_id}/{name}", uploads.show)
        Control(self, self._changes).add_to(app)
        app.on_shutdown.append(self._shut_down)
        return app

    async def _shut_down(self, _app: web.Application) -> None:
        self._api.stopping.set()
        await self.carrier.close()
        await self.sockets.close()
