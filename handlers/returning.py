"""Until when somebody is away, as people type it in English and Dutch -> the day on which they are back. Pure.

    until friday · tot vrijdag · until 27-11 · tot en met 27 november · tomorrow · 3 days · een week · the 27th

A day or a span without "until" ("away friday") is away through it; "until friday" is back on Friday. Of days without a
year or a month the next one is meant. Day stands before month, except in 2026-11-27 and "november 27".
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from handlers.calendar_words import MONTHS, NUMBERS, WEEKDAYS


class Trouble(Enum):
    """Why there is no such day."""

    NOT_A_DAY = auto()
    PAST = auto()
    TOO_FAR = auto()


_A_DAY = timedelta(days=1)
_LONGEST = timedelta(days=366)
_PIECE = re.compile(r"[^\s,;]+")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|e|ste|de)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|e|ste|de)")

_THROUGH = (("tot", "en", "met"), ("t/m",), ("through",), ("thru",), ("until", "and", "including"))
_UNTIL = (("until",), ("till",), ("til",), ("tot",), ("back",), ("terug",))
_FOR = (("for",), ("voor",))
_SMALL = frozenset({"on", "op", "the", "de", "of", "van", "rest"})
_COMING = frozenset({"this", "coming", "deze", "komende", "aanstaande", "aankomende"})
_NEXT = frozenset({"next", "volgende"})
_DAYS_IN = {"day": 1, "days": 1, "dag": 1, "dagen": 1, "week": 7, "weeks": 7, "weken": 7}
_AHEAD = {"today": 0, "vandaag": 0, "tomorrow": 1, "morgen": 1, "overmorgen": 2}


@dataclass(frozen=True)
class _Span:
    """From the first day through the last."""

    first: date
    last: date


def day_of_return(words: str, today: date) -> date | Trouble:
    """The first day on which somebody is back who types this today: tomorrow at the earliest, within a year."""
    said = [piece.strip(".!?") for piece in _PIECE.findall(words.lower())]
    until, rest = _without(_UNTIL, said)
    through, longer = _without(_THROUGH, said)
    if through:
        until, rest = False, longer
    _, rest = _without(_FOR, rest)
    rest = [piece for piece in rest if piece not in _SMALL]
    try:
        span = _span(rest, today)
    except ValueError:  # 31-2
        span = None
    if span is None:
        return Trouble.NOT_A_DAY
    back = span.first if until else span.last + _A_DAY
    if back <= today:
        return Trouble.PAST
    return Trouble.TOO_FAR if back - today > _LONGEST else back


def _without(openings: tuple[tuple[str, ...], ...], said: list[str]) -> tuple[bool, list[str]]:
    for opening in openings:
        if tuple(said[: len(opening)]) == opening:
            return True, said[len(opening) :]
    return False, said


def _span(said: list[str], today: date) -> _Span | None:
    match said:
        case [many, unit] if unit in _DAYS_IN and (number := _number(many)):
            # Spans end where they end: "until 3 days" can only mean the same.
            back = today + timedelta(days=number * _DAYS_IN[unit])
            return _Span(back, back - _A_DAY)
        case [which, "week"] if which in _NEXT | _COMING:
            monday = today - timedelta(days=today.weekday())
            if which in _NEXT:
                return _Span(monday + timedelta(days=7), monday + timedelta(days=13))
            return _Span(monday + timedelta(days=7), monday + timedelta(days=6))
        case ["week"]:
            return _span(["this", "week"], today)
    day = _day(said, today)
    return None if day is None else _Span(day, day)


def _day(said: list[str], today: date) -> date | None:
    match said:
        case [word] if word in _AHEAD:
            return today + timedelta(days=_AHEAD[word])
        case ["day", "after", "tomorrow"]:
            return today + timedelta(days=2)
        case [word] | [("this" | "coming" | "deze" | "komende" | "aanstaande" | "aankomende"), word] if (
            word in WEEKDAYS
        ):
            return today + timedelta(days=(WEEKDAYS[word] - today.weekday() - 1) % 7 + 1)
        case [("next" | "volgende"), word] if word in WEEKDAYS:
            return today + timedelta(days=7 - today.weekday() + WEEKDAYS[word])
        case [weekday, *rest] if weekday in WEEKDAYS and rest:
            # "friday 27 november": the date counts, unless they are at odds.
            day = _date(rest, today)
            return day if day is not None and day.weekday() == WEEKDAYS[weekday] else None
    return _date(said, today)


def _date(said: list[str], today: date) -> date | None:
    year = int(said[-1]) if len(said) == 3 and re.fullmatch(r"\d{4}", said[-1]) else None
    match said if year is None else said[:-1]:
        case [word] if found := _ISO.fullmatch(word):
            return date(int(found[1]), int(found[2]), int(found[3]))
        case [word] if found := _NUMERIC.fullmatch(word):
            return _in_year(int(found[1]), int(found[2]), int(found[3]) if found[3] else None, today)
        case [word] if found := _ORDINAL.fullmatch(word):
            return _next_of_month(int(found[1]), today)
        case [day, month] if month in MONTHS and (found := _OF_MONTH.fullmatch(day)):
            return _in_year(int(found[1]), MONTHS[month], year, today)
        case [month, day] if month in MONTHS and (found := _OF_MONTH.fullmatch(day)):
            return _in_year(int(found[1]), MONTHS[month], year, today)
    return None


def _in_year(day: int, month: int, year: int | None, today: date) -> date:
    """In that year, else in this one or, where that is past, the next."""
    if year is not None:
        return date(year, month, day)
    this = date(today.year, month, day)
    return this if this >= today else date(today.year + 1, month, day)


def _next_of_month(day: int, today: date) -> date:
    month = today.replace(day=1)
    for _ in range(4):  # a 31st is never further away than this
        try:
            found = month.replace(day=day)
        except ValueError:
            found = today - _A_DAY
        if found >= today:
            return found
        month = (month + timedelta(days=31)).replace(day=1)
    raise ValueError(day)


def _number(word: str) -> int | None:
    if word.isdecimal() and word.isascii() and len(word) <= 3:
        return int(word)
    return NUMBERS.get(word)
