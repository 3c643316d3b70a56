"""How long something took, in buckets that grow by a quarter: few enough to add up fast, fine enough for a median.

Inside its bucket a median is interpolated by rank, on the same growing scale, as histograms of durations usually are
(Prometheus' histogram_quantile does so for its exponential buckets).
"""

import math
from collections.abc import Mapping
from datetime import timedelta

_FIRST = 60.0
"""Seconds: whatever was faster is in the first bucket."""

_GROWTH = 1.25
LAST = 64
"""The last bucket holds everything from about three years on."""


def bucket_of(duration: timedelta) -> int:
    """The bucket of a duration: 0 for up to a minute, LAST at the most."""
    seconds = max(duration.total_seconds(), _FIRST)
    return min(math.ceil(math.log(seconds / _FIRST, _GROWTH) - 1e-9), LAST)


def median(histogram: Mapping[int, int], of: int) -> timedelta | None:
    """Within about what time half of all `of` were done, counting those that still are not; None when fewer than half
    are. The true median lies in the same bucket, so at most a quarter from it, and mostly far nearer.
    """
    needed, done = max(of, sum(histogram.values())) / 2, 0
    for bucket in sorted(histogram):
        here = histogram[bucket]
        if here and done + here >= needed:
            return _within(bucket, (needed - done) / here)
        done += here
    return None


def _within(bucket: int, share: float) -> timedelta:
    """So far from the lower end of a bucket (0) to the upper one (1)."""
    steps = bucket - 1 + share if bucket else 0.0
    return timedelta(seconds=round(_FIRST * _GROWTH**steps))
