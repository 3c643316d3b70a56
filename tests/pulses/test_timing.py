"""When people are written to: on their own clock, at work, whatever the clocks, weekends and holidays do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hours import WorkingHours
from bot.domain.pulse import at_work, closing, head_of, later_on_the_clock, on_clock_of, own_moment
from tests.pulses.crew import at
from tests.world import HOURS

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NIGHT = WorkingHours(
    weekdays=frozenset(range(7)),
    opens=time(0),
    closes=time(0),
    zone=ZoneInfo("Europe/Amsterdam"),
    is_holiday=lambda _: False,
)


@pytest.mark.parametrize(
    ("wanted", "earliest", "comes"),
    [
        ("2026-12-01 09:30", None, "2026-12-01 09:30"),
        ("2026-12-01 07:00", None, "2026-12-01 09:00"),
        ("2026-12-01 18:00", None, "2026-12-01 09:00"),
        ("2026-12-05 09:30", None, "2026-12-07 09:30"),
        ("2026-12-01 09:30", "2026-12-01 14:00", "2026-12-01 14:00"),
        ("2026-12-01 09:30", "2026-12-01 17:30", "2026-12-02 09:30"),
        ("2026-12-01 09:30", "2026-12-04 18:00", "2026-12-07 09:30"),
    ],
)
def test_a_question_comes_while_people_are_at_work(wanted: str, earliest: str | None, comes: str) -> None:
    local = datetime.fromisoformat(wanted)
    moment = own_moment(local.date(), local.time(), HOURS, earliest=at(earliest) if earliest else LONG_AGO)
    assert moment == at(comes)


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 10, 23), "07:30"),
        (date(2026, 10, 26), "08:30"),
        (date(2027, 3, 26), "08:30"),
        (date(2027, 3, 29), "07:30"),
    ],
)
def test_half_past_nine_is_half_past_nine_in_summer_and_winter(day: date, utc: str) -> None:
    assert own_moment(day, time(9, 30), HOURS, earliest=LONG_AGO).strftime("%H:%M") == utc


@pytest.mark.parametrize(("day", "utc"), [(date(2027, 3, 28), "01:30"), (date(2026, 10, 25), "00:30")])
def test_half_past_two_on_the_days_on_which_the_clocks_change(day: date, utc: str) -> None:
    assert own_moment(day, time(2, 30), NIGHT, earliest=LONG_AGO).strftime("%H:%M") == utc


@given(
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.times(),
    st.sampled_from(["Europe/Amsterdam", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"]),
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes)),
)
def test_nobody_is_ever_written_to_outside_their_hours(day: date, wanted: time, zone: str, earliest: datetime) -> None:
    clock = on_clock_of(zone, HOURS)
    moment = own_moment(day, wanted.replace(tzinfo=None), clock, earliest=earliest)
    assert at_work(moment, clock)
    assert moment >= earliest


def test_a_round_closes_half_an_hour_before_people_go_home() -> None:
    assert closing(at("2026-12-01 09:30"), timedelta(days=7), HOURS) == at("2026-12-08 17:00")
    assert closing(at("2026-12-01 09:30"), timedelta(days=4), HOURS) == at("2026-12-07 17:00")
    assert closing(at("2026-10-20 09:30"), timedelta(days=7), HOURS) == at("2026-10-27 17:00")
    assert closing(at("2026-12-01 09:30"), timedelta(hours=2), HOURS) == at("2026-12-01 11:30")


def test_three_days_later_is_the_same_time_of_day() -> None:
    assert later_on_the_clock(at("2026-10-23 09:30"), timedelta(days=3), HOURS) == at("2026-10-26 09:30")


def test_how_far_east_people_live() -> None:
    now = at("2026-12-01 09:30")
    assert head_of(["Asia/Tokyo", "America/New_York"], now, HOURS) == timedelta(hours=8)
    assert head_of(["America/New_York"], now, HOURS) == timedelta()
    assert head_of([], now, HOURS) == timedelta()
