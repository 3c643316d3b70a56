"""Lets the emulated Telegram fail on demand."""

from dataclasses import dataclass, replace
from typing import Literal

from sandbox.telegram.parameters import Parameters
from sandbox.telegram.world import World

Kind = Literal["retry_after", "http", "error", "timeout_before", "timeout_after", "drop", "drop_after"]
ANY_METHOD = "*"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What goes wrong, how often still, and for which method (and chat, when one is named)."""

    method: str
    kind: Kind
    times: int
    seconds: int
    status: int
    description: str
    chat_id: int | None

    @property
    def afterwards(self) -> bool:
        """Whether the request is carried out before it goes wrong."""
        return self.kind in {"timeout_after", "drop_after"}


class Faults:
    """The faults that are still to come. Each fits the first requests that match it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._coming: list[Fault] = []

    def fail_next(
        self,
        method: str,
        kind: Kind,
        times: int = 1,
        *,
        seconds: int = 1,
        status: int = 502,
        code: int = 400,
        description: str = "Bad Request: made up by the sandbox",
        chat_id: int | None = None,
    ) -> None:
        """Lets the next `times` requests of a method ("*": any but getUpdates) go wrong.

        retry_after: 429 with `seconds`. http: an answer with `status`, without Telegram's JSON unless it is 500.
        error: Telegram's own refusal with `code` and `description`. timeout_before: taken, never carried out, never
        answered. timeout_after: carried out, never answered. drop and drop_after: the same, but the connection breaks.
        """
        self._coming.append(
            Fault(
                method=method.lower(),
                kind=kind,
                times=times,
                seconds=seconds,
                status=code if kind == "error" else status,
                description=description,
                chat_id=chat_id,
            )
        )

    def duplicate_next_update(self, times: int = 1) -> None:
        """The next updates that the bot confirms (or answers 2xx to) come once more."""
        self._world.updates.duplicate_next(times)

    def drop_polls(self, times: int = 1) -> None:
        """Breaks the connection of the poll that waits now, and of those that follow, before they are answered."""
        self._world.polls_to_drop += times
        self._world.updates.wake()

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._coming.clear()
        self._world.polls_to_drop = 0

    def take(self, method: str, given: Parameters) -> Fault | None:
        """The fault for this request, which is used up by it."""
        for place, fault in enumerate(self._coming):
            right_method = fault.method == method or (fault.method == ANY_METHOD and method != "getupdates")
            if right_method and fault.chat_id in {None, given.integer("chat_id")}:
                if fault.times > 1:
                    self._coming[place] = replace(fault, times=fault.times - 1)
                else:
                    del self._coming[place]
                return fault
        return None
