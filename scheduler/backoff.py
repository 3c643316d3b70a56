"""The retry timetable, pure."""

from datetime import timedelta

LAST_ATTEMPT = 12
"""After this many failures in a row (about a day and a half) a posting is parked for the operator."""

_FIRST = timedelta(seconds=2)
_LONGEST = timedelta(hours=6)


def wait_after(attempts: int, *, jitter: float) -> timedelta:
    """How long to wait after this many failures (1 for the first): doubling, at most six hours.

    `jitter` in [0, 1) spreads retries over the last quarter of the wait, so that chats do not come back all at once.
    """
    wait = min(_FIRST * (4 ** (attempts - 1)) if attempts < 8 else _LONGEST, _LONGEST)
    return wait * (0.75 + 0.25 * jitter)
