"""Telegram's flood limits, on the emulator's clock: what is too much gets 429 with the seconds to wait."""

import math
from collections import defaultdict, deque
from datetime import datetime, timedelta

from bot.clock import Clock
from sandbox.telegram.errors import too_many_requests


class Window:
    """At most `most` things in any stretch of `span`."""

    def __init__(self, most: int, span: timedelta) -> None:
        self._most = most
        self._span = span
        self._past: deque[datetime] = deque()

    def wait(self, now: datetime) -> timedelta:
        """How long until one more is allowed; zero when it is allowed now."""
        while self._past and self._past[0] <= now - self._span:
            self._past.popleft()
        return self._past[0] + self._span - now if len(self._past) >= self._most else timedelta(0)

    def note(self, now: datetime) -> None:
        self._past.append(now)


class Bucket:
    """One a second, with a small burst."""

    def __init__(self, burst: int) -> None:
        self._burst = float(burst)
        self._left = float(burst)
        self._seen: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """How long until one more is allowed; zero when it is allowed now."""
        if self._seen is not None:
            self._left = min(self._burst, self._left + (now - self._seen).total_seconds())
        self._seen = now
        return timedelta(seconds=max(0.0, 1 - self._left))

    def note(self, now: datetime) -> None:
        self.wait(now)
        self._left -= 1


class Limits:
    """30 messages a second in all; one a second per chat, with bursts of five;
    20 a minute per group, and as many edits there."""

    def __init__(self, clock: Clock, *, enabled: bool, burst: int = 5) -> None:
        self._clock = clock
        self.enabled = enabled
        self._overall = Window(30, timedelta(seconds=1))
        self._chats: dict[int, Bucket] = defaultdict(lambda: Bucket(burst))
        self._groups: dict[int, Window] = defaultdict(lambda: Window(20, timedelta(minutes=1)))
        self._edits: dict[int, Window] = defaultdict(lambda: Window(20, timedelta(minutes=1)))

    def admit_message(self, chat_id: int) -> None:
        """Raises ApiError 429 when a message to this chat comes too soon; a refused one does not count."""
        gates: list[Window | Bucket] = [self._overall, self._chats[chat_id]]
        if chat_id < 0:
            gates.append(self._groups[chat_id])
        self._admit(gates)

    def admit_edit(self, chat_id: int) -> None:
        """Raises ApiError 429 when a group's messages are edited too often."""
        if chat_id < 0:
            self._admit([self._edits[chat_id]])

    def _admit(self, gates: list[Window | Bucket]) -> None:
        if not self.enabled:
            return
        now = self._clock()
        longest = max(gate.wait(now) for gate in gates)
        if longest > timedelta(0):
            raise too_many_requests(math.ceil(longest.total_seconds()))
        for gate in gates:
            gate.note(now)
