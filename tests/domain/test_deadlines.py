"""Promises to customers are counted in working time, whatever the clocks, the weekend and the holidays do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deadlines import (
    add_working_time,
    allowance_for,
    deadline,
    head_start_until,
    next_working_moment,
    working_time_between,
)
from bot.domain.hours import WorkingHours
from bot.domain.organisation import Allowance, Condition, Rule, Team

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEK = frozenset(range(5))
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 26)})
SAME_WORKING_DAY = Allowance()


def office(
    *,
    opens: time = time(9),
    closes: time = time(17, 30),
    weekdays: frozenset[int] = WEEK,
    zone: str = "Europe/Amsterdam",
    off: frozenset[date] = CHRISTMAS,
) -> WorkingHours:
    return WorkingHours(
        weekdays=weekdays, opens=opens, closes=closes, zone=ZoneInfo(zone), is_holiday=lambda day: day in off
    )


OFFICE = office()


def at(text: str, zone: ZoneInfo = AMSTERDAM) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def test_four_hours_of_phone_time_that_start_late_on_friday_end_on_monday() -> None:
    assert add_working_time(at("2026-11-20 15:30"), timedelta(hours=4), OFFICE) == at("2026-11-23 11:00")


def test_what_fits_exactly_in_the_day_ends_at_closing_time() -> None:
    assert add_working_time(at("2026-11-20 13:30"), timedelta(hours=4), OFFICE) == at("2026-11-20 17:30")


def test_christmas_does_not_count() -> None:
    assert add_working_time(at("2026-12-24 17:00"), timedelta(hours=1), OFFICE) == at("2026-12-28 09:30")


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-20 09:00", "2026-11-20 17:30"),
        ("2026-11-20 11:59", "2026-11-20 17:30"),
        ("2026-11-20 06:12", "2026-11-20 17:30"),
        ("2026-11-20 12:00", "2026-11-23 12:00"),
        ("2026-11-20 14:00", "2026-11-23 14:00"),
        ("2026-11-20 23:10", "2026-11-23 17:30"),
        ("2026-11-21 10:00", "2026-11-23 17:30"),
        ("2026-12-24 16:00", "2026-12-28 16:00"),
        ("2026-12-25 10:00", "2026-12-28 17:30"),
    ],
)
def test_the_same_working_day(received: str, due: str) -> None:
    assert deadline(at(received), SAME_WORKING_DAY, OFFICE) == at(due)


def test_a_team_that_closes_before_noon_has_one_working_day_for_everything() -> None:
    early = office(opens=time(6), closes=time(11))

    assert deadline(at("2026-11-20 10:59"), SAME_WORKING_DAY, early) == at("2026-11-23 10:59")
    assert deadline(at("2026-11-20 11:30"), SAME_WORKING_DAY, early) == at("2026-11-23 11:00")


def test_a_weekend_over_which_the_clocks_change_costs_nothing() -> None:
    spring = add_working_time(at("2026-03-27 17:00"), timedelta(hours=1), OFFICE)
    autumn = add_working_time(at("2026-10-23 17:00"), timedelta(hours=1), OFFICE)

    assert spring == at("2026-03-30 09:30") == datetime(2026, 3, 30, 7, 30, tzinfo=UTC)
    assert autumn == at("2026-10-26 09:30") == datetime(2026, 10, 26, 8, 30, tzinfo=UTC)


def test_a_round_the_clock_team_really_works_23_and_25_hours_on_those_days() -> None:
    always = office(opens=time(0), closes=time(0), weekdays=frozenset(range(7)))

    assert working_time_between(at("2026-03-29 00:00"), at("2026-03-30 00:00"), always) == timedelta(hours=23)
    assert working_time_between(at("2026-10-25 00:00"), at("2026-10-26 00:00"), always) == timedelta(hours=25)
    assert add_working_time(at("2026-03-29 01:30"), timedelta(hours=1), always) == at("2026-03-29 03:30")


def test_opening_in_an_hour_that_the_clocks_skip_is_an_hour_later() -> None:
    night = office(opens=time(2, 30), closes=time(8), weekdays=frozenset(range(7)))

    assert next_working_moment(at("2026-03-29 00:00"), night) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert next_working_moment(at("2026-10-25 00:00"), night) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_next_working_moment_is_now_or_the_next_opening() -> None:
    assert next_working_moment(at("2026-11-20 09:00"), OFFICE) == at("2026-11-20 09:00")
    assert next_working_moment(at("2026-11-20 08:59"), OFFICE) == at("2026-11-20 09:00")
    assert next_working_moment(at("2026-11-20 17:30"), OFFICE) == at("2026-11-23 09:00")


def test_the_teams_own_zone_counts() -> None:
    tokyo = office(zone="Asia/Tokyo")

    assert next_working_moment(datetime(2026, 11, 20, 7, 0, tzinfo=UTC), tokyo) == datetime(
        2026, 11, 20, 7, 0, tzinfo=UTC
    )
    assert next_working_moment(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), tokyo) == datetime(
        2026, 11, 23, 0, 0, tzinfo=UTC
    )


def test_anna_has_her_hour_alone_but_never_more_than_half_of_the_time() -> None:
    received, due = at("2026-11-20 17:00"), at("2026-11-23 12:00")

    assert head_start_until(received, timedelta(hours=1), due, OFFICE) == at("2026-11-23 09:30")
    assert head_start_until(received, timedelta(hours=9), due, OFFICE) == at("2026-11-23 10:15")
    assert head_start_until(received, timedelta(0), due, OFFICE) is None


def test_a_rule_then_the_channel_then_the_team_say_how_long_we_have() -> None:
    phone, rule_time = Allowance(working=timedelta(hours=4)), Allowance(working=timedelta(hours=2))
    team = Team(key="support", name="Klantenservice", language="nl", hours=OFFICE, deadlines={"phone": phone})
    urgent = Rule(when=Condition(), team="support", deadline=rule_time)

    assert allowance_for(team, urgent, "phone") == rule_time
    assert allowance_for(team, Rule(when=Condition(), team="support"), " Phone ") == phone
    assert allowance_for(team, None, "carrier pigeon") == SAME_WORKING_DAY
    assert allowance_for(team, None, None) == SAME_WORKING_DAY


def test_hours_without_work_are_refused() -> None:
    with pytest.raises(ValueError, match="weekday"):
        office(weekdays=frozenset())
    with pytest.raises(ValueError, match="open before they close"):
        office(opens=time(18), closes=time(9))


def test_a_year_of_holidays_does_not_search_for_ever() -> None:
    never = WorkingHours(weekdays=WEEK, opens=time(9), closes=time(17), zone=AMSTERDAM, is_holiday=lambda _: True)

    with pytest.raises(ValueError, match="no working day"):
        next_working_moment(at("2026-11-20 09:00"), never)


def test_working_time_cannot_be_taken_back() -> None:
    with pytest.raises(ValueError, match="taken back"):
        add_working_time(at("2026-11-20 09:00"), timedelta(hours=-1), OFFICE)


# From just before one change of the clocks until just after the other, with a holiday or a few.
SPRING = datetime(2026, 3, 20, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=230)).map(lambda later: SPRING + later)
amounts = st.timedeltas(timedelta(0), timedelta(hours=60))
minutes_of_day = st.integers(0, 24 * 60 - 1)


@st.composite
def some_hours(draw: st.DrawFn) -> WorkingHours:
    first, second = sorted(draw(st.lists(minutes_of_day, min_size=2, max_size=2, unique=True)))
    to_midnight = draw(st.booleans())
    return office(
        opens=time(first // 60, first % 60),
        closes=time(0) if to_midnight else time(second // 60, second % 60),
        weekdays=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        zone=draw(st.sampled_from(["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])),
        off=draw(st.frozensets(st.dates(date(2026, 3, 20), date(2026, 11, 5)), max_size=5)),
    )


def at_work(moment: datetime, hours: WorkingHours) -> bool:
    """Within the hours of its own or the previous local date (whose end may be this date's midnight)."""
    day = hours.local(moment).date()
    days = [day, day - timedelta(days=1)]
    return any(hours.is_working_day(d) and hours.window(d)[0] <= moment <= hours.window(d)[1] for d in days)


@given(start=moments, amount=amounts, hours=some_hours())
def test_a_deadline_is_within_hours_and_never_before_its_start(
    start: datetime, amount: timedelta, hours: WorkingHours
) -> None:
    end = add_working_time(start, amount, hours)

    assert end >= start
    assert end.tzinfo is UTC
    assert at_work(end, hours)


@given(start=moments, amount=amounts, hours=some_hours())
def test_exactly_the_amount_lies_between_start_and_end(start: datetime, amount: timedelta, hours: WorkingHours) -> None:
    assert working_time_between(start, add_working_time(start, amount, hours), hours) == amount


@given(start=moments, one=amounts, other=amounts, hours=some_hours())
def test_in_two_steps_or_in_one_is_the_same(
    start: datetime, one: timedelta, other: timedelta, hours: WorkingHours
) -> None:
    stepwise = add_working_time(add_working_time(start, one, hours), other, hours)

    assert stepwise == add_working_time(start, one + other, hours)


@given(starts=st.tuples(moments, moments), hours=some_hours(), allowance=st.one_of(st.none(), amounts))
def test_who_comes_earlier_is_never_due_later(
    starts: tuple[datetime, datetime], hours: WorkingHours, allowance: timedelta | None
) -> None:
    earlier, later = sorted(starts)
    given_time = Allowance(working=allowance)

    assert deadline(earlier, given_time, hours) <= deadline(later, given_time, hours)


@given(moment=moments, hours=some_hours())
def test_the_next_working_moment_is_its_own_next_working_moment(moment: datetime, hours: WorkingHours) -> None:
    following = next_working_moment(moment, hours)

    assert following >= moment
    assert next_working_moment(following, hours) == following
    assert working_time_between(moment, following, hours) == timedelta(0)


@given(received=moments, head_start=amounts, allowance=amounts, hours=some_hours())
def test_a_head_start_ends_before_the_deadline(
    received: datetime, head_start: timedelta, allowance: timedelta, hours: WorkingHours
) -> None:
    due = deadline(received, Allowance(working=allowance), hours)
    until = head_start_until(received, head_start, due, hours)

    assert until is None or received <= until <= due
