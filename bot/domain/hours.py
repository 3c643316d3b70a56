"""Working hours: which moments count when we promise something to a customer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

IsHoliday = Callable[[date], bool]
"""Tells whether a local date is a public holiday. Passed in: the calendar comes from a library, the domain has none."""

MIDNIGHT = time(0)
# Nobody is closed for longer; a calendar in which every day is a holiday must not be searched for ever.
LONGEST_CLOSURE = timedelta(days=400)


@dataclass(frozen=True, kw_only=True)
class WorkingHours:
    """On which weekdays (0 is Monday) people work, from when until when, in which zone, and which days are off.

    `opens` and `closes` are on the team's own clock and lie on one day; a `closes` of midnight is the end of that day,
    so 00:00 to 00:00 is round the clock. Raises ValueError when there is no weekday or no time between the two.
    """

    weekdays: frozenset[int]
    opens: time
    closes: time
    zone: ZoneInfo
    is_holiday: IsHoliday

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise ValueError("working hours need at least one weekday, from 0 (Monday) to 6")
        if self.closes != MIDNIGHT and self.opens >= self.closes:
            raise ValueError("working hours must open before they close, on the same day")

    @property
    def day_length(self) -> timedelta:
        """How long a working day is on the clock."""
        opens = timedelta(hours=self.opens.hour, minutes=self.opens.minute, seconds=self.opens.second)
        closes = timedelta(hours=self.closes.hour, minutes=self.closes.minute, seconds=self.closes.second)
        return (closes or timedelta(days=1)) - opens

    def is_working_day(self, day: date) -> bool:
        """Whether people work on this local date."""
        return day.weekday() in self.weekdays and not self.is_holiday(day)

    def local(self, moment: datetime) -> datetime:
        """The moment on the team's own clock."""
        return moment.astimezone(self.zone)

    def window(self, day: date) -> tuple[datetime, datetime]:
        """When this local date's hours begin and end, in UTC, whether or not people work on that day.

        An hour that the clocks skip counts an hour later; of an hour that comes twice, the first counts.
        """
        last = day + timedelta(days=1) if self.closes == MIDNIGHT else day
        opens = datetime.combine(day, self.opens, tzinfo=self.zone).astimezone(UTC)
        closes = datetime.combine(last, self.closes, tzinfo=self.zone).astimezone(UTC)
        return opens, max(opens, closes)
