"""Medians from counts in buckets: near the true ones, and silent while fewer than half are done."""

import statistics
from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.durations import LAST, bucket_of, median

spans = st.timedeltas(timedelta(minutes=1), timedelta(days=60))


@given(st.lists(spans, min_size=1, max_size=80))
def test_a_median_is_at_most_a_quarter_off(took: list[timedelta]) -> None:
    found = median(Counter(map(bucket_of, took)), of=len(took))
    assert found is not None
    seconds = [span.total_seconds() for span in took]
    assert statistics.median_low(seconds) / 1.26 <= found.total_seconds() <= statistics.median_high(seconds) * 1.26


@given(st.lists(spans, max_size=30), st.lists(spans, max_size=30))
def test_counts_add_up_in_any_order(some: list[timedelta], others: list[timedelta]) -> None:
    together = Counter(map(bucket_of, some)) + Counter(map(bucket_of, others))
    assert together == Counter(map(bucket_of, [*others, *some]))


def test_what_is_not_done_counts_as_longer_than_everything() -> None:
    hour = Counter({bucket_of(timedelta(hours=1)): 4})
    assert median(hour, of=4) is not None
    assert median(hour, of=8) is not None
    assert median(hour, of=9) is None
    assert median({}, of=3) is None
    assert median({}, of=0) is None


def test_the_ends_hold_everything() -> None:
    assert bucket_of(timedelta(seconds=-5)) == bucket_of(timedelta(seconds=59)) == 0
    assert bucket_of(timedelta(days=4000)) == LAST
    assert median({0: 3}, of=3) == timedelta(minutes=1)
