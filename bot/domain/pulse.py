"""A pulse's round: who is asked, what is asked, and when a round opens for each person and closes for all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.hours import LONGEST_CLOSURE, WorkingHours
from bot.domain.organisation import Organisation
from bot.domain.people import Member
from bot.domain.plan import Question

SCALES: Mapping[Question, range] = {
    Question.ENPS: range(11),
    Question.ENGAGEMENT_INDEX: range(1, 6),
    Question.EXPECTATION: range(-50, 101, 25),
}
"""What can be answered. Of the engagement index 1 is "fully disagree" and 5 "fully agree"."""

STATEMENTS: Mapping[Question, range] = {
    Question.ENPS: range(1),
    Question.ENGAGEMENT_INDEX: range(1, 5),
    Question.EXPECTATION: range(1),
}
"""The numbers of what is asked in one round; 0 where it is one question."""

LONGEST_REMARK = 1000
ONE_A_WEEK = timedelta(days=7)
"""Nobody gets two pulse questions within this time, over all pulses."""

_A_DAY = timedelta(days=1)
_TIME_FOR_RESULTS = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class Round:
    """One asking of a pulse in one team. Moments are aware UTC; `day` is the team's local date of the slot.

    It stands on its own: what the configuration says later changes neither its question nor its minimum. `asked` is
    how many people were asked.
    """

    id: int
    pulse: str
    question: Question
    team: str
    day: date
    opens_at: datetime
    closes_at: datetime
    remind_at: datetime | None
    minimum: int
    asked: int
    closed_at: datetime | None = None

    def takes(self, now: datetime) -> bool:
        """Whether it still takes answers."""
        return self.closed_at is None and now < self.closes_at

    def knows(self, score: int, statement: int) -> bool:
        """Whether this is an answer to what was asked."""
        return score in SCALES[self.question] and statement in STATEMENTS[self.question]


def groups(organisation: Organisation) -> dict[str, list[Member]]:
    """Everybody who can be asked, once, by team: the first of the configuration that has them, else the default team.

    Left out are people who left and whom we cannot reach in private.
    """
    first: dict[str, str] = {}
    for team in organisation.teams.values():
        for email in (*team.members, *team.leads, team.deputy):
            if email is not None:
                first.setdefault(email, team.key)
    found: dict[str, list[Member]] = {key: [] for key in organisation.teams}
    for member in organisation.members.values():
        if member.active and member.private_chat() is not None:
            found[first.get(member.email, organisation.default_team)].append(member)
    return found


def on_clock_of(zone: str, hours: WorkingHours) -> WorkingHours:
    """The same hours in another time zone."""
    if zone == hours.zone.key:
        return hours
    return replace(hours, zone=ZoneInfo(zone))


def own_moment(day: date, at: time, hours: WorkingHours, *, earliest: datetime) -> datetime:
    """When to write to somebody: at `at` on their own clock, on the first working day from `day` on.

    Outside their hours it is the opening of that day; what would come before `earliest` comes then, in their hours.
    """
    day = max(day, hours.local(earliest).date())
    last = day + LONGEST_CLOSURE
    while day <= last:
        if hours.is_working_day(day):
            opens, closes = hours.window(day)
            wanted = datetime.combine(day, at, tzinfo=hours.zone).astimezone(UTC)
            moment = max(wanted if opens <= wanted < closes else opens, earliest)
            if moment < closes:
                return moment
        day += _A_DAY
    raise ValueError("these working hours have no working day in more than a year")


def at_work(now: datetime, hours: WorkingHours) -> bool:
    """Whether this is within somebody's working hours."""
    day = hours.local(now).date()
    opens, closes = hours.window(day)
    return hours.is_working_day(day) and opens <= now < closes


def closing(opens_at: datetime, open_for: timedelta, hours: WorkingHours) -> datetime:
    """When a round that opened then closes: half an hour before the end of the working day so many days later.

    So its results come while people are at work. A round of less than a day closes after just that time.
    """
    if open_for < _A_DAY:
        return opens_at + open_for
    day = (hours.local(opens_at).replace(tzinfo=None) + open_for).date()
    while not hours.is_working_day(day):
        day += _A_DAY
    opens, closes = hours.window(day)
    return max(closes - _TIME_FOR_RESULTS, opens)


def later_on_the_clock(moment: datetime, by: timedelta, hours: WorkingHours) -> datetime:
    """So much later on the local clock: three days later it is the same time of day, whatever the clocks did."""
    local = hours.local(moment).replace(tzinfo=None) + by
    return local.replace(tzinfo=hours.zone).astimezone(UTC)


def head_of(zones: Iterable[str], moment: datetime, hours: WorkingHours) -> timedelta:
    """How far the earliest of these clocks is ahead of the team's own; never negative."""
    ours = hours.local(moment).utcoffset() or timedelta()
    offsets = (moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta() for zone in zones)
    return max([timedelta(), *(offset - ours for offset in offsets)])
