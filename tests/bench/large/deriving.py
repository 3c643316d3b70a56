"""What the product keeps about feedback, from its own functions: the words' stems, and the numbers by day.

The product does this piece by piece as feedback comes in. Here some hundred thousand pieces of whole days are taken at
once; on the small sizes its own recount shows that nothing differs.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from bot.domain.durations import bucket_of
from bot.domain.question import Dimension
from bot.domain.rollup import WHOLE, Took, value_of
from bot.stems import stems
from storage.counting import BUCKETS, COLUMNS, LASTED
from tests.bench.large import vocabulary as words
from tests.bench.large.heard import (
    CHANNELS,
    KINDS,
    LOCATIONS,
    PIECES_IN_ORDER,
    TEAMS,
    TOUCHPOINTS,
    Columns,
    Heard,
    Ints,
)
from tests.bench.large.worked import Worked

WORDS, ROLLUPS, DURATIONS = "said_words", "rollups", "durations"

_UNSCORED, _CASES, _TOLD = (COLUMNS.index(name) for name in ("unscored", "cases", "told"))


def spoken(on: Heard) -> Columns:
    """The stems of what was said, in the order of their index."""
    known, of_piece, bounds = _stems()
    pieces = on.pieces.reshape(-1)
    rows = np.repeat(np.arange(len(on)), on.pieces.shape[1])
    many = bounds[pieces + 1] - bounds[pieces]
    begins = np.repeat(bounds[pieces] - np.cumsum(many) + many, many)
    stem = of_piece[begins + np.arange(many.sum())]
    row = np.repeat(rows, many)
    # One number for each (team, stem, row): rows are in the order of days, and of their own numbers.
    key = np.unique((_TEAM_ORDER[on.team[row]] * len(known) + stem) * len(on) + row)
    stem, row = key // len(on) % len(known), key % len(on)
    return {
        "team": _TEAM_KEYS[on.team[row]].tolist(),
        "stem": np.array(known, dtype=object)[stem].tolist(),
        "day": on.day[row].tolist(),
        "feedback_id": on.ids[row].tolist(),
    }


def counted(on: Heard, cases: Worked) -> tuple[Columns, Columns]:
    """The rollups and the durations of these days."""
    column = np.where(on.score < 0, _UNSCORED, on.score)
    buckets = [
        (Took.CLAIM.value, *_buckets(cases.opened, cases.claimed)),
        (Took.RESOLVE.value, *_buckets(cases.opened, cases.resolved)),
    ]
    rollups: dict[str, list[Any]] = {name: [] for name in ("team", "dimension", "day", "value", "kind", *COLUMNS)}
    durations: dict[str, list[Any]] = {name: [] for name in ("team", "dimension", "day", "value", "what", *LASTED)}
    cause = np.full(len(on), len(words.CAUSES))
    cause[cases.rows] = np.where(cases.cause < 0, len(words.CAUSES), cases.cause)
    for dimension, values, value in _dimensions(on, cause):
        everybody = np.flatnonzero(value >= 0)
        with_case = cases.rows[value[cases.rows] >= 0]
        with_told = cases.rows[cases.told & (value[cases.rows] >= 0)]
        counts = [(everybody, column[everybody]), (with_case, np.full(len(with_case), _CASES))]
        counts.append((with_told, np.full(len(with_told), _TOLD)))
        _count(rollups, on, dimension, values, value, counts)
        for what, which, bucket in buckets:
            rows = cases.rows[which]
            inside = value[rows] >= 0
            _count_buckets(durations, on, dimension, values, value, what, rows[inside], bucket[inside])
    return rollups, durations


def _dimensions(on: Heard, cause: Ints) -> Sequence[tuple[str, Sequence[str], Ints]]:
    """Each dimension with its values and which of them every feedback has; below zero where it counts nowhere."""
    facets = on.facets
    journeys = [journey for journey, _, _ in words.TOUCHPOINTS.values()]
    sources = [source for source, _ in words.KINDS.values()]
    every = (
        (WHOLE, [""], np.zeros(len(on), dtype=np.int64)),
        (Dimension.TOUCHPOINT.value, [*TOUCHPOINTS, None], facets["touchpoint"] % (len(TOUCHPOINTS) + 1)),
        (Dimension.JOURNEY.value, journeys, on.touchpoint),
        (Dimension.CHANNEL.value, [*CHANNELS, None], facets["channel"] % (len(CHANNELS) + 1)),
        (Dimension.LOCATION.value, [*LOCATIONS, None], facets["location"] % (len(LOCATIONS) + 1)),
        (Dimension.SOURCE.value, sources, on.kind),
        (Dimension.HOUR.value, [str(hour) for hour in range(24)], facets["hour"]),
        (Dimension.CAUSE.value, list(words.CAUSES), np.where(cause < len(words.CAUSES), cause, -1)),
    )
    made = []
    for dimension, texts, value in every:
        # Several texts can be one value: journeys do not differ by touchpoint.
        values = sorted({value_of(text) for text in texts})
        again = np.array([*(values.index(value_of(text)) for text in texts), -1])
        made.append((dimension, values, again[value]))
    return made


def _count(
    into: dict[str, list[Any]],
    on: Heard,
    dimension: str,
    values: Sequence[str],
    value: Ints,
    counts: Sequence[tuple[Ints, Ints]],
) -> None:
    first, many = int(on.day[0]), int(on.day[-1] - on.day[0]) + 1
    rows = np.concatenate([rows for rows, _ in counts])
    column = np.concatenate([column for _, column in counts])
    key = ((on.team[rows] * many + on.day[rows] - first) * len(values) + value[rows]) * len(KINDS) + on.kind[rows]
    keys, place = np.unique(key, return_inverse=True)
    table = np.zeros((len(keys), len(COLUMNS)), dtype=np.int64)
    np.add.at(table, (place, column), 1)
    into["kind"] += np.array(KINDS, dtype=object)[keys % len(KINDS)].tolist()
    keys //= len(KINDS)
    _place(into, dimension, values, keys, first, many)
    for nth, name in enumerate(COLUMNS):
        into[name] += table[:, nth].tolist()


def _count_buckets(
    into: dict[str, list[Any]],
    on: Heard,
    dimension: str,
    values: Sequence[str],
    value: Ints,
    what: str,
    rows: Ints,
    bucket: Ints,
) -> None:
    first, many = int(on.day[0]), int(on.day[-1] - on.day[0]) + 1
    key = (on.team[rows] * many + on.day[rows] - first) * len(values) + value[rows]
    keys, place = np.unique(key, return_inverse=True)
    table = np.zeros((len(keys), len(BUCKETS)), dtype=np.int64)
    np.add.at(table, (place, bucket), 1)
    into["what"] += [what] * len(keys)
    into["n"] += table.sum(axis=1).tolist()
    for nth, name in enumerate(BUCKETS):
        into[name] += table[:, nth].tolist()
    _place(into, dimension, values, keys, first, many)


def _place(
    into: dict[str, list[Any]], dimension: str, values: Sequence[str], keys: Ints, first: int, many: int
) -> None:
    into["dimension"] += [dimension] * len(keys)
    into["value"] += np.array(values, dtype=object)[keys % len(values)].tolist()
    keys = keys // len(values)
    into["day"] += (keys % many + first).tolist()
    into["team"] += _TEAM_KEYS[keys // many].tolist()


def _buckets(opened: Ints, done: Ints) -> tuple[Ints, Ints]:
    """Which of the cases came so far, and their buckets."""
    which = np.flatnonzero(done >= 0)
    seconds, place = np.unique(done[which] - opened[which], return_inverse=True)
    return which, np.array([bucket_of(timedelta(seconds=one)) for one in seconds.tolist()], dtype=np.int64)[place]


@lru_cache(maxsize=1)
def _stems() -> tuple[Sequence[str], Ints, Ints]:
    """All stems in their order; those of all pieces one after another; and where each piece's begin.

    A text's stems are those of its pieces, since every piece ends where a word does.
    """
    of_pieces = [sorted(stems(piece)) for piece in PIECES_IN_ORDER]
    known = sorted({stem for one in of_pieces for stem in one})
    number: Mapping[str, int] = {stem: nth for nth, stem in enumerate(known)}
    ends = np.cumsum([0, *(len(one) for one in of_pieces)])
    return known, np.array([number[stem] for one in of_pieces for stem in one], dtype=np.int64), ends


_TEAM_KEYS = np.array(TEAMS, dtype=object)
_TEAM_ORDER = np.array([sorted(TEAMS).index(key) for key in TEAMS])
