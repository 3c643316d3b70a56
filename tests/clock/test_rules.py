"""Whatever the rule, the zone and the moment: what is due and what is next agree, and no slot comes twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.config.public_holidays import is_holiday_in
from bot.domain.hours import WorkingHours
from bot.domain.schedule import Due, Recurrence, Unit, WorkingDays, falls_on, latest_due, moment_of, next_due
from tests.world import HOURS

A_MOMENT = timedelta(microseconds=1)
ZONES = (
    "Europe/Amsterdam",
    "America/New_York",
    "America/Nuuk",  # skips the last hour of a Saturday
    "America/Havana",  # skips midnight
    "Atlantic/Azores",
    "Africa/Casablanca",  # goes back in spring and on in summer
    "Africa/Cairo",
    "Antarctica/Troll",  # moves by two hours
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # moves by half an hour
    "Pacific/Chatham",
    "UTC",
)
FIRST = datetime(2024, 6, 1, tzinfo=UTC)
MINUTES_IN_FIVE_YEARS = 5 * 365 * 24 * 60
moments = st.integers(0, MINUTES_IN_FIVE_YEARS).map(lambda minutes: FIRST + timedelta(minutes=minutes))
hours = st.builds(
    lambda zone, country, weekdays: replace(
        HOURS, zone=ZoneInfo(zone), is_holiday=is_holiday_in(country), weekdays=frozenset(weekdays)
    ),
    st.sampled_from(ZONES),
    st.sampled_from([None, "NL", "DE-BY"]),
    st.sampled_from([range(5), range(7), (0, 2, 6)]),
)
weekdays = st.none() | st.integers(0, 6)


@st.composite
def rules(draw: st.DrawFn) -> Recurrence:
    """Any rule that an operator can write and that has a slot at least once in a year."""
    weekday = draw(weekdays)
    unit = draw(st.sampled_from(Unit))
    most = {Unit.DAY: 1 if weekday is not None else 30, Unit.WEEK: 12, Unit.MONTH: 6}[unit]
    nth = draw(st.sampled_from([None, 1, 2, 3, 4, -1])) if weekday is not None else None
    return Recurrence(
        at=draw(st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))),
        every=1 if nth is not None and unit is Unit.WEEK else draw(st.integers(1, most)),
        unit=unit,
        weekday=weekday,
        nth=nth,
        working_days=draw(st.sampled_from(WorkingDays)),
    )


def wall(due: Due, on: WorkingHours) -> datetime:
    """What the clock on the team's wall shows at the slot's moment."""
    return on.local(due.at).replace(tzinfo=None)


@given(rule=rules(), on=hours, now=moments)
def test_what_is_due_is_never_in_the_future_and_what_is_next_never_in_the_past(
    rule: Recurrence, on: WorkingHours, now: datetime
) -> None:
    due, following = latest_due(rule, now=now, hours=on), next_due(rule, after=now, hours=on)
    assert due is None or due.at <= now
    assert following is None or following.at > now
    if due is not None and following is not None:
        assert due.day < following.day


@given(rule=rules(), on=hours, now=moments)
def test_what_is_next_is_due_from_its_moment_on_and_not_before(
    rule: Recurrence, on: WorkingHours, now: datetime
) -> None:
    before, following = latest_due(rule, now=now, hours=on), next_due(rule, after=now, hours=on)
    assume(following is not None)
    assert following is not None
    assert latest_due(rule, now=following.at, hours=on) == following
    assert latest_due(rule, now=following.at - A_MOMENT, hours=on) in {before, None}
    if before is not None:
        assert next_due(rule, after=before.at, hours=on) == following
        assert next_due(rule, after=before.at - A_MOMENT, hours=on) == before


@given(rule=rules(), on=hours, now=moments)
def test_slots_follow_each_other_in_time_and_in_date(rule: Recurrence, on: WorkingHours, now: datetime) -> None:
    found: list[Due] = []
    for _ in range(6):
        due = next_due(rule, after=now, hours=on)
        if due is None:
            break
        found.append(due)
        now = due.at
    assert [due.at for due in found] == sorted({due.at for due in found})
    assert [due.day for due in found] == sorted({due.day for due in found})


@given(rule=rules(), on=hours, now=moments)
def test_a_slot_comes_at_its_local_time_or_as_much_later_as_the_clocks_skip(
    rule: Recurrence, on: WorkingHours, now: datetime
) -> None:
    due = next_due(rule, after=now, hours=on)
    assume(due is not None)
    assert due is not None
    assert falls_on(rule, due.day, on)
    wanted = datetime.combine(due.day, rule.at)
    late = wall(due, on) - wanted
    before, after = (on.local(due.at + side * timedelta(hours=6)).utcoffset() for side in (-1, 1))
    assert before is not None
    assert after is not None
    assert late == timedelta() or late == after - before > timedelta()


@given(
    zone=st.sampled_from(ZONES),
    start=st.dates(date(2024, 6, 1), date(2029, 6, 1)),
    at=st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45])),
)
def test_every_date_has_exactly_one_moment(zone: str, start: date, at: time) -> None:
    rule = Recurrence(at=at, working_days=WorkingDays.IGNORE)
    on = replace(HOURS, zone=ZoneInfo(zone))
    days = [start + timedelta(days=n) for n in range(10)]
    now = moment_of(rule, days[0], on) - A_MOMENT
    for day in days:
        due = next_due(rule, after=now, hours=on)
        assert due is not None
        assert due.day == day
        now = due.at
