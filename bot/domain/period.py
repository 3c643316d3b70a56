"""A stretch of whole local days that a question is about, and the stretch before it to compare with."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_A_DAY = timedelta(days=1)
_A_WEEK = timedelta(days=7)


class Unit(StrEnum):
    """What a period is a whole one of; it decides what comes before it."""

    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Trouble(StrEnum):
    """Why there are no such days as somebody asks about."""

    NOT_A_DAY = "not_a_day"
    NOT_A_WEEK = "not_a_week"
    NOT_A_MONTH = "not_a_month"
    NOT_A_QUARTER = "not_a_quarter"
    FUTURE = "future"
    TOO_LONG = "too_long"
    REVERSED = "reversed"


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


@dataclass(frozen=True, kw_only=True)
class Period:
    """From `first` through `last`, on the calendar of whoever is asked about. Never empty."""

    first: date
    last: date
    unit: Unit = Unit.DAYS

    @property
    def days(self) -> int:
        """How many days it has: at least one."""
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """The one before it: the month before a month, as many days before so many days.

        Of a week, month, quarter or year that is still going on (its last day is today's) as much of the one before.
        """
        if self.unit is Unit.WEEK:
            return Period(first=self.first - _A_WEEK, last=self.last - _A_WEEK, unit=self.unit)
        if self.unit not in _MONTHS:
            span = timedelta(days=self.days)
            return Period(first=self.first - span, last=self.last - span, unit=self.unit)
        first = _months_before(self.first, _MONTHS[self.unit])
        whole = self.last + _A_DAY == _months_before(self.first, -_MONTHS[self.unit])
        last = self.first - _A_DAY if whole else min(first + (self.last - self.first), self.first - _A_DAY)
        return Period(first=first, last=last, unit=self.unit)


def last_days(days: int, today: date) -> Period:
    """So many days, today included."""
    return Period(first=today - timedelta(days=days - 1), last=today)


def whole(unit: Unit, day: date) -> Period:
    """The whole week, month, quarter or year that has this day in it, however much of it is still to come."""
    if unit is Unit.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(first=monday, last=monday + _A_WEEK - _A_DAY, unit=unit)
    months = _MONTHS.get(unit)
    if months is None:
        return Period(first=day, last=day)
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first=first, last=_months_before(first, -months) - _A_DAY, unit=unit)


def _months_before(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 - months, 12)
    return date(year, month + 1, 1)
