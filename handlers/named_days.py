"""Days, weeks, months, quarters and years that have a name of their own -> a period. Pure.

    2026-Q3 · 2025 q3 · november · week 47 · 20-11-2026 · 2026/11/20 · 3 november · 1-15 november · weekend

Of what is said without a year the latest one that has begun is meant. Day stands before month, except in 2026-11-20 and
"november 20".
"""

import re
from datetime import date, timedelta

from bot.domain.period import Period, Trouble, Unit, whole
from handlers.calendar_words import MONTHS, ORDINALS, WEEKDAYS, WEEKEND

_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3}
_EARLIEST_YEAR = 1900
_SATURDAY = 5
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_ISO = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d\d))?")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/](\d{4})")
_QUARTER = re.compile(r"(?:(\d{4})-?)?(?:q|kw?)(\d)(?:-(\d{4}))?")
_WEEK = re.compile(r"(?:(\d{4})-?)?wk?(\d{1,2})(?:-(\d{4}))?")
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th|e|ste|de)")
_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|e|ste|de)?")
_DAYS_OF_MONTH = re.compile(r"(\d{1,2})-(\d{1,2})")


class NoSuchDays(ValueError):
    """They have a name, and are in no calendar."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def named(said: list[str], latest: date) -> Period | None:
    """What has a name of its own; without a year, the latest that began by `latest`. NoSuchDays, or ValueError of a
    day, where there are none in the calendar."""
    year = None
    if len(said) > 1 and _YEAR.fullmatch(said[-1]):
        said, year = said[:-1], int(said[-1])
    elif len(said) > 1 and _YEAR.fullmatch(said[0]):
        said, year = said[1:], int(said[0])
    match said:
        case [word] if word in MONTHS:
            return _latest(Unit.MONTH, MONTHS[word], year, latest)
        case [word] if year is None and word in WEEKDAYS and len(word) > 2:
            return one_day(latest_weekday(WEEKDAYS[word], latest))
        case [word] if year is None and word == WEEKEND:
            return weekend(latest_weekday(_SATURDAY, latest))
        case [word]:
            return _written(word, year, latest)
        case [("quarter" | "kwartaal" | "kw"), number] if number.isdecimal() and len(number) == 1:
            return _latest(Unit.QUARTER, int(number), year, latest)
        case [number, ("quarter" | "kwartaal")] if number in ORDINALS:
            return _latest(Unit.QUARTER, ORDINALS[number], year, latest)
        case [number, ("quarter" | "kwartaal")] if found := _ORDINAL.fullmatch(number):
            return _latest(Unit.QUARTER, int(found[1]), year, latest)
        case ["week", number] if number.isdecimal() and len(number) <= 2:
            return _week(int(number), year, latest)
        case [days, month] if month in MONTHS:
            return _in_month(days, MONTHS[month], year, latest)
        case [month, days] if month in MONTHS:
            return _in_month(days, MONTHS[month], year, latest)
    return None


def is_named(word: str) -> bool:
    """Whether it is written as days are, there in the calendar or not: 2025-q5, 31-2."""
    written = (_YEAR, _DAY_ISO, _DAY, _MONTH, _MONTH_FIRST, _QUARTER, _WEEK, _ORDINAL, _OF_MONTH, _DAYS_OF_MONTH)
    return any(pattern.fullmatch(word) for pattern in written)


def one_day(day: date) -> Period:
    """That day alone."""
    return Period(first=day, last=day)


def latest_weekday(number: int, latest: date) -> date:
    """The last one by then, Monday being 0."""
    return latest - timedelta(days=(latest.weekday() - number) % 7)


def weekend(saturday: date) -> Period:
    """The Saturday with its Sunday."""
    return Period(first=saturday, last=saturday + timedelta(days=1))


def _in_month(days: str, month: int, year: int | None, latest: date) -> Period | None:
    """3, 3rd, or 1-15."""
    if found := _OF_MONTH.fullmatch(days):
        return _latest_day(int(found[1]), month, year, latest)
    if found := _DAYS_OF_MONTH.fullmatch(days):
        begin = _latest_day(int(found[1]), month, year, latest).first
        return Period(first=begin, last=date(begin.year, month, int(found[2])))
    return None


def _written(word: str, year: int | None, latest: date) -> Period | None:
    """Q3, 2026-W47, 2026-11, 20-11-2026: one word, whose year may stand apart from it."""
    if found := _QUARTER.fullmatch(word):
        return _latest(Unit.QUARTER, int(found[2]), _the_year(found[1], found[3], year), latest)
    if found := _WEEK.fullmatch(word):
        return _week(int(found[2]), _the_year(found[1], found[3], year), latest)
    if year is not None:
        return None
    if _YEAR.fullmatch(word):
        return whole(Unit.YEAR, date(int(word), 1, 1))
    if found := _DAY_ISO.fullmatch(word):
        return _latest_day(int(found[4]), int(found[3]), int(found[1]), latest)
    if found := _MONTH.fullmatch(word):
        return _latest(Unit.MONTH, int(found[2]), int(found[1]), latest)
    if found := _MONTH_FIRST.fullmatch(word):
        return _latest(Unit.MONTH, int(found[1]), int(found[2]), latest)
    if found := _DAY.fullmatch(word):
        return _latest_day(int(found[1]), int(found[3]), _in_full(found[4]), latest)
    return None


def _in_full(year: str | None) -> int | None:
    return None if year is None else int(year) + (2000 if len(year) == 2 else 0)


def _the_year(before: str | None, behind: str | None, apart: int | None) -> int | None:
    years = {int(year) for year in (before, behind, apart) if year is not None}
    if len(years) > 1:
        raise ValueError(years)
    return years.pop() if years else None


def _latest(unit: Unit, number: int, year: int | None, latest: date) -> Period:
    if not 1 <= number <= 12 // _MONTHS_IN[unit]:
        raise NoSuchDays(Trouble.NOT_A_QUARTER if unit is Unit.QUARTER else Trouble.NOT_A_MONTH)
    month = (number - 1) * _MONTHS_IN[unit] + 1
    begin = date(_checked(year or latest.year), month, 1)
    if year is None and begin > latest:
        begin = date(latest.year - 1, month, 1)
    return whole(unit, begin)


def _week(number: int, year: int | None, latest: date) -> Period:
    if year is not None:
        return whole(Unit.WEEK, _monday(number, _checked(year)))
    this = latest.isocalendar().year
    try:
        begin = _monday(number, this)
    except NoSuchDays:  # week 53 in January, after a year that had one
        return whole(Unit.WEEK, _monday(number, this - 1))
    if begin <= latest:
        return whole(Unit.WEEK, begin)
    try:
        return whole(Unit.WEEK, _monday(number, this - 1))
    except NoSuchDays:
        return whole(Unit.WEEK, begin)  # still to come


def _monday(number: int, year: int) -> date:
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        raise NoSuchDays(Trouble.NOT_A_WEEK) from None


def _latest_day(day: int, month: int, year: int | None, latest: date) -> Period:
    if not 1 <= month <= 12:
        raise NoSuchDays(Trouble.NOT_A_MONTH)
    if year is not None:
        return one_day(date(_checked(year), month, day))
    for back in range(9):  # a 29th of February is never further away than this
        try:
            found = date(latest.year - back, month, day)
        except ValueError:
            continue
        if found <= latest:
            return one_day(found)
    raise ValueError(day)


def _checked(year: int) -> int:
    if year < _EARLIEST_YEAR:
        raise ValueError(year)
    return year
