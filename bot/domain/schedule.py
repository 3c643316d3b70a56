"""When something recurs, on a local clock. Pure: which slot is due is a function of the rule and the moment.

A slot is a *local* date, so daylight saving neither doubles nor skips one: a local time that the clocks skip happens as
much later as they skip (02:30 becomes 03:30), of one that comes twice the first counts, and the date stays the same.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.hours import WorkingHours

# Weeks and months are counted from here, so that every replica and every restart counts alike.
_FIRST_MONDAY = date(2024, 1, 1)
_A_DAY = timedelta(days=1)
_LOOK_DAYS = 400


class Unit(StrEnum):
    """What a recurrence counts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class WorkingDays(StrEnum):
    """What a day off does to a slot."""

    IGNORE = "ignore"
    SKIP = "skip"
    NEXT = "next"


@dataclass(frozen=True, kw_only=True)
class Recurrence:
    """At a local time, every `every` units.

    `weekday` (0 is Monday) confines it to that weekday, `nth` (1 is the first, -1 the last) to one such day a month.
    Weeks are counted from Monday 1 January 2024 and months from January of that year. `working_days`: where the day
    is not a working day, `skip` it altogether, or happen on the `next` working day.
    """

    at: time
    every: int = 1
    unit: Unit = Unit.DAY
    weekday: int | None = None
    nth: int | None = None
    working_days: WorkingDays = WorkingDays.SKIP


@dataclass(frozen=True, kw_only=True)
class Due:
    """One slot: the local date that names it, and the moment (aware UTC) from which it is due."""

    day: date
    at: datetime


def latest_due(rule: Recurrence, *, now: datetime, hours: WorkingHours) -> Due | None:
    """The latest slot whose moment has come, within about a year; None when there was none.

    Only the latest: what a machine slept through is not made up for one by one.
    """
    day = hours.local(now).date()
    for _ in range(_LOOK_DAYS):
        if falls_on(rule, day, hours) and moment_of(rule, day, hours) <= now:
            return Due(day=day, at=moment_of(rule, day, hours))
        day -= _A_DAY
    return None


def next_due(rule: Recurrence, *, after: datetime, hours: WorkingHours) -> Due | None:
    """The first slot whose moment lies after `after`, within about a year; None when there is none."""
    # From the day before: where clocks skip the last hour of a day, its slot comes when the next day has begun.
    day = hours.local(after).date() - _A_DAY
    for _ in range(_LOOK_DAYS):
        if falls_on(rule, day, hours) and moment_of(rule, day, hours) > after:
            return Due(day=day, at=moment_of(rule, day, hours))
        day += _A_DAY
    return None


def falls_on(rule: Recurrence, day: date, hours: WorkingHours) -> bool:
    """Whether the rule has a slot on this local date."""
    match rule.working_days:
        case WorkingDays.IGNORE:
            return _in_calendar(rule, day)
        case WorkingDays.SKIP:
            return hours.is_working_day(day) and _in_calendar(rule, day)
        case WorkingDays.NEXT:
            if not hours.is_working_day(day):
                return False
            off = day - _A_DAY
            while not hours.is_working_day(off) and (day - off).days < _LOOK_DAYS:
                if _in_calendar(rule, off):
                    return True
                off -= _A_DAY
            return _in_calendar(rule, day)


def moment_of(rule: Recurrence, day: date, hours: WorkingHours) -> datetime:
    """The moment (UTC) of the slot on a local date."""
    return datetime.combine(day, rule.at, tzinfo=hours.zone).astimezone(UTC)


def _in_calendar(rule: Recurrence, day: date) -> bool:
    if rule.weekday is not None and day.weekday() != rule.weekday:
        return False
    if rule.nth is not None and not _is_nth(day, rule.nth):
        return False
    days = (day - _FIRST_MONDAY).days
    match rule.unit:
        case Unit.DAY:
            return days % rule.every == 0
        case Unit.WEEK:
            return (days // 7) % rule.every == 0
        case Unit.MONTH:
            months = (day.year - _FIRST_MONDAY.year) * 12 + day.month - _FIRST_MONDAY.month
            return months % rule.every == 0 and (rule.nth is not None or _is_first_of_its_kind(rule, day))


def _is_nth(day: date, nth: int) -> bool:
    if nth < 0:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == nth


def _is_first_of_its_kind(rule: Recurrence, day: date) -> bool:
    """Monthly without an nth: the month's first day, or its first such weekday."""
    return day.day == 1 if rule.weekday is None else day.day <= 7
