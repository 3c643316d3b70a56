"""Where the time machine goes, and where it stops on its way. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.domain.hours import WorkingHours
from bot.domain.organisation import Team
from bot.domain.plan import Plan, Pulse, Question
from bot.domain.pulse import closing
from bot.domain.schedule import Recurrence, latest_due, moment_of, next_due

Brings = Literal["hour", "digest", "huddle", "pulse", "result", "expectation"]
"""What somebody sees who goes there."""

FURTHEST = timedelta(days=42)
_FINE = timedelta(days=2)
_CLOSELY = (time(8, 45), *(time(hour, minute) for hour in range(9, 18) for minute in (0, 30)))
_SPARSELY = (time(8, 45), time(9), time(9, 30), time(12), time(15), time(17))
_OFF = (time(12),)
_A_DAY = timedelta(days=1)
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Target:
    """A moment worth going to, and what it brings."""

    brings: Brings
    at: datetime


def targets(plan: Plan, team: Team, now: datetime) -> list[Target]:
    """The next moments at which something happens by itself in this team, each in the future; an hour from now first,
    the others in the order of the calendar."""
    found = [target for pulse in plan.pulses for target in _of_pulse(pulse, now, team.hours)]
    if plan.digest is not None and (due := next_due(plan.digest.when, after=now, hours=team.hours)) is not None:
        found.append(Target(brings="digest", at=due.at))
    if plan.huddle is not None and (due := next_due(plan.huddle.when, after=now, hours=team.hours)) is not None:
        found.append(Target(brings="huddle", at=due.at))
    return [
        Target(brings="hour", at=now + timedelta(hours=1)),
        *sorted(found, key=lambda target: target.at),
    ]


def _of_pulse(pulse: Pulse, now: datetime, hours: WorkingHours) -> Iterator[Target]:
    asks: Brings = "expectation" if pulse.question is Question.EXPECTATION else "pulse"
    due = next_due(pulse.when, after=now, hours=hours)
    if due is not None:
        yield Target(brings=asks, at=due.at)
    latest = latest_due(pulse.when, now=now, hours=hours)
    if asks == "pulse" and latest is not None:
        closes = closing(latest.at, pulse.open_for, hours)
        if closes > now:
            yield Target(brings="result", at=closes)


def stops(now: datetime, until: datetime, hours: WorkingHours) -> Iterator[datetime]:
    """Moments on the way, in order and at last `until` itself: close together on the first two days, so that
    reminders come as they would, and where something is due by the calendar later on."""
    day = hours.local(now).date()
    while day <= hours.local(until).date():
        opens, _ = hours.window(day)
        times = _times(hours, day, soon=opens - now < _FINE)
        for at in times:
            moment = moment_of(Recurrence(at=at), day, hours)
            if now < moment < until:
                yield moment
        day += _A_DAY
    if until > now:
        yield until


def _times(hours: WorkingHours, day: date, *, soon: bool) -> tuple[time, ...]:
    if not hours.is_working_day(day):
        return _OFF
    return _CLOSELY if soon else _SPARSELY


def a_little_later(target: datetime, began: datetime) -> datetime:
    """The moment to stop at for this one, one second later with every week since the demo began: nobody is asked the
    same again within seven days to the second."""
    weeks = max(0, (target - began) // _A_WEEK)
    return target + timedelta(seconds=weeks)
