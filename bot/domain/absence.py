"""When somebody is back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.domain.deadlines import next_working_moment
from bot.domain.organisation import Organisation
from bot.domain.people import Member


def back_at(day: date, member: Member, org: Organisation) -> datetime:
    """The moment (UTC) at which the member is back who is back on this day: at opening time on their own clock; the
    next working day's when it is none."""
    teams = org.teams_of(member)
    hours = replace(teams[0].hours if teams else org.hours, zone=ZoneInfo(member.timezone))
    return next_working_moment(datetime.combine(day, hours.opens, tzinfo=hours.zone).astimezone(UTC), hours)
