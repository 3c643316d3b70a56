"""Slack's rate limits, on the workspace's clock."""

import math
from collections import deque

from sandbox.slack.workspace import Workspace

POST_BURST = 5
"""How many posts to one channel Slack tolerates at once, above one a second."""

_MINUTE = 60.0


class Limits:
    """Counts calls and says when to come back. `factor` multiplies every allowance; None lifts all limits."""

    def __init__(self, workspace: Workspace, factor: float | None) -> None:
        self._workspace = workspace
        self.factor = factor
        self._windows: dict[str, deque[float]] = {}
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait_for_method(self, method: str, per_minute: int) -> int:
        """Count one call; 0 when it is allowed, else the whole seconds to wait (it is not counted then)."""
        if self.factor is None:
            return 0
        now = self._workspace.now()
        window = self._windows.setdefault(method, deque())
        while window and window[0] <= now - _MINUTE:
            window.popleft()
        if len(window) >= per_minute * self.factor:
            return max(1, math.ceil(window[0] + _MINUTE - now))
        window.append(now)
        return 0

    def wait_for_post(self, channel: str) -> int:
        """The same for posting to one channel: one a second, short bursts tolerated."""
        if self.factor is None:
            return 0
        now = self._workspace.now()
        burst, rate = POST_BURST * self.factor, self.factor
        left, seen = self._buckets.get(channel, (burst, now))
        left = min(burst, left + max(now - seen, 0.0) * rate)
        if left < 1.0:
            self._buckets[channel] = (left, now)
            return max(1, math.ceil((1.0 - left) / rate))
        self._buckets[channel] = (left - 1.0, now)
        return 0
