"""Telling who watches that something changed."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

_GLANCE = 0.05


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something became different: `kind` says what (message, ephemeral, reaction, view, home, member, call,
    delivery, connection), the rest where and for whom. `number` counts up from 1."""

    number: int
    kind: str
    channel: str | None = None
    ts: str | None = None
    user: str | None = None
    name: str | None = None


class Changes:
    """The bell that rings at every change."""

    def __init__(self) -> None:
        self.last = 0
        self._rung = asyncio.Event()
        self._listeners: set[asyncio.Queue[Change]] = set()

    def tell(
        self,
        kind: str,
        *,
        channel: str | None = None,
        ts: str | None = None,
        user: str | None = None,
        name: str | None = None,
    ) -> None:
        """Ring for all who wait or listen."""
        self.last += 1
        self._rung.set()
        self._rung = asyncio.Event()
        if self._listeners:
            change = Change(number=self.last, kind=kind, channel=channel, ts=ts, user=user, name=name)
            for listener in self._listeners:
                listener.put_nowait(change)

    async def wait_for(self, predicate: Callable[[], T], timeout: float = 5.0) -> T:  # noqa: ASYNC109
        """Return what `predicate` gives as soon as that is true; asked again after every change and, since it may
        look at other things as well, twenty times a second. Raises TimeoutError after `timeout` seconds of real
        time."""
        until = time.monotonic() + timeout
        while True:
            rung = self._rung
            result = predicate()
            if result:
                return result
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"nothing came of it within {timeout} s")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left, _GLANCE)):
                    await rung.wait()

    async def subscribe(self) -> AsyncIterator[Change]:
        """Every change from now on, until the iterator is closed."""
        queue: asyncio.Queue[Change] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._listeners.discard(queue)
