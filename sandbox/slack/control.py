"""The control API: acting as people and looking over their shoulders, over HTTP, for pages and browser tests.

All paths stand under `/control`. A POST takes a JSON object (and only with that content type, so that no other site's
page can call it) and answers `{"ok": true, ...}`, else `{"ok": false, "error": words}` with status 400 (a field is
missing), 409 (the person cannot do that) or 504 (the app did not acknowledge).

    POST press     user, channel, ts, action_id [, value, ephemeral]   or   user, view_id, action_id [, value]
    POST select    user, channel, ts, action_id, value                 or   user, view_id, action_id, value
    POST submit    user, view_id, values {block_id: {action_id: value}}     -> outcome, errors
    POST close     user, view_id [, everything]
    POST say       user, channel, text [, thread_ts]                        -> ts
    POST react     user, channel, ts, emoji
    POST unreact   user, channel, ts, emoji
    POST command   user, channel, command [, text]                          -> answer
    POST home      user [, tab]
    POST fault     method, kind [, times, retry_after, status, error]
    POST disconnect [reason]
    GET  state?viewer=U…     what that person sees
    GET  wire?after=N        calls and deliveries numbered above N, oldest first
    GET  live                WebSocket: one JSON object for each change
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.slack.changes import Changes
from sandbox.slack.errors import NotAcknowledged, Refused
from sandbox.slack.people import People
from sandbox.slack.snapshot import snapshot
from sandbox.slack.values import Json

Act = Callable[[Json], Awaitable[Json]]

_MOST_WIRE = 500


class Control:
    """Serves the control API of one workspace."""

    def __init__(self, slack: People, changes: Changes) -> None:
        self._slack = slack
        self._changes = changes
        self._watchers: set[web.WebSocketResponse] = set()

    def add_to(self, app: web.Application) -> None:
        """Add the routes."""
        acts: dict[str, Act] = {
            "press": self._press,
            "select": self._select,
            "submit": self._submit,
            "close": self._close,
            "say": self._say,
            "react": self._react,
            "unreact": self._unreact,
            "command": self._command,
            "home": self._home,
            "fault": self._fault,
            "disconnect": self._disconnect,
        }
        for name, act in acts.items():
            app.router.add_post(f"/control/{name}", _served(act))
        app.router.add_get("/control/state", self._state)
        app.router.add_get("/control/wire", self._wire)
        app.router.add_get("/control/live", self._live)
        app.on_shutdown.append(self._shut_down)

    async def _press(self, given: Json) -> Json:
        user, action_id, value = given["user"], given["action_id"], given.get("value")
        if "view_id" in given:
            answer = await self._slack.press_in_view(user, given["view_id"], action_id, value)
        elif given.get("ephemeral"):
            answer = await self._slack.press_ephemeral(user, given["channel"], action_id, value, ts=given.get("ts"))
        else:
            answer = await self._slack.press(user, given["channel"], given["ts"], action_id, value)
        return {"seconds": answer.seconds}

    async def _select(self, given: Json) -> Json:
        user, action_id, value = given["user"], given["action_id"], given["value"]
        if "view_id" in given:
            await self._slack.select_in_view(user, given["view_id"], action_id, value)
        else:
            await self._slack.select(user, given["channel"], given["ts"], action_id, value)
        return {}

    async def _submit(self, given: Json) -> Json:
        submitted = await self._slack.submit(given["user"], given["view_id"], given.get("values") or {})
        return {"outcome": submitted.outcome, "errors": dict(submitted.errors)}

    async def _close(self, given: Json) -> Json:
        await self._slack.close_view(given["user"], given["view_id"], everything=bool(given.get("everything")))
        return {}

    async def _say(self, given: Json) -> Json:
        ts = await self._slack.say(given["user"], given["channel"], given["text"], given.get("thread_ts"))
        return {"ts": ts}

    async def _react(self, given: Json) -> Json:
        await self._slack.react(given["user"], given["channel"], given["ts"], given["emoji"])
        return {}

    async def _unreact(self, given: Json) -> Json:
        await self._slack.unreact(given["user"], given["channel"], given["ts"], given["emoji"])
        return {}

    async def _command(self, given: Json) -> Json:
        answer = await self._slack.command(given["user"], given["channel"], given["command"], given.get("text", ""))
        return {"answer": answer.payload}

    async def _home(self, given: Json) -> Json:
        await self._slack.open_home(given["user"], given.get("tab", "home"))
        return {}

    async def _fault(self, given: Json) -> Json:
        known = {"times", "retry_after", "status", "error", "hang_seconds"}
        options: dict[str, Any] = {key: value for key, value in given.items() if key in known}
        self._slack.stage.faults.fail_next(given["method"], given["kind"], **options)
        return {}

    async def _disconnect(self, given: Json) -> Json:
        await self._slack.stage.faults.disconnect_sockets(given.get("reason", "refresh_requested"))
        return {}

    async def _state(self, request: web.Request) -> web.Response:
        viewer = request.query.get("viewer", "")
        if viewer not in self._slack.stage.workspace.people:
            return web.json_response({"ok": False, "error": f"there is no user {viewer}"}, status=400)
        return web.json_response(snapshot(self._slack, viewer, self._changes.last))

    async def _wire(self, request: web.Request) -> web.Response:
        after = int(request.query.get("after", "0"))
        wire = self._slack.stage.wire
        calls = [{"direction": "in"} | asdict(call) for call in wire.calls if call.number > after]
        brought = [{"direction": "out"} | asdict(one) for one in wire.deliveries if one.number > after]
        entries = sorted([*calls, *brought], key=lambda entry: entry["number"])[-_MOST_WIRE:]
        for entry in entries:
            entry["at"] = entry["at"].isoformat()
        return web.json_response({"entries": entries})

    async def _live(self, request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin is not None and origin.split("://", 1)[-1] != request.host:
            raise web.HTTPForbidden
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        self._watchers.add(socket)

        async def tell() -> None:
            with contextlib.suppress(ConnectionError):
                async for change in self._changes.subscribe():
                    await socket.send_json(asdict(change))

        telling = asyncio.create_task(tell())
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            telling.cancel()
            self._watchers.discard(socket)
        return socket

    async def _shut_down(self, _app: web.Application) -> None:
        for socket in list(self._watchers):
            await socket.close()


def _served(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            return _refusal("send application/json", 415)
        try:
            given = await request.json()
            return web.json_response({"ok": True} | await act(given))
        except KeyError as missing:
            return _refusal(f"missing or unknown: {missing}", 400)
        except (ValueError, TypeError) as error:
            return _refusal(str(error), 400)
        except NotAcknowledged as error:
            return _refusal(str(error), 504)
        except Refused as error:
            return _refusal(str(error), 409)

    return serve


def _refusal(words: str, status: int) -> web.Response:
    return web.json_response({"ok": False, "error": words}, status=status)
