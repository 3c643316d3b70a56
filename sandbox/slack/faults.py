"""Telling the emulated Slack to fail, as the real one does now and then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["ratelimited", "http", "error", "timeout_before", "timeout_after", "drop", "drop_after"]


@dataclass(kw_only=True)
class Fault:
    """One kind of failure that the next `times` calls of a method meet."""

    kind: FaultKind
    times: int
    retry_after: int = 1
    status: int = 503
    error: str = "internal_error"
    hang_seconds: float = 60.0


class Faults:
    """What goes wrong next.

    Kinds: `ratelimited` (429 with `retry_after` seconds), `http` (a bare `status`), `error` (ok: false with that
    code), `timeout_before` (nothing is done, the call hangs for `hang_seconds`, then the connection drops),
    `timeout_after` (done, but never answered), `drop` and `drop_after` (the same without the hanging)."""

    def __init__(self) -> None:
        self._api: dict[str, list[Fault]] = {}
        self.duplicates = 0
        self.lost_acknowledgements = 0
        self.on_disconnect: Callable[[str, float], Awaitable[None]] | None = None

    def fail_next(
        self,
        method: str,
        kind: FaultKind,
        times: int = 1,
        *,
        retry_after: int = 1,
        status: int = 503,
        error: str = "internal_error",
        hang_seconds: float = 60.0,
    ) -> None:
        """Let the next `times` calls of `method` (`*`: of any) fail this way; several wait in line."""
        fault = Fault(
            kind=kind,
            times=times,
            retry_after=retry_after,
            status=status,
            error=error,
            hang_seconds=hang_seconds,
        )
        self._api.setdefault(method, []).append(fault)

    def take(self, method: str) -> Fault | None:
        """The fault that this call meets, if any; used up by that."""
        for key in (method, "*"):
            waiting = self._api.get(key)
            if waiting:
                fault = waiting[0]
                fault.times -= 1
                if fault.times <= 0:
                    waiting.pop(0)
                return fault
        return None

    def clear(self) -> None:
        """Everything works again."""
        self._api.clear()
        self.duplicates = 0
        self.lost_acknowledgements = 0

    def duplicate_next_delivery(self, times: int = 1) -> None:
        """Deliver each of the next `times` events or interactions twice, word for word."""
        self.duplicates += times

    def lose_next_acknowledgement(self, times: int = 1) -> None:
        """Act as if the app's next `times` acknowledgements had not arrived (events are then sent again)."""
        self.lost_acknowledgements += times

    async def disconnect_sockets(self, reason: str = "refresh_requested", *, grace: float = 0.0) -> None:
        """Tell every Socket Mode connection to go (`warning` or `refresh_requested`) and close it after `grace`
        seconds; with the reason `""` they break without a word."""
        if self.on_disconnect is not None:
            await self.on_disconnect(reason, grace)
