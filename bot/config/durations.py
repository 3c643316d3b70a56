"""Lengths of time as an operator writes them: 90m, 1h, 2 days, 4 weeks."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, PlainValidator

from bot.config.wrong import wrong
from bot.domain.organisation import SAME_WORKING_DAY, Allowance

MINUTE, HOUR, DAY, WEEK, MONTH = "minute", "hour", "day", "week", "month"
UNITS = {
    **dict.fromkeys(("m", "min", "mins", MINUTE, "minutes"), MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", HOUR, "hours"), HOUR),
    **dict.fromkeys(("d", DAY, "days"), DAY),
    **dict.fromkeys(("w", WEEK, "weeks"), WEEK),
    **dict.fromkeys((MONTH, "months"), MONTH),
}
MINUTES = {MINUTE: 1, HOUR: 60, DAY: 24 * 60, WEEK: 7 * 24 * 60}
# Ten years: what is longer is a slip of the keyboard, and dates must not overflow.
LONGEST = timedelta(days=3660)
PART = re.compile(r"(\d{1,9}(?:[.,]\d{1,3})?)\s*([a-z]+)[\s,]*", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class WorkingSpan:
    """Working time: whole or partial working days, however long the team's day is, and time on top."""

    days: Fraction = Fraction(0)
    time: timedelta = timedelta(0)

    def within(self, day_length: timedelta) -> timedelta:
        """The working time for a team whose working day is this long."""
        return timedelta(seconds=float(self.days * Fraction(day_length.total_seconds()))) + self.time


@dataclass(frozen=True, kw_only=True)
class Promise:
    """How long we give ourselves to answer a customer; None is the same working day."""

    span: WorkingSpan | None

    def allowance(self, day_length: timedelta) -> Allowance:
        """The allowance for a team whose working day is this long."""
        return Allowance(working=None if self.span is None else self.span.within(day_length))


class EveryUnit(StrEnum):
    """What the calendar repeats by."""

    DAY = DAY
    WEEK = WEEK
    MONTH = MONTH


@dataclass(frozen=True, kw_only=True)
class Every:
    """How often something comes back: every 4 weeks, every 3 months."""

    count: int
    unit: EveryUnit


def _parts(given: object) -> dict[str, Fraction]:
    """Amounts by unit. Raises ValueError for what is not a length of time."""
    text = given.strip().lower() if isinstance(given, str) else ""
    found: dict[str, Fraction] = {}
    at = 0
    while at < len(text):
        part = PART.match(text, at)
        unit = UNITS.get(part[2]) if part else None
        if part is None or unit is None or unit in found:
            raise ValueError(text)
        found[unit] = Fraction(part[1].replace(",", "."))
        at = part.end()
    if not found:
        raise ValueError(text)
    return found


def _length(parts: dict[str, Fraction]) -> timedelta:
    length = timedelta(minutes=float(sum(amount * MINUTES[unit] for unit, amount in parts.items())))
    if length > LONGEST:
        raise ValueError("too long")
    return length


def _duration(given: object) -> timedelta:
    if isinstance(given, timedelta):
        return given
    try:
        return _length(_parts(given))
    except (ValueError, KeyError, OverflowError):
        raise wrong(
            "this is not a length of time", "Write a number and a unit, such as 90m, 6h, 7d or 4 weeks"
        ) from None


def _working_span(given: object) -> WorkingSpan:
    if isinstance(given, WorkingSpan):
        return given
    if given in (0, "0"):
        return WorkingSpan()
    try:
        parts = _parts(given)
        days = parts.pop(DAY, Fraction(0))
        if WEEK in parts or days > LONGEST.days:
            raise ValueError("weeks are no working time")
        return WorkingSpan(days=days, time=_length(parts))
    except (ValueError, KeyError, OverflowError):
        hint = "Write a number and a unit, such as 90m, 4h or 2 days (working days)"
        raise wrong("this is not a length of working time", hint) from None


def _every(given: object) -> Every:
    if isinstance(given, Every):
        return given
    try:
        ((unit, count),) = _parts(given).items()
        if count < 1 or count.denominator != 1 or count > 365:
            raise ValueError("not a whole number")
        return Every(count=int(count), unit=EveryUnit(unit))
    except ValueError:
        hint = "Write whole days, weeks or months, such as 1 day, 4 weeks or 3 months"
        raise wrong("this does not say how often", hint) from None


def _promise(given: object) -> Promise:
    if isinstance(given, Promise):
        return given
    if isinstance(given, str) and given.strip().lower().replace(" ", "-") == SAME_WORKING_DAY:
        return Promise(span=None)
    try:
        span = _working_span(given)
        if span == WorkingSpan():
            raise ValueError("no time at all")
    except ValueError:
        hint = f"Write working time such as 90m, 4h or 2 days, or {SAME_WORKING_DAY}"
        raise wrong("this is not a time to answer in", hint) from None
    return Promise(span=span)


Duration = Annotated[timedelta, BeforeValidator(_duration)]
"""Time on the calendar: a day is 24 hours."""

WorkingTime = Annotated[WorkingSpan, PlainValidator(_working_span)]
"""Time within working hours: a day is a working day. Zero is allowed."""

AnswerTime = Annotated[Promise, PlainValidator(_promise)]
"""Working time to answer a customer in, more than none, or the same working day."""

Recurrence = Annotated[Every, PlainValidator(_every)]
