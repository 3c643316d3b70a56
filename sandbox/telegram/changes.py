"""Lets others wait for what changes in the emulated world, without polling."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import TypeVar

from sandbox.telegram.values import Change

Seen = TypeVar("Seen")


class Changes:
    """A loudspeaker: every change is heard by whoever subscribed before it."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Change | None]] = set()

    def tell(self, change: Change) -> None:
        for listener in self._listeners:
            listener.put_nowait(change)

    def end(self) -> None:
        """Ends all subscriptions of this moment."""
        for listener in self._listeners:
            listener.put_nowait(None)

    async def subscribe(self) -> AsyncGenerator[Change, None]:
        """All changes from now on, until the end."""
        listener: asyncio.Queue[Change | None] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            while (change := await listener.get()) is not None:
                yield change
        finally:
            self._listeners.discard(listener)

    async def wait_for(self, predicate: Callable[[], Seen], seconds: float) -> Seen:
        """The first truthy value of `predicate`, asked now and after every change.

        Raises TimeoutError after so many real seconds.
        """
        listener: asyncio.Queue[Change | None] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            async with asyncio.timeout(seconds):
                while not (seen := predicate()):
                    await listener.get()
                return seen
        finally:
            self._listeners.discard(listener)
