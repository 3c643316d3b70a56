"""Handles what was recorded before it was confirmed: in order for each person, side by side for different ones."""

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from storage.inbound import MOST_ATTEMPTS, Inbound, Received

Payload = Mapping[str, Any]
LEASE = timedelta(seconds=15)
HOLD_EVERY = LEASE / 3
AT_ONCE = 32
TAKEN_TOGETHER = 100
DONE_TOGETHER = 0.02
CLOSING = 5.0
_log = logging.getLogger(__name__)


class InboundWorker:
    """Records what comes in and sees to it that each is handled, after a crash as well.

    `handle` may be called again for what it handled before, so its effect must be tied to the delivery. What fails is
    tried again after `pause`, four times that, and so on, then left alone and logged (never with its words) until the
    operator lets it be tried again (`klankbord updates`).
    """

    def __init__(
        self,
        inbound: Inbound,
        handle: Callable[[Received], Awaitable[None]],
        *,
        lane: Callable[[Payload], Hashable],
        clock: Clock,
        pause: timedelta = timedelta(seconds=1),
        look_every: float = 1.0,
    ) -> None:
        """`lane` says what must keep its order. `look_every` is in seconds."""
        self._inbound = inbound
        self._handle = handle
        self._lane = lane
        self._clock = clock
        self._pause = pause
        self._look_every = look_every
        self._lanes: dict[Hashable, deque[Received]] = {}
        self._in_hand: set[int] = set()
        self._working: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._done: list[int] = []
        self._some_done = asyncio.Event()
        self._held_at = clock()

    async def record(self, told: Sequence[tuple[str, Payload]]) -> None:
        """Keep what came in, as pairs of its delivery name and itself. Once this returns it may be confirmed."""
        now = self._clock()
        self._accept(await self._inbound.record(told, now=now, leased_until=now + LEASE))

    async def run(self) -> None:
        """Take up what was left behind, now and whenever its time comes, until cancelled; then finish what began."""
        clearing = asyncio.create_task(self._clear())
        try:
            while True:
                await self._look()
                await asyncio.sleep(self._look_every)
        finally:
            if self._working:
                _, stuck = await asyncio.wait(self._working, timeout=CLOSING)
                for task in stuck:
                    task.cancel()
            clearing.cancel()
            with suppress(asyncio.CancelledError):
                await clearing
            await self._flush()

    async def _look(self) -> None:
        now = self._clock()
        try:
            await self._hold(now)
            self._accept(await self._inbound.take(TAKEN_TOGETHER, now=now, leased_until=now + LEASE))
        except Exception as error:
            _log.error("what waits to be handled cannot be read: %s", _where(error))

    async def _hold(self, now: datetime) -> None:
        """What waits here for its turn is not taken for left behind."""
        if now - self._held_at < HOLD_EVERY:
            return
        self._held_at = now
        if self._in_hand:
            await self._inbound.hold(list(self._in_hand), leased_until=now + LEASE)

    def _accept(self, rows: Sequence[Received]) -> None:
        for row in rows:
            if row.id in self._in_hand:
                continue
            self._in_hand.add(row.id)
            lane = self._lane(row.payload)
            if lane in self._lanes:
                self._lanes[lane].append(row)
                continue
            self._lanes[lane] = deque([row])
            task = asyncio.create_task(self._work(lane))
            self._working.add(task)
            task.add_done_callback(self._working.discard)

    async def _work(self, lane: Hashable) -> None:
        waiting = self._lanes[lane]
        while waiting:
            row = waiting.popleft()
            async with self._places:
                await self._one(row)
        del self._lanes[lane]

    async def _one(self, row: Received) -> None:
        try:
            await self._handle(row)
        except Exception as error:
            await self._note_failure(row, error)
        else:
            self._done.append(row.id)
            self._some_done.set()

    async def _note_failure(self, row: Received, error: Exception) -> None:
        parked = row.attempts >= MOST_ATTEMPTS
        _log.error(
            "%s failed at attempt %d%s: %s", row.delivery, row.attempts, ", left alone" if parked else "", _where(error)
        )
        try:
            again = self._clock() + self._pause * 4 ** (row.attempts - 1)
            await self._inbound.failed(row.id, not_before=again)
        except Exception as worse:
            # The lease ends by itself, and the row is taken up again.
            _log.error("the failure could not be noted: %s", _where(worse))
        self._in_hand.discard(row.id)

    async def _clear(self) -> None:
        """What is done is removed many at a time. A crash in between lets it be handled twice, which is harmless."""
        while True:
            await self._some_done.wait()
            await asyncio.sleep(DONE_TOGETHER)
            self._some_done.clear()
            await self._flush()

    async def _flush(self) -> None:
        ids, self._done = self._done, []
        try:
            await self._inbound.done(ids)
        except Exception as error:
            _log.error("what is done could not be removed: %s", _where(error))
        self._in_hand.difference_update(ids)


def _where(error: Exception) -> str:
    """What went wrong and where, without the words of the exception: they may be somebody's."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} at {frames[-1].filename}:{frames[-1].lineno}" if frames else type(error).__name__
