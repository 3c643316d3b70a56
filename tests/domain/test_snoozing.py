"""A holder puts a case aside: until a moment at which people work, before the customer must have heard."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.snoozing import snooze_moments
from tests.world import HOURS, NOW

WEEK = timedelta(days=7)
SPRING = datetime(2026, 3, 24, tzinfo=UTC)  # the clocks change on the 29th
INDIA = replace(HOURS, zone=ZoneInfo("Asia/Kolkata"))


def _local(now: datetime, deadline: datetime) -> list[str]:
    return [f"{HOURS.local(moment):%a %H:%M}" for moment in snooze_moments(now, deadline, HOURS)]


def test_on_friday_morning_the_next_hours_and_monday() -> None:
    assert _local(NOW + timedelta(minutes=7), NOW + WEEK) == [
        "Fri 11:00",
        "Fri 12:00",
        "Fri 13:00",
        "Fri 14:00",
        "Fri 15:00",
        "Mon 09:00",
    ]


def test_never_at_the_deadline_or_later() -> None:
    assert _local(NOW, NOW + timedelta(hours=2)) == ["Fri 11:00"]
    assert _local(NOW, NOW + timedelta(hours=1)) == []


def test_after_closing_only_mornings() -> None:
    assert _local(NOW + timedelta(hours=8), NOW + WEEK) == ["Mon 09:00"]


def test_hours_are_whole_on_the_teams_own_clock() -> None:
    moments = snooze_moments(datetime(2026, 11, 20, 6, 12, tzinfo=UTC), NOW + WEEK, INDIA)
    assert [f"{INDIA.local(moment):%H:%M}" for moment in moments][:2] == ["12:00", "13:00"]


def test_before_opening_this_very_morning() -> None:
    assert _local(NOW - timedelta(hours=9), NOW + WEEK)[:2] == ["Fri 09:00", "Mon 09:00"]


@given(
    after=st.timedeltas(timedelta(0), timedelta(days=9)),
    left=st.timedeltas(timedelta(0), timedelta(days=4)),
    thinking=st.timedeltas(timedelta(0), timedelta(hours=3)),
)
def test_what_was_offered_can_be_chosen_until_it_has_passed(
    after: timedelta, left: timedelta, thinking: timedelta
) -> None:
    now = SPRING + after
    deadline = now + left
    still = {moment for moment in snooze_moments(now, deadline, HOURS) if moment > now + thinking}
    assert still <= set(snooze_moments(now + thinking, deadline, HOURS)), "somebody's choice is refused"
