"""Socket Mode: WebSocket connections that bring envelopes and carry acknowledgements back."""

import asyncio
import contextlib
import json

from aiohttp import WSMsgType, web

from sandbox.slack.changes import Changes
from sandbox.slack.ids import Ids
from sandbox.slack.values import APP_ID, Json

MOST_CONNECTIONS = 10


class ConnectionGone(Exception):
    """The connection closed before the envelope was acknowledged."""


class Connection:
    """One open WebSocket and the envelopes that wait for an acknowledgement on it."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.leaving = False
        self._waiting: dict[str, list[asyncio.Future[Json | None]]] = {}

    async def send(self, envelope: Json) -> Json | None:
        """Bring an envelope and return what the acknowledgement carried. Raises ConnectionGone."""
        answer: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        envelope_id = envelope["envelope_id"]
        self._waiting.setdefault(envelope_id, []).append(answer)
        try:
            await self.socket.send_json(envelope)
            return await answer
        except (ConnectionError, RuntimeError) as error:
            raise ConnectionGone from error
        finally:
            waiting = self._waiting.get(envelope_id, [])
            if answer in waiting:
                waiting.remove(answer)
            if not waiting:
                self._waiting.pop(envelope_id, None)

    def acknowledged(self, message: Json) -> None:
        """Note what the app sent back."""
        waiting = self._waiting.get(str(message.get("envelope_id")), [])
        if waiting:
            answer = waiting.pop(0)
            if not answer.done():
                answer.set_result(message.get("payload"))

    def gone(self) -> None:
        """Let all who wait know that no acknowledgement will come."""
        for waiting in self._waiting.values():
            for answer in waiting:
                if not answer.done():
                    answer.set_exception(ConnectionGone())


class Sockets:
    """All connections of the app, at most ten; an envelope goes to any one of them, in turns."""

    def __init__(self, *, ids: Ids, changes: Changes) -> None:
        self._ids = ids
        self._changes = changes
        self._tickets: set[str] = set()
        self._connections: list[Connection] = []
        self._turn = 0
        self.ever_connected = False

    def ticket(self) -> str:
        """A permit for one connection."""
        ticket = self._ids.uuid()
        self._tickets.add(ticket)
        return ticket

    @property
    def count(self) -> int:
        """How many connections take envelopes now."""
        return len(self._usable())

    def next_connection(self) -> Connection | None:
        """Whose turn it is."""
        usable = self._usable()
        if not usable:
            return None
        self._turn += 1
        return usable[self._turn % len(usable)]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to goodbye."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=401)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._tickets.discard(ticket)
        if len(self._connections) >= MOST_CONNECTIONS:
            await socket.send_json(_disconnect("too_many_websockets"))
            await socket.close()
            return socket
        connection = Connection(socket)
        self._connections.append(connection)
        await socket.send_json(_hello(len(self._connections)))
        self.ever_connected = True
        self._changes.tell("connection", name="opened")
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    with contextlib.suppress(ValueError, AttributeError):
                        connection.acknowledged(json.loads(message.data))
        finally:
            self._connections.remove(connection)
            connection.gone()
            self._changes.tell("connection", name="closed")
        return socket

    async def disconnect(self, reason: str, grace: float) -> None:
        """Ask all present connections to go, and close them after `grace` seconds. An empty reason breaks them
        without a word."""
        leaving = list(self._connections)
        for connection in leaving:
            connection.leaving = True
            if reason:
                await connection.socket.send_json(_disconnect(reason))
        if grace:
            await asyncio.sleep(grace)
        for connection in leaving:
            await connection.socket.close()

    async def close(self) -> None:
        """Close everything."""
        for connection in list(self._connections):
            connection.leaving = True
            await connection.socket.close()

    def _usable(self) -> list[Connection]:
        return [c for c in self._connections if not c.leaving and not c.socket.closed]


def _hello(count: int) -> Json:
    return {
        "type": "hello",
        "num_connections": count,
        "connection_info": {"app_id": APP_ID},
        "debug_info": {"host": "applink-sandbox", "build_number": 1, "approximate_connection_time": 18060},
    }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-sandbox"}}
