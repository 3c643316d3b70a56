"""The demo's own clock: it begins on the morning of a working day, whatever the real hour, and runs from there."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bot.domain.hours import IsHoliday

SATURDAY = 5


class DemoClock:
    """Tells the time that it is in the demo. It runs as fast as `ticks` (seconds) and is only ever moved forward."""

    def __init__(self, start: datetime, ticks: Callable[[], float] = time.monotonic) -> None:
        self._at = start.astimezone(UTC)
        self._ticks = ticks
        self._since = ticks()

    def __call__(self) -> datetime:
        return self._at + timedelta(seconds=self._ticks() - self._since)

    def move_to(self, moment: datetime) -> None:
        """Go on from this moment, unless it has passed already."""
        self._at, self._since = max(self(), moment.astimezone(UTC)), self._ticks()


def latest_working_day(today: date, is_holiday: IsHoliday) -> date:
    """Today, or the last day before it that was neither in a weekend nor a public holiday."""
    day = today
    while day.weekday() >= SATURDAY or is_holiday(day):
        day -= timedelta(days=1)
    return day
