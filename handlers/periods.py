"""Over which days somebody asks, as people type it in English and Dutch -> a period. Pure.

    90d · last month · vorige week · afgelopen 30 dagen · 2026-Q3 · november · 20-11-2026 · 1 maart t/m 15 april · a..b

Whole days, on the asker's calendar. Of days, weeks, months and quarters without a year the latest one that has begun
is meant. What reaches into the future ends today. Day stands before month, except in 2026-11-20 and "november 20".
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.period import Period, Unit, last_days, whole
from bot.domain.period import Trouble as Trouble
from handlers.calendar_words import MONTHS, NUMBERS, WEEKDAYS

RANGE = ".."


LONGEST = 3653
"""Ten years, in days."""

UNITS = {
    **dict.fromkeys(("d", "day", "days", "dag", "dagen"), Unit.DAYS),
    **dict.fromkeys(("w", "wk", "week", "weeks", "weken"), Unit.WEEK),
    **dict.fromkeys(("m", "month", "months", "maand", "maanden"), Unit.MONTH),
    **dict.fromkeys(("quarter", "quarters", "kwartaal", "kwartalen"), Unit.QUARTER),
    **dict.fromkeys(("y", "year", "years", "j", "jaar", "jaren"), Unit.YEAR),
}
THIS = frozenset({"this", "current", "deze", "dit", "huidige", "huidig", "lopende", "lopend"})
PREVIOUS = frozenset({"last", "previous", "vorige", "vorig"})
ROLLING = frozenset({"past", "afgelopen", "laatste", "voorbije"})
_NEXT = frozenset({"next", "coming", "volgende", "volgend", "komende", "komend"})
AGO = {"today": 0, "vandaag": 0, "yesterday": 1, "gisteren": 1, "eergisteren": 2}
_AHEAD = {"tomorrow": 1, "morgen": 1, "overmorgen": 2}
SINCE = frozenset({"since", "sinds", "vanaf"})
_FROM = frozenset({"from", "van", "between", "tussen"})
_TO = frozenset({RANGE, "-", "to", "through", "thru", "until", "till", "tot", "t/m", "tm"})
_AND = frozenset({"and", "en"})
_ORDINALS = {
    name: number
    for number, names in enumerate(("first eerste", "second tweede", "third derde", "fourth vierde"), start=1)
    for name in names.split()
}

_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
_EARLIEST_YEAR = 1900
_COUNTED = re.compile(r"(\d{1,9})([a-z]+)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}))?")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/](\d{4})")
_QUARTER = re.compile(r"(?:(\d{4})-?)?[qk](\d)(?:-(\d{4}))?")
_WEEK = re.compile(r"(?:(\d{4})-?)?wk?(\d{1,2})(?:-(\d{4}))?")
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th|e|ste|de)")
_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|e|ste|de)?")


def period_of(said: Sequence[str], today: date) -> Period | Trouble | None:
    """The days that these words mean who types them today; None where they mean none. Lower case, `..` on its own."""
    try:
        period = _range(list(said), today) or _one(list(said), today)
    except (ValueError, OverflowError):  # 31-2, week 54
        return Trouble.NOT_A_DAY
    return period if period is None or isinstance(period, Trouble) else _sound(period, today)


def _sound(period: Period, today: date) -> Period | Trouble:
    if period.first > period.last:
        return Trouble.REVERSED
    if period.first > today:
        return Trouble.FUTURE
    until_today = replace(period, last=min(period.last, today))
    return Trouble.TOO_LONG if until_today.days > LONGEST else until_today


def _range(said: list[str], today: date) -> Period | Trouble | None:
    """Since a; from a to b; a..b; a.. (until today); 90d..b (so many days through b)."""
    if said[:1] and said[0] in SINCE:
        begin = _one(said[1:], today)
        return _joined(begin, _day(today)) if isinstance(begin, Period) else begin
    opened = bool(said[:1]) and said[0] in _FROM
    said = said[1:] if opened else said
    for place, piece in enumerate(said):
        if piece in _TO or (opened and piece in _AND):
            left, right = said[:place], said[place + 1 :]
            if right[:2] == ["en", "met"] or right[:2] == ["and", "including"]:
                right = right[2:]
            found = _between(left, right, today)
            if found is not None:
                return found
    return None


def _between(left: list[str], right: list[str], today: date) -> Period | Trouble | None:
    end = _one(right, today) if right else _day(today)
    if not left or not isinstance(end, Period):
        return end if left else None
    if len(left) == 1 and (counted := _COUNTED.fullmatch(left[0])):
        return _counted(int(counted[1]), UNITS.get(counted[2]), end.last)
    begin = _one(left, today)
    if begin is None and len(left) == 1 and left[0].isdecimal():  # 1 t/m 15 november
        begin = _one(left + right[1:], today)
    if isinstance(begin, Period) and begin.first > end.last:
        begin = _named(left, end.last) or begin  # november..januari: the november before
    return _joined(begin, end) if isinstance(begin, Period) else begin


def _joined(begin: Period, end: Period) -> Period:
    """From the first day of one through the last of the other; up to a day within it, the beginning of a whole one."""
    within = end.days == 1 and begin.first <= end.last <= begin.last
    return Period(first=begin.first, last=end.last, unit=begin.unit if within else Unit.DAYS)


def _one(said: list[str], today: date) -> Period | Trouble | None:
    return _relative(said, today) or _named(said, today)


def _relative(said: list[str], today: date) -> Period | Trouble | None:
    match said:
        case [word] if word in AGO:
            return _day(today - timedelta(days=AGO[word]))
        case [word] if word in _AHEAD:
            return _day(today + timedelta(days=_AHEAD[word]))
        case [word] if counted := _COUNTED.fullmatch(word):
            return _counted(int(counted[1]), UNITS.get(counted[2]), today)
        case [which, unit] if unit in UNITS and (len(unit) > 1 or which.isdecimal()):
            return _which(which, UNITS[unit], today)
        case [which, *counted] if which in PREVIOUS | ROLLING and counted:
            return _relative(counted, today) if _is_counted(counted) else None
    return None


def _which(which: str, unit: Unit, today: date) -> Period | Trouble | None:
    number = _number(which)
    if number is not None:
        return _counted(number, unit, today)
    if which in ROLLING:
        return _counted(1, unit, today)
    this = whole(unit, today)
    if which in THIS:
        return this
    if which in PREVIOUS:
        return this.before()
    return whole(unit, this.last + timedelta(days=1)) if which in _NEXT else None


def _is_counted(said: list[str]) -> bool:
    match said:
        case [word]:
            return _COUNTED.fullmatch(word) is not None
        case [many, unit]:
            return unit in UNITS and _number(many) is not None
    return False


def _counted(number: int, unit: Unit | None, last: date) -> Period | Trouble | None:
    """So many of these, through the last day."""
    if unit is None or number < 1:
        return None
    months = _MONTHS_IN.get(unit, 0) * number
    days = number * (7 if unit is Unit.WEEK else 1)
    if months > LONGEST // 30 or days > LONGEST:
        return Trouble.TOO_LONG
    if not months:
        return last_days(days, last)
    return Period(first=_months_earlier(last, months) + timedelta(days=1), last=last)


def _named(said: list[str], latest: date) -> Period | None:
    """What has a name of its own; without a year, the latest that began by `latest`."""
    year = int(said[-1]) if len(said) > 1 and _YEAR.fullmatch(said[-1]) else None
    match said if year is None else said[:-1]:
        case [word] if word in MONTHS:
            return _latest(Unit.MONTH, MONTHS[word], year, latest)
        case [word] if year is None and word in WEEKDAYS and len(word) > 2:
            return _day(latest - timedelta(days=(latest.weekday() - WEEKDAYS[word]) % 7))
        case [word]:
            return _written(word, year, latest)
        case [("quarter" | "kwartaal"), number] if number.isdecimal() and len(number) == 1:
            return _latest(Unit.QUARTER, int(number), year, latest)
        case [number, ("quarter" | "kwartaal")] if number in _ORDINALS:
            return _latest(Unit.QUARTER, _ORDINALS[number], year, latest)
        case [number, ("quarter" | "kwartaal")] if found := _ORDINAL.fullmatch(number):
            return _latest(Unit.QUARTER, int(found[1]), year, latest)
        case ["week", number] if number.isdecimal() and len(number) <= 2:
            return _week(int(number), year, latest)
        case [day, month] if month in MONTHS and (found := _OF_MONTH.fullmatch(day)):
            return _latest_day(int(found[1]), MONTHS[month], year, latest)
        case [month, day] if month in MONTHS and (found := _OF_MONTH.fullmatch(day)):
            return _latest_day(int(found[1]), MONTHS[month], year, latest)
    return None


def _written(word: str, year: int | None, latest: date) -> Period | None:
    """Q3, 2026-W47, 2026-11, 20-11-2026: one word, whose year may stand after it."""
    if found := _QUARTER.fullmatch(word):
        return _latest(Unit.QUARTER, int(found[2]), _the_year(found[1], found[3], year), latest)
    if found := _WEEK.fullmatch(word):
        return _week(int(found[2]), _the_year(found[1], found[3], year), latest)
    if year is not None:
        return None
    if _YEAR.fullmatch(word):
        return whole(Unit.YEAR, date(int(word), 1, 1))
    if found := _DAY_ISO.fullmatch(word):
        return _latest_day(int(found[3]), int(found[2]), int(found[1]), latest)
    if found := _MONTH.fullmatch(word):
        return _latest(Unit.MONTH, int(found[2]), int(found[1]), latest)
    if found := _MONTH_FIRST.fullmatch(word):
        return _latest(Unit.MONTH, int(found[1]), int(found[2]), latest)
    if found := _DAY.fullmatch(word):
        return _latest_day(int(found[1]), int(found[3]), int(found[4]) if found[4] else None, latest)
    return None


def _the_year(before: str | None, behind: str | None, apart: int | None) -> int | None:
    years = {int(year) for year in (before, behind, apart) if year is not None}
    if len(years) > 1:
        raise ValueError(years)
    return years.pop() if years else None


def _latest(unit: Unit, number: int, year: int | None, latest: date) -> Period:
    month = (number - 1) * _MONTHS_IN[unit] + 1
    begin = date(_checked(year or latest.year), month, 1)
    if year is None and begin > latest:
        begin = date(latest.year - 1, month, 1)
    return whole(unit, begin)


def _week(number: int, year: int | None, latest: date) -> Period:
    begin = date.fromisocalendar(_checked(year or latest.isocalendar().year), number, 1)
    if year is None and begin > latest:
        begin = date.fromisocalendar(latest.isocalendar().year - 1, number, 1)
    return whole(Unit.WEEK, begin)


def _latest_day(day: int, month: int, year: int | None, latest: date) -> Period:
    if year is not None:
        return _day(date(_checked(year), month, day))
    for back in range(9):  # a 29th of February is never further away than this
        try:
            found = date(latest.year - back, month, day)
        except ValueError:
            continue
        if found <= latest:
            return _day(found)
    raise ValueError(day)


def _checked(year: int) -> int:
    if year < _EARLIEST_YEAR:
        raise ValueError(year)
    return year


def _day(day: date) -> Period:
    return Period(first=day, last=day)


def _months_earlier(day: date, months: int) -> date:
    """The same day of an earlier month, or the last one that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    return min(first + timedelta(days=day.day - 1), whole(Unit.MONTH, first).last)


def _number(word: str) -> int | None:
    if word.isdecimal() and word.isascii():
        return int(word[:10])
    return NUMBERS.get(word)
