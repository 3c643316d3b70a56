"""What really went over the line, kept for tests and for people who want to learn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sandbox.slack.values import Json

_MOST = 20_000


@dataclass(frozen=True, kw_only=True)
class ApiCall:
    """A Web API call by the app: without its token. `status` is 0 where no answer was given; `seconds` is the
    real time it took here."""

    number: int
    method: str
    args: Json
    status: int
    answer: Json
    at: datetime
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether Slack did what was asked."""
        return self.answer.get("ok") is True


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Something that Slack brought to the app: `kind` is events_api, interactive or slash_commands, `attempt`
    counts from 0, `answer` is what came with the acknowledgement, `seconds` how long that took."""

    number: int
    kind: str
    payload: Json
    attempt: int
    acknowledged: bool
    answer: Json | None
    at: datetime
    seconds: float
    by: str


class Wire:
    """The record of both directions, the oldest forgotten after some ten thousand. Both are numbered in one row, in
    the order in which they ended."""

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        self.calls: list[ApiCall] = []
        self.deliveries: list[Delivery] = []
        self._tell = tell
        self._number = 0

    def next_number(self) -> int:
        """The number of the next record."""
        self._number += 1
        return self._number

    def called(self, call: ApiCall) -> None:
        """Keep a call."""
        self.calls.append(call)
        if len(self.calls) > _MOST:
            del self.calls[: _MOST // 2]
        self._tell("call", call.method)

    def delivered(self, delivery: Delivery) -> None:
        """Keep a delivery."""
        self.deliveries.append(delivery)
        if len(self.deliveries) > _MOST:
            del self.deliveries[: _MOST // 2]
        self._tell("delivery", delivery.kind)
