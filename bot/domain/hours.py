"""Working hours: which moments count when we promise something to a customer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

IsHoliday = Callable[[date], bool]
"""Tells whether a local date is a public holiday. Passed in: the calendar comes from a library, the domain has none."""


@dataclass(frozen=True, kw_only=True)
class WorkingHours:
    """On which weekdays (0 is Monday) people work, from when until when, in which zone, and which days are off."""

    weekdays: frozenset[int]
    opens: time
    closes: time
    zone: ZoneInfo
    is_holiday: IsHoliday

    def is_working_day(self, day: date) -> bool:
        """Whether people work on this local date."""
        return day.weekday() in self.weekdays and not self.is_holiday(day)

    def local(self, moment: datetime) -> datetime:
        """The moment on the team's own clock."""
        return moment.astimezone(self.zone)
