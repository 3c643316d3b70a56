"""How long something took, in buckets that grow by a tenth: small enough to add up, fine enough for a median."""

import math
from collections.abc import Mapping
from datetime import timedelta

_FIRST = 60.0
"""Seconds: whatever was faster is in the first bucket."""

_GROWTH = 1.1
LAST = 150
"""The last bucket holds everything from about three years on."""


def bucket_of(duration: timedelta) -> int:
    """The bucket of a duration: 0 for up to a minute, LAST at the most."""
    seconds = max(duration.total_seconds(), _FIRST)
    return min(math.ceil(math.log(seconds / _FIRST, _GROWTH) - 1e-9), LAST)


def upper(bucket: int) -> timedelta:
    """The longest duration in a bucket: what is in it took at most this long, and at least ten elevenths of it."""
    return timedelta(seconds=round(_FIRST * _GROWTH**bucket))


def median(histogram: Mapping[int, int], of: int) -> timedelta | None:
    """Within what time half of all `of` were done, counting those that still are not; None when fewer than half are.

    The true median lies at most a tenth below it.
    """
    needed, done = max(of, sum(histogram.values())) / 2, 0
    for bucket in sorted(histogram):
        done += histogram[bucket]
        if done and done >= needed:
            return upper(bucket)
    return None
