"""Working hours and moments in the week as an operator writes them: mon-fri 09:00-17:30, first tue 09:30."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Annotated

from pydantic import PlainValidator

from bot.config.wrong import wrong

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FULL_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})", re.ASCII)
HOURS = re.compile(r"(?P<days>[a-z,\s-]+?)\s+(?P<opens>[\d:.]+)\s*-\s*(?P<closes>[\d:.]+)", re.ASCII)
AT = re.compile(r"(?:(?P<nth>[a-z]+)\s+)??(?:(?P<day>[a-z]+)\s+)?(?P<time>[\d:.]+)", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class OpeningHours:
    """Weekdays (0 is Monday) and local times on them; a `closes` of midnight is the end of the day."""

    weekdays: frozenset[int]
    opens: time
    closes: time


@dataclass(frozen=True, kw_only=True)
class At:
    """A local time, on one weekday (0 is Monday) where it is set, of every week, or of the nth week of the month.

    `nth` counts from 1; -1 is the last. It is set only together with a weekday.
    """

    time: time
    weekday: int | None = None
    nth: int | None = None


def _clock(text: str, *, end: bool = False) -> time:
    found = CLOCK.fullmatch(text)
    if found is None:
        raise ValueError(text)
    if end and found[0] in ("24:00", "24.00"):
        return time(0)
    return time(int(found[1]), int(found[2]))


def _weekday(text: str) -> int:
    name = text.strip()
    return FULL_WEEKDAYS.index(name) if name in FULL_WEEKDAYS else WEEKDAYS.index(name)


def _weekdays(text: str) -> frozenset[int]:
    days: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        begin = _weekday(first)
        length = (_weekday(last) - begin) % 7 if dash else 0
        days |= {(begin + offset) % 7 for offset in range(length + 1)}
    return frozenset(days)


def _tidy(given: object) -> str:
    return given.strip().lower().replace("–", "-") if isinstance(given, str) else ""


def _opening_hours(given: object) -> OpeningHours:
    if isinstance(given, OpeningHours):
        return given
    try:
        found = HOURS.fullmatch(_tidy(given))
        if found is None:
            raise ValueError(given)
        weekdays, opens, closes = _weekdays(found["days"]), _clock(found["opens"]), _clock(found["closes"], end=True)
    except ValueError:
        raise wrong("these are not working hours", "Write days and times such as mon-fri 09:00-17:30") from None
    if closes != time(0) and opens >= closes:
        raise wrong(
            "these working hours close before they open",
            "Write the earlier time first; a day ends at 24:00 at the latest",
        )
    return OpeningHours(weekdays=weekdays, opens=opens, closes=closes)


def _at(given: object) -> At:
    if isinstance(given, At):
        return given
    try:
        found = AT.fullmatch(_tidy(given))
        if found is None:
            raise ValueError(given)
        weekday = _weekday(found["day"]) if found["day"] else None
        nth = ORDINALS[found["nth"]] if found["nth"] else None
        return At(time=_clock(found["time"]), weekday=weekday, nth=nth)
    except (ValueError, KeyError):
        hint = 'Write a time, with a weekday where it matters: "08:45", "tue 09:30" or "first tue 09:30"'
        raise wrong("this is not a time", hint) from None


Hours = Annotated[OpeningHours, PlainValidator(_opening_hours)]
When = Annotated[At, PlainValidator(_at)]
