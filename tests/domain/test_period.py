"""Days that a question is about, and those before them to compare with."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.period import Period, Unit, last_days, whole

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("unit", "first", "last", "before"),
    [
        (Unit.MONTH, date(2026, 3, 1), date(2026, 3, 31), (date(2026, 2, 1), date(2026, 2, 28))),
        (Unit.MONTH, date(2026, 3, 1), date(2026, 3, 30), (date(2026, 2, 1), date(2026, 2, 28))),
        (Unit.MONTH, date(2026, 11, 1), date(2026, 11, 20), (date(2026, 10, 1), date(2026, 10, 20))),
        (Unit.QUARTER, date(2026, 1, 1), date(2026, 3, 31), (date(2025, 10, 1), date(2025, 12, 31))),
        (Unit.YEAR, date(2026, 1, 1), date(2026, 11, 20), (date(2025, 1, 1), date(2025, 11, 20))),
        (Unit.WEEK, date(2026, 11, 16), date(2026, 11, 22), (date(2026, 11, 9), date(2026, 11, 15))),
        (Unit.WEEK, date(2026, 11, 16), date(2026, 11, 18), (date(2026, 11, 9), date(2026, 11, 11))),
        (Unit.DAYS, date(2026, 11, 11), date(2026, 11, 20), (date(2026, 11, 1), date(2026, 11, 10))),
    ],
)
def test_what_came_before(unit: Unit, first: date, last: date, before: tuple[date, date]) -> None:
    assert Period(first=first, last=last, unit=unit).before() == Period(first=before[0], last=before[1], unit=unit)


@given(DAYS, st.integers(1, 400))
def test_as_many_days_before_so_many_days_and_none_twice(today: date, days: int) -> None:
    now = last_days(days, today)
    assert now.days == now.before().days == days
    assert now.before().last == now.first - timedelta(days=1)


@given(st.sampled_from(Unit), DAYS)
def test_a_whole_one_has_the_day_in_it_and_begins_where_the_one_before_ends(unit: Unit, day: date) -> None:
    now = whole(unit, day)
    assert now.first <= day <= now.last
    assert now.before() == whole(unit, now.first - timedelta(days=1))
