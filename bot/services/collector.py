"""Group commit: pieces that wait together are taken in by one writer in one transaction.

A commit costs the disk about as much for one piece as for hundreds. So while one transaction is being written, whatever
comes in waits for the next; under no load a piece goes at once and alone.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.feedback import Said
from bot.errors import Busy, KlankbordError, Unavailable
from bot.services.intake import Receipt, take_in_many
from bot.services.office import Office

_QUIET_TURNS = 3
"""Turns of the event loop in which nobody joins: reading a request and understanding it takes two."""


class Unkeepable(KlankbordError):
    """This one piece cannot be kept, for a reason that we did not foresee; its neighbours are."""


@dataclass(frozen=True, kw_only=True, eq=False)
class _Waiting:
    pieces: Sequence[Said]
    answer: "asyncio.Future[list[Receipt | Unkeepable]]"


class Collector:
    """One writer for everybody who brings feedback. Start it before use; stop it to write what waits and then no more.

    Holds at most `room` pieces that wait; more raise Busy.
    """

    def __init__(self, office: Office, clock: Clock, *, at_once: int = 500, room: int = 10_000) -> None:
        self._office = office
        self._clock = clock
        self._at_once = at_once
        self._room = room
        self._queue: deque[_Waiting] = deque()
        self._held = 0
        self._came = asyncio.Event()
        self._open = False
        self._writer: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to take in."""
        self._open = True
        self._writer = asyncio.create_task(self._write(), name="collector")

    async def stop(self) -> None:
        """Take nothing new, write what waits, answer it, and end."""
        self._open = False
        self._came.set()
        if self._writer is not None:
            await self._writer
            self._writer = None

    async def take_in(self, said: Said) -> Receipt:
        """Take in one piece; returns after its commit. Raises Busy, Unavailable, Conflict or Unkeepable."""
        receipt = (await self.take_in_all([said]))[0]
        if isinstance(receipt, Unkeepable):
            raise receipt
        return receipt

    async def take_in_all(self, pieces: Sequence[Said]) -> list[Receipt | Unkeepable]:
        """Take in pieces, in order; returns after the commit. Raises Busy, Unavailable or Conflict; then they can be
        brought again, all of them."""
        if not pieces:
            return []
        if not self._open:
            raise Busy("stopping")
        if self._held + len(pieces) > self._room:
            raise Busy("too many pieces wait")
        waiting = _Waiting(pieces=pieces, answer=asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        self._held += len(pieces)
        self._came.set()
        return await waiting.answer

    async def _write(self) -> None:
        while self._queue or self._open:
            if not self._queue:
                self._came.clear()
                await self._came.wait()
                continue
            await self._let_others_come()
            group = self._next_group()
            try:
                await self._take_in(group)
            finally:
                self._held -= sum(len(waiting.pieces) for waiting in group)

    async def _let_others_come(self) -> None:
        """Give requests that lie unread at our sockets the moment it takes to join; none that are yet to be sent."""
        quiet, held = 0, self._held
        while quiet < _QUIET_TURNS and held < self._at_once:
            await asyncio.sleep(0)
            quiet = quiet + 1 if self._held == held else 0
            held = self._held

    def _next_group(self) -> list[_Waiting]:
        group = [self._queue.popleft()]
        many = len(group[0].pieces)
        while self._queue and many + len(self._queue[0].pieces) <= self._at_once:
            group.append(self._queue.popleft())
            many += len(group[-1].pieces)
        return group

    async def _take_in(self, group: Sequence[_Waiting]) -> None:
        pieces = [piece for waiting in group for piece in waiting.pieces]
        try:
            receipts = iter(await take_in_many(self._office, pieces, now=self._clock()))
        except Unavailable as error:
            for waiting in group:
                _fail(waiting, error)
        except Exception:  # one of them cannot be kept: find out which, so that the others are
            for waiting in group:
                await self._one_by_one(waiting)
        else:
            for waiting in group:
                _answer(waiting, [next(receipts) for _ in waiting.pieces])

    async def _one_by_one(self, waiting: _Waiting) -> None:
        found: list[Receipt | Unkeepable] = []
        for piece in waiting.pieces:
            try:
                found += await take_in_many(self._office, [piece], now=self._clock())
            except KlankbordError as error:
                _fail(waiting, error)
                return
            except Exception as error:
                reason = Unkeepable(type(error).__name__)
                reason.__cause__ = error
                found.append(reason)
        _answer(waiting, found)


def _answer(waiting: _Waiting, receipts: list[Receipt | Unkeepable]) -> None:
    if not waiting.answer.done():  # whoever asked may have gone
        waiting.answer.set_result(receipts)


def _fail(waiting: _Waiting, error: Exception) -> None:
    if not waiting.answer.done():
        waiting.answer.set_exception(error)
