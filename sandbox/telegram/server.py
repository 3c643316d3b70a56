"""The HTTP side of the Bot API: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import hmac

from aiohttp import web

from sandbox.telegram.errors import ApiError, ConnectionBroken, too_many_requests
from sandbox.telegram.faults import Fault, Faults
from sandbox.telegram.methods import METHODS
from sandbox.telegram.methods.files import file_path
from sandbox.telegram.parameters import LARGEST_UPLOAD, Parameters, read_parameters
from sandbox.telegram.values import Call
from sandbox.telegram.world import World

CALLS_KEPT = 20_000
_UNRECORDED = "getUpdates"


class BotApi:
    """Answers the bot's requests and records them. Polls are not recorded."""

    def __init__(self, world: World, faults: Faults, token: str) -> None:
        self._world = world
        self._faults = faults
        self._token = token
        self._closing = asyncio.Event()
        self.calls: list[Call] = []
        self._made = 0

    def application(self) -> web.Application:
        """The application, to run alone or below a prefix."""
        application = web.Application(client_max_size=LARGEST_UPLOAD)
        application.add_routes(
            [
                web.route("*", "/bot{token}/{method}", self._call),
                web.get("/file/bot{token}/{path:.+}", self._download),
            ]
        )
        application.on_shutdown.append(self._close)
        return application

    def open(self) -> None:
        """Before the first request."""
        self._closing = asyncio.Event()
        self._world.closing = False

    async def _close(self, _: web.Application) -> None:
        """Ends all waiting: polls answer with nothing, hanging requests break."""
        self._closing.set()
        self._world.closing = True
        self._world.updates.wake()
        self._world.changes.end()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if (refusal := self._refusal(request)) is not None:
            return _json(refusal.body(), refusal.code)
        name, method = METHODS.get(request.match_info["method"].lower(), (None, None))
        if name is None or method is None:
            return _json({"ok": False, "error_code": 404, "description": "Not Found: method not found"}, 404)
        given = Parameters({}, {})
        try:
            given = await read_parameters(request)
            fault = self._faults.take(name.lower(), given)
            if fault is not None and not fault.afterwards:
                return await self._go_wrong(request, name, given, fault)
            result = await method(self._world, given)
        except ApiError as refused:
            self._record(name, given, refused.code, error=refused.description)
            return _json(refused.body(), refused.code)
        except ConnectionBroken:
            return _broken(request)
        if fault is not None:
            self._record(name, given, 0, result=result, error=fault.kind)
            return await self._hang_or_break(request, fault)
        self._record(name, given, 200, result=result)
        return _json({"ok": True, "result": result}, 200)

    async def _go_wrong(self, request: web.Request, name: str, given: Parameters, fault: Fault) -> web.StreamResponse:
        if fault.kind == "retry_after":
            raise too_many_requests(fault.seconds)
        if fault.kind == "error":
            raise ApiError(fault.status, fault.description)
        if fault.kind == "http":
            if fault.status == 500:
                raise ApiError(500, "Internal Server Error")
            self._record(name, given, fault.status, error=f"HTTP {fault.status}")
            return web.Response(status=fault.status, text=f"<html>{fault.status}</html>", content_type="text/html")
        self._record(name, given, 0, error=fault.kind)
        return await self._hang_or_break(request, fault)

    async def _hang_or_break(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.kind.startswith("timeout"):
            await self._closing.wait()
        return _broken(request)

    def _refusal(self, request: web.Request) -> ApiError | None:
        token = request.match_info["token"]
        if ":" not in token or not token.split(":")[0].isdigit():
            return ApiError(404, "Not Found")
        if not hmac.compare_digest(token.encode(), self._token.encode()):
            return ApiError(401, "Unauthorized")
        return None

    def _record(
        self, name: str, given: Parameters, status: int, *, result: object = None, error: str | None = None
    ) -> None:
        if name == _UNRECORDED:
            return
        self._made += 1
        self.calls.append(
            Call(
                number=self._made,
                method=name,
                parameters=given.texts,
                at=self._world.clock(),
                status=status,
                result=result,
                error=error,
            )
        )
        if len(self.calls) > CALLS_KEPT:
            del self.calls[: CALLS_KEPT // 2]
        self._world.tell("call")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if (refusal := self._refusal(request)) is not None:
            return _json(refusal.body(), refusal.code)
        for attachment in self._world.files.values():
            if file_path(attachment) == request.match_info["path"]:
                return web.Response(body=attachment.content, content_type=attachment.mime_type)
        return _json({"ok": False, "error_code": 404, "description": "Not Found"}, 404)


def _json(body: dict[str, object], status: int) -> web.Response:
    return web.json_response(body, status=status)


def _broken(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
