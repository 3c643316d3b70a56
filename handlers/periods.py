"""Over which days somebody asks, as people type it in English and Dutch -> a period. Pure.

    90d · last month · vorige week · afgelopen maandag · dit weekend · half jaar · sinds maandag · tot oktober · a..b

Whole days, on the calendar of the team that is asked about. What reaches into the future ends today. What has a name of
its own is in `handlers.named_days`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.period import Period, Unit, last_days, whole
from bot.domain.period import Trouble as Trouble
from handlers.calendar_words import (
    AGO,
    AHEAD,
    FROM,
    HALF,
    MONTHS,
    NEXT,
    NUMBERS,
    ONE_OF,
    PREVIOUS,
    ROLLING,
    SINCE,
    THIS,
    UNITS,
    UNTIL,
    WEEKDAYS,
    WEEKEND,
)
from handlers.named_days import NoSuchDays, latest_weekday, named, one_day, weekend

LONGEST = 3653
"""Ten years, in days."""

_TO = UNTIL | {"-", "to"}
_UP_TO = frozenset({"until", "till", "tot"})
_AND = frozenset({"and", "en"})
_HALF_YEARS = frozenset({"halfjaar", "half-year"})

_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
_A_DAY = timedelta(days=1)
_COUNTED = re.compile(r"(\d{1,9})([a-z]+)")
_QUARTER_ALONE = re.compile(r"[qk]\d")


def period_of(said: Sequence[str], today: date) -> Period | Trouble | None:
    """The days that these words mean on the day that it is; None where they mean none. Lower case, `..` on its own."""
    words = _plain(list(said))
    try:
        period = _range(words, today) or _one(words, today)
    except NoSuchDays as none:  # Q5, week 54
        return none.trouble
    except (ValueError, OverflowError):  # 31-2
        return Trouble.NOT_A_DAY
    return period if period is None or isinstance(period, Trouble) else _sound(period, today)


def _plain(said: list[str]) -> list[str]:
    """With half a year as six months, and jan-mrt as jan - mrt."""
    plain: list[str] = []
    for piece in said:
        begin, dash, end = piece.partition("-")
        if dash and all(one in MONTHS or _QUARTER_ALONE.fullmatch(one) for one in (begin, end)):
            plain += [begin, dash, end]
        elif piece in _HALF_YEARS or (UNITS.get(piece) is Unit.YEAR and _drop_half(plain)):
            plain += ["6", "months"]
        else:
            plain.append(piece)
    return plain


def _drop_half(plain: list[str]) -> bool:
    """Whether what stands before "year" makes it half of one: half, half a, een half. Then it is taken away."""
    if plain[-1:] == ["a"] and plain[-2:-1] and plain[-2] in HALF:
        plain.pop()
    elif not plain or plain[-1] not in HALF:
        return False
    plain.pop()
    if plain and NUMBERS.get(plain[-1]) == 1:
        plain.pop()
    return True


def _sound(period: Period, today: date) -> Period | Trouble:
    if period.first > period.last:
        return Trouble.REVERSED
    if period.first > today:
        return Trouble.FUTURE
    until_today = replace(period, last=min(period.last, today))
    return Trouble.TOO_LONG if until_today.days > LONGEST else until_today


def _range(said: list[str], today: date) -> Period | Trouble | None:
    """Since a; until b; from a to b; a..b; a.. (until today); 90d..b (so many days through b)."""
    if said[:1] and said[0] in SINCE:
        begin = _one(said[1:], today)
        return _joined(begin, one_day(today)) if isinstance(begin, Period) else begin
    if said[:1] and said[0] in UNTIL:
        return _until(said[0], said[1:], today)
    opened = bool(said[:1]) and said[0] in FROM
    said = said[1:] if opened else said
    for place, piece in enumerate(said):
        if piece in _TO or (opened and piece in _AND):
            left, right = said[:place], said[place + 1 :]
            found = _between(left, _included(right) or right, today)
            if found is not None:
                return found
    return None


def _included(right: list[str]) -> list[str] | None:
    """What stands behind "en met"; None where that is not said."""
    return right[2:] if right[:2] in (["en", "met"], ["and", "including"]) else None


def _until(word: str, right: list[str], today: date) -> Period | Trouble | None:
    """The ten years that end there: with that day, but before a whole month, as in "until October"."""
    through = _included(right)
    end = _one(right if through is None else through, today)
    if not isinstance(end, Period):
        return end
    if end.first > today:
        return Trouble.FUTURE
    before = word in _UP_TO and through is None and end.unit is not Unit.DAYS
    return last_days(LONGEST, end.first - _A_DAY if before else min(end.last, today))


def _between(left: list[str], right: list[str], today: date) -> Period | Trouble | None:
    end = _one(right, today) if right else one_day(today)
    if not left or not isinstance(end, Period):
        return end if left else None
    if len(left) == 1 and (counted := _COUNTED.fullmatch(left[0])):
        return _counted(int(counted[1]), UNITS.get(counted[2]), end.last)
    begin = _one(left, today)
    if begin is None and len(left) == 1 and left[0].isdecimal():  # 1 t/m 15 november
        begin = _one(left + right[1:], today)
    if isinstance(begin, Period) and begin.first > end.last:
        begin = named(left, end.last) or begin  # november..januari: the november before
    return _joined(begin, end) if isinstance(begin, Period) else begin


def _joined(begin: Period, end: Period) -> Period:
    """From the first day of one through the last of the other; up to a day within it, the beginning of a whole one."""
    within = end.days == 1 and begin.first <= end.last <= begin.last
    return Period(first=begin.first, last=end.last, unit=begin.unit if within else Unit.DAYS)


def _one(said: list[str], today: date) -> Period | Trouble | None:
    return _relative(said, today) or named(said, today)


def _relative(said: list[str], today: date) -> Period | Trouble | None:
    match said:
        case [word] if word in AGO:
            return one_day(today - timedelta(days=AGO[word]))
        case [word] if word in AHEAD:
            return one_day(today + timedelta(days=AHEAD[word]))
        case [word] if counted := _COUNTED.fullmatch(word):
            return _counted(int(counted[1]), UNITS.get(counted[2]), today)
        case [which, unit] if unit in UNITS and (len(unit) > 1 or which.isdecimal()):
            return _which(which, unit, today)
        case [which, day] if day in WEEKDAYS:
            return _near(which, WEEKDAYS[day], timedelta(0), today)
        case [which, word] if word == WEEKEND:
            return _near(which, WEEKDAYS["saturday"], _A_DAY, today)
        case [which, unit, day] if day in WEEKDAYS and UNITS.get(unit) is Unit.WEEK:
            return _day_of(_which(which, unit, today), WEEKDAYS[day])
        case [day, which, unit] if day in WEEKDAYS and UNITS.get(unit) is Unit.WEEK:
            return _day_of(_which(which, unit, today), WEEKDAYS[day])
        case [which, *counted] if which in PREVIOUS | ROLLING and counted:
            return _relative(counted, today) if _is_counted(counted) else None
    return None


def _near(which: str, weekday: int, more: timedelta, today: date) -> Period | None:
    """From this weekday, and `more`: this week's, the last one that is over, or the one to come."""
    monday = whole(Unit.WEEK, today).first
    if which in THIS:
        first = monday + timedelta(days=weekday)
    elif which in PREVIOUS | ROLLING:
        first = latest_weekday(weekday, today - _A_DAY - more)
    elif which in NEXT:
        first = latest_weekday(weekday, today) + timedelta(days=7)
    else:
        return None
    return weekend(first) if more else one_day(first)


def _day_of(week: Period | Trouble | None, weekday: int) -> Period | None:
    """Monday of last week; of a week that has a Monday of its own."""
    if not isinstance(week, Period) or week.unit is not Unit.WEEK:
        return None
    return one_day(week.first + timedelta(days=weekday))


def _which(which: str, unit: str, today: date) -> Period | Trouble | None:
    number = _number(which)
    if number is not None:
        return _counted(number, UNITS[unit], today)
    if unit in ONE_OF:
        return None
    if which in ROLLING:
        return _counted(1, UNITS[unit], today)
    this = whole(UNITS[unit], today)
    if which in THIS:
        return this
    if which in PREVIOUS:
        return this.before()
    return whole(UNITS[unit], this.last + _A_DAY) if which in NEXT else None


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
    return Period(first=_months_earlier(last, months) + _A_DAY, last=last)


def _months_earlier(day: date, months: int) -> date:
    """The same day of an earlier month, or the last one that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    return min(first + timedelta(days=day.day - 1), whole(Unit.MONTH, first).last)


def _number(word: str) -> int | None:
    if word.isdecimal() and word.isascii():
        return int(word[:10])
    return NUMBERS.get(word)
