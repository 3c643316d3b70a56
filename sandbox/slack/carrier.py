"""Bringing events, interactions and commands to the app, by Socket Mode or by signed HTTP."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TypeVar

from sandbox.slack.changes import Changes
from sandbox.slack.errors import NotAcknowledged, NotConnected
from sandbox.slack.faults import Faults
from sandbox.slack.signed import Outcome, SignedPoster
from sandbox.slack.sockets import ConnectionGone, Sockets
from sandbox.slack.values import Json
from sandbox.slack.wire import Delivery, Wire
from sandbox.slack.workspace import Workspace

T = TypeVar("T")

_GONE = Outcome(reason="connection_failed")


@dataclass(frozen=True, kw_only=True)
class Acknowledged:
    """The app acknowledged: with this payload, after so many seconds of real time."""

    payload: Json | None
    seconds: float


class Carrier:
    """Delivers. Events that are not acknowledged are brought again after each of `retry_delays` (seconds of real
    time); interactions and commands are not, but go to another connection when theirs breaks in time."""

    def __init__(
        self,
        *,
        workspace: Workspace,
        changes: Changes,
        sockets: Sockets,
        poster: SignedPoster,
        faults: Faults,
        wire: Wire,
        ack_timeout: float,
        retry_delays: tuple[float, ...],
    ) -> None:
        self._workspace = workspace
        self._changes = changes
        self._sockets = sockets
        self._poster = poster
        self._faults = faults
        self._wire = wire
        self._ack_timeout = ack_timeout
        self._retry_delays = retry_delays
        self._tasks: set[asyncio.Task[None]] = set()
        self._first_attempts: list[asyncio.Future[None]] = []
        self.events_url: str | None = None

    def send_event(self, payload: Json) -> None:
        """Deliver an event in the background, with the retries it needs."""
        first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._first_attempts.append(first)
        copies = self._copies()
        self._start(self._deliver_event(payload, first))
        for _ in range(copies - 1):
            self._start(self._deliver_event(payload, asyncio.get_running_loop().create_future()))

    async def caused_by(self, act: Callable[[], T]) -> T:
        """Do something that causes events, and wait until each has been brought once."""
        self._first_attempts = []
        result = act()
        firsts, self._first_attempts = self._first_attempts, []
        await asyncio.gather(*firsts)
        return result

    async def interact(self, kind: str, payload: Json) -> Acknowledged:
        """Deliver an interaction or a command. Raises NotConnected or NotAcknowledged."""
        if self.events_url is None and not self._sockets.count and not self._sockets.ever_connected:
            raise NotConnected("no Socket Mode connection is open and no request URL is set")
        started = time.perf_counter()
        copies = self._copies()
        outcomes = await asyncio.gather(*(self._attempt(kind, payload, 0, "") for _ in range(copies)))
        outcome = outcomes[0]
        if outcome.reason is not None:
            raise NotAcknowledged(f"the app did not acknowledge: {outcome.reason}")
        return Acknowledged(payload=outcome.payload, seconds=time.perf_counter() - started)

    async def verify_url(self) -> bool:
        """Ask the request URL for the challenge, as Slack does when it is set. True when it answered rightly."""
        challenge = self._workspace.ids.hexadecimal(40)
        payload = {"token": "sandbox-verification-token", "challenge": challenge, "type": "url_verification"}
        outcome = await self._poster.post(self.events_url or "", "events_api", payload, attempt=0, reason="")
        return outcome.reason is None and (outcome.payload or {}).get("challenge") == challenge

    async def close(self) -> None:
        """Give up what is still under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._poster.close()

    def _copies(self) -> int:
        if self._faults.duplicates:
            self._faults.duplicates -= 1
            return 2
        return 1

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_event(self, payload: Json, first: asyncio.Future[None]) -> None:
        try:
            outcome = await self._attempt("events_api", payload, 0, "")
        finally:
            if not first.done():
                first.set_result(None)
        for attempt, delay in enumerate(self._retry_delays, start=1):
            if outcome.reason is None or outcome.stop:
                return
            await asyncio.sleep(delay)
            outcome = await self._attempt("events_api", payload, attempt, outcome.reason)

    async def _attempt(self, kind: str, payload: Json, attempt: int, reason: str) -> Outcome:
        started = time.perf_counter()
        if self.events_url is not None:
            by = "http"
            outcome = await self._poster.post(self.events_url, kind, payload, attempt=attempt, reason=reason)
        else:
            by = "socket"
            outcome = await self._by_socket(kind, payload, attempt, reason)
        if outcome.reason is None and self._faults.lost_acknowledgements:
            self._faults.lost_acknowledgements -= 1
            outcome = Outcome(reason="http_timeout")
        self._wire.delivered(
            Delivery(
                number=self._wire.next_number(),
                kind=kind,
                payload=payload,
                attempt=attempt,
                acknowledged=outcome.reason is None,
                answer=outcome.payload,
                at=self._workspace.clock(),
                seconds=time.perf_counter() - started,
                by=by,
            )
        )
        return outcome

    async def _by_socket(self, kind: str, payload: Json, attempt: int, reason: str) -> Outcome:
        envelope: Json = {
            "envelope_id": self._workspace.ids.uuid(),
            "payload": payload,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
            if not self._sockets.count:
                return _GONE
        try:
            async with asyncio.timeout(self._ack_timeout):
                while True:
                    connection = self._sockets.next_connection()
                    if connection is None:
                        await self._changes.wait_for(lambda: self._sockets.count > 0, self._ack_timeout)
                        continue
                    try:
                        return Outcome(reason=None, payload=await connection.send(envelope))
                    except ConnectionGone:
                        if kind == "events_api":
                            return _GONE
        except TimeoutError:
            return Outcome(reason="timeout")
