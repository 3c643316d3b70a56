"""Weekends, public holidays as the real calendar has them, and weeks that are out of the ordinary."""

from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise

import pytest

from bot.config.planning import plan_of
from bot.config.public_holidays import is_holiday_in
from bot.domain.schedule import Recurrence, Unit, WorkingDays, next_due
from bot.services.office import Office
from tests.clock.days import EVERY_NIGHT, IN_THE_NETHERLANDS, MORNING, days_made, moment, went_by, with_digest
from tests.config.test_example import example

NEXT = WorkingDays.NEXT


def following(rule: Recurrence, after: str, many: int) -> Iterator[str]:
    """The next slots' local dates."""
    now = moment(f"{after} 12:00")
    for _ in range(many):
        due = next_due(rule, after=now, hours=IN_THE_NETHERLANDS)
        assert due is not None
        yield due.day.isoformat()
        now = due.at


async def test_no_digest_on_kings_day_nor_in_a_weekend(office: Office) -> None:
    with_digest(office)
    await went_by(office, moment("2026-04-24 08:45"), moment("2026-04-24 09:00"))
    for day in range(25, 29):
        await went_by(office, moment(f"2026-04-{day} 08:30"), moment(f"2026-04-{day} 09:00"))
    assert await days_made(office) == ["2026-04-24", "2026-04-28"], "Monday 27 April is King's Day"


async def test_days_all_means_all(office: Office) -> None:
    with_digest(office, EVERY_NIGHT)
    for day in range(24, 29):
        await went_by(office, moment(f"2026-04-{day} 02:30"), moment(f"2026-04-{day} 02:45"))
    assert len(await days_made(office)) == 5


@pytest.mark.parametrize(
    ("country", "day", "off"),
    [
        ("NL", date(2026, 4, 27), True),
        ("NL", date(2025, 4, 26), True),  # the 27th was a Sunday
        ("NL", date(2026, 12, 26), True),
        ("NL", date(2026, 12, 24), False),
        ("BE", date(2026, 4, 27), False),
        ("DE-BY", date(2026, 1, 6), True),
        ("DE-BE", date(2026, 1, 6), False),
        (None, date(2026, 12, 25), False),
    ],
)
def test_each_country_has_its_own_days_off(country: str | None, day: date, *, off: bool) -> None:
    assert is_holiday_in(country)(day) is off


def test_what_falls_on_a_day_off_comes_on_the_next_working_day() -> None:
    tuesdays = Recurrence(at=time(9, 30), unit=Unit.WEEK, weekday=1, working_days=NEXT)
    assert list(following(tuesdays, "2027-04-19", 3)) == ["2027-04-20", "2027-04-28", "2027-05-04"], "King's Day"
    mondays = Recurrence(at=time(9), weekday=0, working_days=NEXT)
    assert list(following(mondays, "2026-04-02", 3)) == ["2026-04-07", "2026-04-13", "2026-04-20"], "Easter Monday"
    assert list(following(mondays, "2026-12-21", 2)) == ["2026-12-28", "2027-01-04"]


def test_every_four_weeks_goes_on_over_the_end_of_the_year() -> None:
    rule = Recurrence(at=time(9, 30), every=4, unit=Unit.WEEK, weekday=1, working_days=NEXT)
    days = [date.fromisoformat(day) for day in following(rule, "2026-11-01", 6)]
    assert [(b - a).days for a, b in pairwise(days)] == [28] * 5
    assert {day.year for day in days} == {2026, 2027}


def test_the_first_tuesday_of_the_month() -> None:
    rule = Recurrence(at=time(9, 30), unit=Unit.WEEK, weekday=1, nth=1, working_days=NEXT)
    assert list(following(rule, "2026-10-01", 4)) == ["2026-10-06", "2026-11-03", "2026-12-01", "2027-01-05"]


def test_every_three_months_on_the_first_tuesday() -> None:
    rule = Recurrence(at=time(9, 30), every=3, unit=Unit.MONTH, weekday=1, nth=1, working_days=NEXT)
    assert list(following(rule, "2026-09-15", 3)) == ["2026-10-06", "2027-01-05", "2027-04-06"]


def test_the_last_friday_of_the_month_and_the_first_of_the_month() -> None:
    last = Recurrence(at=time(15), unit=Unit.WEEK, weekday=4, nth=-1)
    assert list(following(last, "2026-11-01", 3)) == ["2026-11-27", "2027-01-29", "2027-02-26"], "Christmas is skipped"
    first = Recurrence(at=time(9), unit=Unit.MONTH, working_days=NEXT)
    assert list(following(first, "2026-10-15", 4)) == ["2026-11-02", "2026-12-01", "2027-01-04", "2027-02-01"]


def test_what_the_operator_gets_without_writing_anything() -> None:
    plan = plan_of(example())
    assert plan.digest is not None
    assert plan.huddle is not None
    enps, engagement, expectation = plan.pulses
    assert plan.digest.when == MORNING
    assert list(following(plan.huddle.when, "2026-11-20", 1)) == ["2026-11-23"]
    assert list(following(enps.when, "2026-11-20", 2)) == ["2026-12-01", "2026-12-29"]
    assert list(following(engagement.when, "2026-11-20", 2)) == ["2027-01-05", "2027-04-06"]
    assert list(following(expectation.when, "2026-11-20", 2)) == ["2026-11-20", "2026-11-27"]
