"""What is frozen thaws unchanged; what decides on quiet and on quotes is plain."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.digest import (
    DayContent,
    DigestKind,
    Expected,
    HuddleContent,
    Quotable,
    Repeated,
    Rolling,
    Standing,
    Tally,
    end_of_working_day,
    most_telling,
    quiet_days,
    repeating,
    rolling,
)
from bot.domain.estimate import Change
from bot.domain.feedback import Kind
from bot.domain.nps import Counts
from storage.digest_content import from_json, to_json
from tests.digests.days import at
from tests.world import HOURS

numbers = st.integers(min_value=0, max_value=10**9)
counts = st.builds(Counts, promoters=numbers, passives=numbers, detractors=numbers)
days = st.builds(
    DayContent,
    since=st.datetimes(timezones=st.just(UTC)),
    heard=st.lists(
        st.builds(Tally, kind=st.sampled_from(Kind), score=st.none() | st.integers(0, 10), n=numbers), max_size=5
    ).map(tuple),
    rolling=st.builds(
        Rolling,
        days=st.sampled_from([30, 60, 90, 180]),
        now=counts,
        before=counts,
        enough=st.booleans(),
        changed=st.none() | st.sampled_from(Change),
    ),
    cases=st.builds(Standing, open=numbers, near=numbers, overdue=numbers, resolved=numbers, told=numbers),
    worth=st.lists(numbers, max_size=3).map(tuple),
    hurts=st.none() | numbers,
    proud=st.none() | numbers,
    expected=st.none()
    | st.builds(Expected, score=st.floats(min_value=-100, max_value=100), real=counts, enough=st.booleans()),
    expected_on=st.none() | st.dates(),
    quiet_days=st.integers(0, 400),
)
huddles = st.builds(
    HuddleContent,
    days=numbers,
    causes=st.lists(
        st.builds(Repeated, cause=st.text(max_size=20), n=numbers, lately=numbers, quote=st.none() | numbers),
        max_size=5,
    ).map(tuple),
)


@given(days)
def test_a_day_thaws_as_it_was_frozen(day: DayContent) -> None:
    assert from_json(DigestKind.DAY, json.loads(json.dumps(to_json(day)))) == day


@given(huddles)
def test_a_huddle_thaws_as_it_was_frozen(week: HuddleContent) -> None:
    assert from_json(DigestKind.HUDDLE, json.loads(json.dumps(to_json(week)))) == week


def test_a_digest_from_before_expectations_still_thaws() -> None:
    nothing = Rolling(days=180, now=Counts(), before=Counts(), enough=False, changed=None)
    day = DayContent(since=at(19), heard=(), rolling=nothing, cases=Standing())
    old = {key: value for key, value in to_json(day).items() if not key.startswith("expected")}
    assert from_json(DigestKind.DAY, old) == day


@pytest.mark.parametrize(
    ("heard", "cases", "is_news", "quiet"),
    [
        ((), Standing(), False, 3),
        ((), Standing(open=4, unclaimed=1), False, 3),
        ((), Standing(open=1, near=1), False, 0),
        ((), Standing(open=1, overdue=1), False, 0),
        ((), Standing(resolved=1), False, 0),
        ((Tally(kind=Kind.NPS, score=8, n=1),), Standing(), False, 0),
        ((), Standing(), True, 0),
    ],
)
def test_quiet_is_a_day_on_which_nobody_said_did_or_owes_anything(
    heard: tuple[Tally, ...], cases: Standing, is_news: bool, quiet: int
) -> None:
    assert quiet_days(heard, cases, is_news=is_news, before=2) == quiet


@given(counts, counts, st.integers(min_value=0, max_value=10**9))
def test_a_score_and_a_comparison_need_the_minimum(now: Counts, before: Counts, minimum: int) -> None:
    told = rolling(30, now, before, minimum=minimum)
    assert told.enough == (now.n > 0 and now.n >= minimum)
    assert (told.changed is not None) == (told.enough and before.n > 0 and before.n >= minimum)


def test_what_can_be_read_at_a_glance_is_quoted_before_what_cannot() -> None:
    monday = datetime(2026, 11, 16, 9, tzinfo=UTC)
    short = Quotable(feedback=1, length=4, received_at=monday + timedelta(hours=3))
    long = Quotable(feedback=2, length=9_000, received_at=monday + timedelta(hours=2))
    good = Quotable(feedback=3, length=90, received_at=monday)
    later = Quotable(feedback=4, length=40, received_at=monday + timedelta(hours=1))
    assert most_telling([short, good, long, later]) == 4
    assert most_telling([short, good, long]) == 3
    assert most_telling([short, long]) == 1
    assert most_telling([]) is None


def test_what_came_up_once_or_tells_nothing_does_not_repeat() -> None:
    assert repeating([("other", 9, 1), ("price", 2, 0), ("delivery", 1, 1)]) == [("price", 2, 0)]


@pytest.mark.parametrize(
    ("now", "end"),
    [
        (at(20), at(20, "17:30")),
        (at(20, "17:29"), at(20, "17:30")),
        (at(20, "18:00"), at(23, "17:30")),
        (at(21), at(23, "17:30")),
    ],
)
def test_near_is_until_the_end_of_the_working_day(now: datetime, end: datetime) -> None:
    assert end_of_working_day(now, HOURS) == end
