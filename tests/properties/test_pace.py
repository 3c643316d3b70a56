"""However messages come in, no chat gets more in any stretch of time than its pace allows, and none waits too long."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.destination import Destination, Platform
from scheduler.backoff import LAST_ATTEMPT, wait_after
from scheduler.pace import SLACK, TELEGRAM_GROUP, TELEGRAM_PRIVATE, Pace, free_after, pace_of, room
from tests.world import NOW, SUPPORT_SLACK, SUPPORT_TELEGRAM

paces = st.sampled_from([SLACK, TELEGRAM_GROUP, TELEGRAM_PRIVATE]) | st.builds(
    Pace,
    interval=st.timedeltas(timedelta(milliseconds=1), timedelta(minutes=1)),
    burst=st.integers(1, 10),
)
looks = st.lists(
    st.tuples(st.timedeltas(timedelta(), timedelta(seconds=90)), st.integers(0, 12)), min_size=1, max_size=60
)


def sends(pace: Pace, looks: list[tuple[timedelta, int]]) -> list[datetime]:
    """When messages go if the courier looks after such pauses and finds so many waiting."""
    now, free_at, sent = NOW, None, list[datetime]()
    for pause, waiting in looks:
        now += pause
        many = min(waiting, room(free_at, now=now, pace=pace))
        if many:
            free_at = free_after(free_at, sends=many, now=now, pace=pace)
            sent += [now] * many
    return sent


@given(paces, looks)
def test_no_window_holds_more_than_the_burst_and_one_for_every_interval(
    pace: Pace, looks: list[tuple[timedelta, int]]
) -> None:
    sent = sends(pace, looks)
    for first, start in enumerate(sent):
        for many, end in enumerate(sent[first:], start=1):
            assert many <= pace.burst + (end - start) // pace.interval


@given(looks)
def test_a_telegram_group_never_gets_more_than_twenty_in_a_minute(looks: list[tuple[timedelta, int]]) -> None:
    sent = sends(TELEGRAM_GROUP, looks)
    for start in sent:
        assert sum(start <= moment <= start + timedelta(minutes=1) for moment in sent) <= 20


@given(paces, looks)
def test_a_chat_that_rested_takes_a_burst_and_a_full_one_frees_up_after_an_interval(
    pace: Pace, looks: list[tuple[timedelta, int]]
) -> None:
    sent = sends(pace, looks)
    last = sent[-1] if sent else NOW
    assert room(None, now=last, pace=pace) == pace.burst
    full = free_after(None, sends=pace.burst, now=last, pace=pace)
    assert full == last + pace.interval
    assert room(full, now=full - timedelta(microseconds=1), pace=pace) == 0
    assert room(full, now=full, pace=pace) == 1
    assert room(full, now=full + pace.interval * pace.burst, pace=pace) == pace.burst


@given(paces, st.integers(1, 100))
def test_one_by_one_is_as_fast_as_the_interval(pace: Pace, many: int) -> None:
    """Whoever looks whenever the chat is free keeps its long-term pace exactly."""
    free_at: datetime | None = None
    now = NOW
    for _ in range(many + pace.burst):
        now = max(now, free_at or now)
        assert room(free_at, now=now, pace=pace) >= 1
        free_at = free_after(free_at, sends=1, now=now, pace=pace)
    assert now == NOW + many * pace.interval


def test_each_kind_of_chat_has_its_pace() -> None:
    assert pace_of(SUPPORT_SLACK) == SLACK
    assert pace_of(SUPPORT_TELEGRAM) == TELEGRAM_GROUP
    assert pace_of(Destination(platform=Platform.TELEGRAM, chat="1001")) == TELEGRAM_PRIVATE


@given(st.integers(1, 500), st.floats(0, 1, exclude_max=True))
def test_waits_grow_and_stay_within_a_quarter_of_an_hour(attempts: int, jitter: float) -> None:
    wait = wait_after(attempts, jitter=jitter)
    assert timedelta(seconds=1.5) <= wait <= timedelta(minutes=15)
    assert wait <= wait_after(attempts + 1, jitter=jitter)


def test_we_try_for_about_a_day() -> None:
    for jitter in (0.0, 0.5):
        tried = sum((wait_after(n, jitter=jitter) for n in range(1, LAST_ATTEMPT)), timedelta())
        assert timedelta(hours=17) < tried < timedelta(hours=26)
