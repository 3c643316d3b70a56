"""Until when a case can be put aside."""

from datetime import UTC, datetime, timedelta

from bot.domain.deadlines import next_working_moment
from bot.domain.hours import WorkingHours

_HOURS_AHEAD = 5
_DAYS_AHEAD = 3


def snooze_moments(now: datetime, deadline: datetime, hours: WorkingHours) -> tuple[datetime, ...]:
    """Sensible moments (aware UTC) within working hours and before the deadline, soonest first: the next whole hours on
    the team's clock, and the start of the coming working days. Empty when the deadline leaves no room.

    What is offered once is offered until it has passed, so that whoever takes a minute to choose can.
    """
    local = hours.local(now)
    this_hour = local.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    soon = {this_hour + timedelta(hours=n) for n in range(1, _HOURS_AHEAD + 1)}
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    mornings = {
        next_working_moment((midnight + timedelta(days=days)).astimezone(UTC), hours) for days in range(_DAYS_AHEAD + 1)
    }
    working = {moment for moment in soon if next_working_moment(moment, hours) == moment} | mornings
    return tuple(sorted(moment for moment in working if now < moment < deadline))
