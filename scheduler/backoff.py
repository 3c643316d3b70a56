"""The retry timetable, pure."""

from datetime import timedelta

LAST_ATTEMPT = 100
"""After this many failures in a row (about a day) a posting is parked for the operator."""

_FIRST = timedelta(seconds=2)
_LONGEST = timedelta(minutes=15)


def wait_after(attempts: int, *, jitter: float) -> timedelta:
    """How long to wait after this many failures (1 for the first): four times as long each time, at most a quarter
    of an hour, so that cards follow soon after an outage.

    `jitter` in [0, 1) spreads retries over the last quarter of the wait, so that chats do not come back all at once.
    """
    wait = _LONGEST
    if attempts < 6:
        wait = min(_FIRST * 4 ** (attempts - 1), _LONGEST)
    return wait * (0.75 + 0.25 * jitter)
