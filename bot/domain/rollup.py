"""What one feedback, with the case on it, adds to the numbers of its day.

A case counts on the day of its feedback and under its feedback's values, however much later it is resolved: so numbers
of a period always speak of the same customers. Every change is what was taken off and what is added; nothing else ever
changes the numbers.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.case import Case, Told
from bot.domain.durations import bucket_of
from bot.domain.feedback import Feedback, Kind
from bot.domain.question import Dimension

WHOLE = ""
"""The dimension of what is not split."""

LONGEST_VALUE = 100


class Took(StrEnum):
    """What took long: until somebody took the case up, or until it was resolved."""

    CLAIM = "claim"
    RESOLVE = "resolve"


@dataclass(frozen=True, kw_only=True)
class Facets:
    """Where a feedback counts: its team, its day, its kind and score, and its value in each dimension that is kept."""

    team: str
    day: date
    kind: Kind
    score: int | None
    values: tuple[tuple[str, str], ...]


RollupKey = tuple[str, str, date, str, str]
"""team, dimension, day, value, kind"""

DurationKey = tuple[str, str, date, str, str]
"""team, dimension, day, value, what took long"""


@dataclass(frozen=True)
class Contribution:
    """What is added (or, below zero, taken off), by column of a rollup, and of a duration: its bucket ("b17") and "n",
    which is all of them together."""

    rollups: Counter[tuple[RollupKey, str]]
    durations: Counter[tuple[DurationKey, str]]


def facets(
    *,
    team: str,
    day: date,
    hour: int,
    kind: Kind,
    score: int | None,
    source: str,
    touchpoint: str | None,
    journey: str | None,
    channel: str | None,
    location: str | None,
) -> Facets:
    """Weekdays follow from the day, and a team is a key already; the others are dimensions with values of their own."""
    return Facets(
        team=team,
        day=day,
        kind=kind,
        score=score,
        values=(
            (WHOLE, ""),
            (Dimension.TOUCHPOINT.value, value_of(touchpoint)),
            (Dimension.JOURNEY.value, value_of(journey)),
            (Dimension.CHANNEL.value, value_of(channel)),
            (Dimension.LOCATION.value, value_of(location)),
            (Dimension.SOURCE.value, value_of(source)),
            (Dimension.HOUR.value, str(hour)),
        ),
    )


def facets_of(one: Feedback) -> Facets:
    """The same from a whole feedback."""
    said = one.said
    return facets(
        team=one.team,
        day=one.day,
        hour=one.hour,
        kind=one.kind,
        score=said.score,
        source=said.source,
        touchpoint=said.touchpoint,
        journey=said.journey,
        channel=said.channel,
        location=said.location,
    )


def value_of(text: str | None) -> str:
    """What sources write, so that "Delivery " and "delivery" are one; "" for nothing. It fits in an index."""
    return (text or "").strip().casefold()[:LONGEST_VALUE]


def contribution(about: Facets, case: Case | None, *, sign: int = 1) -> Contribution:
    """Everything that a feedback and the case on it count for. `sign` -1 takes it off."""
    rollups: Counter[tuple[RollupKey, str]] = Counter()
    durations: Counter[tuple[DurationKey, str]] = Counter()
    columns = ["unscored" if about.score is None else f"s{about.score}"]
    took: list[tuple[str, int]] = []
    places = about.values
    if case is not None:
        columns.append("cases")
        if case.first_claimed_at is not None:
            took.append((Took.CLAIM.value, bucket_of(case.first_claimed_at - case.opened_at)))
        if case.resolution is not None:
            places = (*places, (Dimension.CAUSE.value, value_of(case.resolution.cause)))
            took.append((Took.RESOLVE.value, bucket_of(case.resolution.at - case.opened_at)))
            if case.resolution.told is not Told.NOT_POSSIBLE:
                columns.append("told")
    team, day, kind = about.team, about.day, about.kind.value
    for dimension, value in places:
        for column in columns:
            rollups[(team, dimension, day, value, kind), column] += sign
        for what, bucket in took:
            for column in (f"b{bucket}", "n"):
                durations[(team, dimension, day, value, what), column] += sign
    return Contribution(rollups, durations)
