"""Until when a case can be put aside."""

from datetime import datetime, timedelta

from bot.domain.deadlines import next_working_moment
from bot.domain.hours import WorkingHours

_SOON = (timedelta(hours=1), timedelta(hours=2), timedelta(hours=4))
_DAYS_AHEAD = 3


def snooze_moments(now: datetime, deadline: datetime, hours: WorkingHours) -> tuple[datetime, ...]:
    """Sensible moments within working hours and before the deadline, soonest first: in a few hours, or at the start
    of one of the next working days. Empty when the deadline leaves no room.
    """
    minute = now.replace(second=0, microsecond=0)
    soon = {minute + wait for wait in _SOON}
    mornings: set[datetime] = set()
    midnight = hours.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for days in range(1, _DAYS_AHEAD + 1):
        mornings.add(next_working_moment((midnight + timedelta(days=days)).astimezone(now.tzinfo), hours))
    working = {moment for moment in soon if next_working_moment(moment, hours) == moment} | mornings
    return tuple(sorted(moment for moment in working if now < moment < deadline))
