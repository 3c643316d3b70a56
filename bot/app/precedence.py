"""What a person does goes before what everybody is shown: they wait for an answer with the phone in their hand."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

AT_MOST = 0.5


class Precedence:
    """Counts the people who wait for an answer from this process, and lets others give way to them."""

    def __init__(self, *, at_most: float = AT_MOST) -> None:
        """`at_most`: seconds that others give way at each of their turns, so that a busy day does not silence them."""
        self._at_most = at_most
        self._waiting = 0
        self._nobody = asyncio.Event()
        self._nobody.set()

    def people_first(self, work: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        """The same work, during which a person waits."""

        async def with_someone_waiting(*args: P.args, **kwargs: P.kwargs) -> T:
            self._waiting += 1
            self._nobody.clear()
            try:
                return await work(*args, **kwargs)
            finally:
                self._waiting -= 1
                if not self._waiting:
                    self._nobody.set()

        return with_someone_waiting

    @property
    def free(self) -> bool:
        """Whether nobody waits now."""
        return not self._waiting

    async def give_way(self) -> None:
        """Return once nobody waits, or after `at_most` seconds."""
        if self.free:
            return
        try:
            async with asyncio.timeout(self._at_most):
                await self._nobody.wait()
        except TimeoutError:
            return
