"""By when: arithmetic with working time, which passes only while a team is at work.

Moments go in and come out as aware UTC. Working time is real elapsed time within the team's hours, so a day on which
the clocks change is as much shorter or longer as it really is. Every search gives up with ValueError after more than a
year without a working day.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from bot.domain.hours import LONGEST_CLOSURE, WorkingHours
from bot.domain.organisation import Allowance, Rule, Team

NOON = time(12)
NOTHING = timedelta(0)


def next_working_moment(moment: datetime, hours: WorkingHours) -> datetime:
    """The moment itself when the team is at work then, else the next opening. Closing time is no longer at work."""
    for opens, closes in _windows(moment, hours):
        if moment < closes:
            return max(moment, opens).astimezone(UTC)
    raise AssertionError("windows never end")


def add_working_time(start: datetime, amount: timedelta, hours: WorkingHours) -> datetime:
    """The first moment by which `amount` of working time has passed since `start`.

    What fits exactly in a day ends at its closing time, not at the next opening. With no amount at all it is `start`
    where the team is at work (closing time included), else the next opening. Raises ValueError for a negative amount.
    """
    if amount < NOTHING:
        raise ValueError("working time cannot be taken back")
    left = amount
    for opens, closes in _windows(start, hours):
        begin = max(start, opens)
        if begin <= closes and left <= closes - begin:
            return (begin + left).astimezone(UTC)
        left -= max(closes - begin, NOTHING)
    raise AssertionError("windows never end")


def working_time_between(start: datetime, end: datetime, hours: WorkingHours) -> timedelta:
    """How much working time lies between two moments; none when `end` is not later."""
    total = NOTHING
    if end <= start:
        return total
    day, last = hours.local(start).date(), hours.local(end).date()
    while day <= last:
        if hours.is_working_day(day):
            opens, closes = hours.window(day)
            total += max(min(end, closes) - max(start, opens), NOTHING)
        day += timedelta(days=1)
    return total


def deadline(received_at: datetime, allowance: Allowance, hours: WorkingHours) -> datetime:
    """When the customer must have heard from us at the latest.

    "The same working day" is closing time for what comes before noon (local) on a working day, also before opening.
    Everything else gets one working day: as much working time as a day has. So what comes on Friday at 14:00 is due on
    Monday at 14:00, and what comes in the evening or the weekend by the end of the next working day. A team that
    closes by noon has one working day for everything.
    """
    return _deadline(received_at, allowance, hours)


@lru_cache(maxsize=256)  # pieces that come in together ask the same over and over
def _deadline(received_at: datetime, allowance: Allowance, hours: WorkingHours) -> datetime:
    if allowance.working is not None:
        return add_working_time(received_at, allowance.working, hours)
    local = hours.local(received_at)
    if hours.is_working_day(local.date()) and local.time() < NOON:
        _, closes = hours.window(local.date())
        if hours.local(closes) > datetime.combine(local.date(), NOON, tzinfo=hours.zone):
            return closes
    return add_working_time(received_at, hours.day_length, hours)


def head_start_until(
    received_at: datetime, head_start: timedelta, due: datetime, hours: WorkingHours
) -> datetime | None:
    """Until when the named employee has the case alone; None where the team gives no head start.

    It never takes more than half of the working time until the deadline: the team must be able to keep the promise.
    """
    return _head_start_until(received_at, head_start, due, hours)


@lru_cache(maxsize=256)
def _head_start_until(
    received_at: datetime, head_start: timedelta, due: datetime, hours: WorkingHours
) -> datetime | None:
    longest = working_time_between(received_at, due, hours) / 2
    alone = min(head_start, longest)
    return add_working_time(received_at, alone, hours) if alone > NOTHING else None


def allowance_for(team: Team, rule: Rule | None, channel: str | None) -> Allowance:
    """How long we have: as the rule says, else as the team says for the customer's channel, else the team's default."""
    if rule is not None and rule.deadline is not None:
        return rule.deadline
    return team.deadlines.get((channel or "").strip().casefold(), team.default_deadline)


def _windows(moment: datetime, hours: WorkingHours) -> Iterator[tuple[datetime, datetime]]:
    """The hours of every working day from the moment's local date on."""
    day: date = hours.local(moment).date()
    closed_since = day
    while day - closed_since <= LONGEST_CLOSURE:
        if hours.is_working_day(day):
            closed_since = day
            yield hours.window(day)
        day += timedelta(days=1)
    raise ValueError("these working hours have no working day in more than a year")
