"""The Web API over HTTP: token, scope, limits and faults around the methods."""

import asyncio
import time

from aiohttp import web

from sandbox.slack.arguments import Arguments, read_arguments
from sandbox.slack.errors import ApiError
from sandbox.slack.faults import Fault
from sandbox.slack.methods import METHODS
from sandbox.slack.methods.method import Method
from sandbox.slack.stage import Stage
from sandbox.slack.values import Json
from sandbox.slack.wire import ApiCall


class WebApi:
    """Serves `/api/<method>`; records every call on the wire."""

    def __init__(self, stage: Stage, *, bot_token: str, app_token: str) -> None:
        self._stage = stage
        self._bot_token = bot_token
        self._app_token = app_token
        self.stopping = asyncio.Event()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        name = request.match_info["method"]
        started = time.perf_counter()
        fault = self._stage.faults.take(name)
        given: Json = {}
        answer: Json
        if fault is not None and fault.kind in {"timeout_before", "drop"}:
            await self._vanish(request, fault)
            return self._record(name, given, 0, {}, started)
        headers: dict[str, str] = {"x-slack-req-id": self._stage.workspace.ids.hexadecimal(32)}
        status = 200
        try:
            given = await read_arguments(request)
            answer = {"ok": True} | self._answer(request, name, given, fault, headers)
        except ApiError as error:
            answer = {"ok": False, "error": error.code} | error.extra
            if error.code == "ratelimited":
                headers["Retry-After"] = str(answer.pop("retry_after"))
                status = 429
        if fault is not None and fault.kind == "http":
            return self._record(name, given, fault.status, {}, started)
        if fault is not None and fault.kind in {"timeout_after", "drop_after"}:
            self._record(name, given, 0, answer, started)
            await self._vanish(request, fault)
            return web.Response()
        return self._record(name, given, status, answer, started, headers)

    def _answer(
        self, request: web.Request, name: str, given: Json, fault: Fault | None, headers: dict[str, str]
    ) -> Json:
        if fault is not None and fault.kind == "ratelimited":
            raise ApiError("ratelimited", retry_after=fault.retry_after)
        if fault is not None and fault.kind == "error":
            raise ApiError(fault.error)
        if fault is not None and fault.kind == "http":
            return {}
        method = METHODS.get(name)
        if method is None:
            raise ApiError("unknown_method", req_method=name)
        self._check_token(request, given, method)
        if not method.app_token:
            headers["x-oauth-scopes"] = ",".join(sorted(self._stage.scopes))
        if method.scopes:
            headers["x-accepted-oauth-scopes"] = ",".join(method.scopes)
            self._stage.need_scope(*method.scopes)
        wait = self._stage.limits.wait_for_method(name, method.per_minute)
        if wait:
            raise ApiError("ratelimited", retry_after=wait)
        return method.run(self._stage, Arguments(given))

    def _check_token(self, request: web.Request, given: Json, method: Method) -> None:
        kind, _, credential = request.headers.get("Authorization", "").partition(" ")
        token = credential.strip() if kind.lower() == "bearer" else ""
        token = token or str(given.get("token") or "")
        given.pop("token", None)
        if not token:
            raise ApiError("not_authed")
        if token not in {self._bot_token, self._app_token}:
            raise ApiError("invalid_auth")
        if token != (self._app_token if method.app_token else self._bot_token):
            raise ApiError("not_allowed_token_type")

    def _record(
        self,
        name: str,
        given: Json,
        status: int,
        answer: Json,
        started: float,
        headers: dict[str, str] | None = None,
    ) -> web.Response:
        self._stage.wire.called(
            ApiCall(
                number=self._stage.wire.next_number(),
                method=name,
                args={key: value for key, value in given.items() if key != "token"},
                status=status,
                answer=answer,
                at=self._stage.workspace.clock(),
                seconds=time.perf_counter() - started,
            )
        )
        if headers is None:
            return web.Response(status=status or 500, text="")
        return web.json_response(answer, status=status, headers=headers)

    async def _vanish(self, request: web.Request, fault: Fault) -> None:
        if fault.kind in {"timeout_before", "timeout_after"}:
            try:
                async with asyncio.timeout(fault.hang_seconds):
                    await self.stopping.wait()
            except TimeoutError:
                pass
        if request.transport is not None:
            request.transport.abort()
