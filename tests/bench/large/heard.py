"""Three years of feedback, the same every time: made by the day, in columns, some hundred thousand rows at once.

A seed and a size decide everything. Values are as a driver without types takes them: moments are UTC text, days are
ordinals, money is cents, enumerations are their words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from bot.domain.feedback import SCALES, Kind, tone_of
from tests.bench.large import vocabulary as words
from tests.bench.large.sentences import PIECES, RARE_WORDS, rare_sentence

SEED = 20261120
_A_BATCH = 200_000
_A_DAY = 86_400

Columns = Mapping[str, Sequence[Any]]
Ints = NDArray[np.int64]

TEAMS = tuple(words.TEAMS)
TOUCHPOINTS, CHANNELS, LOCATIONS, KINDS = (
    tuple(of) for of in (words.TOUCHPOINTS, words.CHANNELS, words.LOCATIONS, words.KINDS)
)
TONES = ("negative", "neutral", "positive")
_LEVELS = np.linspace(-1.6, 1.6, 9)
_WITH_WORDS = np.array([0.62, 0.3, 0.38])  # by tone: who is annoyed writes


@dataclass(frozen=True, kw_only=True)
class Heard:
    """The feedback of some days, in the order in which it came. `at` and `received` are seconds since 1970, UTC."""

    columns: Columns
    ids: Ints
    day: Ints
    team: Ints
    at: Ints
    received: Ints
    asks_for_work: NDArray[np.bool_]
    value: Ints
    employee: Ints
    pieces: Ints
    facets: Mapping[str, Ints]
    kind: Ints
    touchpoint: Ints
    score: Ints

    def __len__(self) -> int:
        return len(self.ids)


def heard(size: int) -> Iterator[Heard]:
    """So many feedbacks over three years, oldest first."""
    rng = np.random.default_rng([SEED, size])
    ordinals = np.arange(words.FIRST_DAY.toordinal(), words.LAST_DAY.toordinal() + 1)
    weights = np.array(words.WEEKDAYS)[(ordinals - 1) % 7] * (1 + 0.4 * np.arange(len(ordinals)) / len(ordinals))
    a_day = rng.multinomial(size, weights / weights.sum())
    rare = _rare(rng, size)
    first, begins = 0, 0
    for ends in range(1, len(ordinals) + 1):
        many = int(a_day[begins:ends].sum())
        if many >= _A_BATCH or (ends == len(ordinals) and many):
            days = np.repeat(ordinals[begins:ends], a_day[begins:ends])
            yield _some(np.random.default_rng([SEED, size, first]), first, days, rare)
            first, begins = first + many, ends


def _rare(rng: np.random.Generator, size: int) -> Mapping[int, str]:
    """In which rows the rare words stand: about one of a hundred thousand each, and three at the least."""
    each = max(3, size // 100_000)
    rows = rng.choice(size, size=each * len(RARE_WORDS), replace=False)
    return {int(row): RARE_WORDS[nth % len(RARE_WORDS)] for nth, row in enumerate(rows)}


def _some(rng: np.random.Generator, first: int, days: Ints, rare: Mapping[int, str]) -> Heard:
    many = len(days)
    ids = np.arange(first + 1, first + many + 1)
    seconds = _chosen(rng, words.HOURS, many) * 3600 + rng.integers(0, 3600, many)
    order = np.lexsort((seconds, days))
    days, seconds = days[order], seconds[order]
    at = (days - date(1970, 1, 1).toordinal()) * _A_DAY + seconds - _offsets(days)
    received = at + rng.integers(1, 600, many)

    team = _chosen(rng, [weight for _, weight, _ in words.TEAMS.values()], many)
    touchpoint = _chosen(rng, [weight for _, weight, _ in words.TOUCHPOINTS.values()], many)
    kind = _chosen(rng, [weight for _, weight in words.KINDS.values()], many)
    score = _scores(rng, kind, team, touchpoint, days)
    tone = _tones()[kind, np.maximum(score, 0)]
    english = rng.random(many) < 0.28
    written = (rng.random(many) < _WITH_WORDS[tone]) | (score < 0)
    value = np.where(rng.random(many) < 0.8, np.exp(rng.normal(11.2, 0.9, many)), 0).astype(np.int64)
    # Somebody of the team is named in three of ten.
    person = team * words.PEOPLE_A_TEAM + rng.integers(1, words.PEOPLE_A_TEAM + 1, many)
    employee = np.where(rng.random(many) < 0.3, person, 0)
    wish = rng.random(many) < 0.03
    touchpoints = _some_missing(rng, touchpoint, 0.04)
    channels = _some_missing(rng, _chosen(rng, list(words.CHANNELS.values()), many), 0.02)
    locations = _some_missing(rng, _of_place(rng, team, many), 0.1)
    customer = rng.integers(0, 1 + (first + many) // 3, many)
    pieces = _texts(rng, tone, english, written, first, rare)
    comments = _IN_ORDER[pieces[:, 0]]
    for place in range(1, pieces.shape[1]):
        comments = comments + _IN_ORDER[pieces[:, place]]
    comments[~pieces.any(axis=1)] = None
    columns = {
        "id": ids.tolist(),
        "source": _words([source for source, _ in words.KINDS.values()], kind),
        "external_id": [f"S-{number:08}" for number in ids.tolist()],
        "occurred_at": moments(at),
        "received_at": moments(received),
        "kind": _words(KINDS, kind),
        "kind_given": [1] * many,
        "score": _words([*range(11), None], score),
        "comment": comments.tolist(),
        "customer_id": [f"C-{number}" for number in customer.tolist()],
        "customer_name": _words(_NAMES, customer % len(_NAMES)),
        "customer_email": [f"c{number}@example.nl" if number % 3 else None for number in customer.tolist()],
        "customer_phone": [f"+316{number:08}" if number % 5 == 0 else None for number in customer.tolist()],
        "customer_value": [cents or None for cents in value.tolist()],
        "language": _words(["nl", "en"], english.astype(np.int64)),
        "contact_requested": _words([None, 1], wish.astype(np.int64)),
        "journey": _words([journey for journey, _, _ in words.TOUCHPOINTS.values()], touchpoint),
        "touchpoint": _words([*TOUCHPOINTS, None], touchpoints),
        "channel": _words([*CHANNELS, None], channels),
        "location": _words([*LOCATIONS, None], locations),
        "employee": _words([None, *_EMAILS], employee),
        "tags": ["[]"] * many,
        "attributes": ["{}"] * many,
        "team": _words(TEAMS, team),
        "employee_id": [number or None for number in employee.tolist()],
        "day": days.tolist(),
        "hour": (seconds // 3600).tolist(),
        "tone": _words(TONES, tone),
    }
    poor = (tone == 0) | wish
    return Heard(
        columns=columns,
        ids=ids,
        day=days,
        team=team,
        at=at,
        received=received,
        asks_for_work=poor,
        value=value,
        employee=employee,
        pieces=pieces,
        facets={"touchpoint": touchpoints, "channel": channels, "location": locations, "hour": seconds // 3600},
        kind=kind,
        touchpoint=touchpoint,
        score=score,
    )


def moments(seconds: Ints) -> list[str]:
    """Moments as the text that sorts as time does."""
    days, clock = _clock_texts()
    made: list[str] = (days[seconds // _A_DAY - _EARLIEST] + clock[seconds % _A_DAY]).tolist()
    return made


def _words(of: Sequence[Any], which: Ints) -> list[Any]:
    made: list[Any] = np.array(of, dtype=object)[which].tolist()
    return made


def _chosen(rng: np.random.Generator, weights: Sequence[float], many: int) -> Ints:
    bounds = np.cumsum(np.array(weights, dtype=float))
    chosen: Ints = np.searchsorted(bounds, rng.random(many) * bounds[-1], side="right")
    return chosen


def _some_missing(rng: np.random.Generator, which: Ints, share: float) -> Ints:
    """Some do not say: -1, which is the last of the words."""
    return np.where(rng.random(len(which)) < share, -1, which)


def _of_place(rng: np.random.Generator, team: Ints, many: int) -> Ints:
    """A shop is in its own town; everybody else is called from everywhere."""
    own = np.array(
        [next((n for n, town in enumerate(LOCATIONS) if key == f"shop-{town.lower()}"), -1) for key in TEAMS]
    )
    return np.where(own[team] >= 0, own[team], _chosen(rng, list(words.LOCATIONS.values()), many))


def _scores(rng: np.random.Generator, kind: Ints, team: Ints, touchpoint: Ints, days: Ints) -> Ints:
    """-1 where a kind has no score. Moods differ by team and touchpoint, and get better over the years."""
    of_team = np.array([mood for _, _, mood in words.TEAMS.values()])
    of_touchpoint = np.array([mood for _, _, mood in words.TOUCHPOINTS.values()])
    years = (days - words.FIRST_DAY.toordinal()) / 365
    level = np.digitize(
        of_team[team] + of_touchpoint[touchpoint] + 0.15 * (years - 1.5), (_LEVELS[1:] + _LEVELS[:-1]) / 2
    )
    at_random = rng.random(len(kind))
    score = np.full(len(kind), -1)
    for nth, name in enumerate(KINDS):
        if name not in words.MOODS:
            continue
        low = SCALES[Kind(name)].low
        for number, mood in enumerate(_LEVELS):
            rows = np.flatnonzero((kind == nth) & (level == number))
            shares = np.array(words.MOODS[name])
            steps = np.linspace(-1, 1, len(shares))
            bounds = np.cumsum(shares * np.exp(mood * steps))
            score[rows] = low + np.searchsorted(bounds, at_random[rows] * bounds[-1], side="right")
    return score


@lru_cache(maxsize=1)
def _tones() -> Ints:
    """The tone of every kind and score, as the product decides it; without a score in column 0."""
    return np.array(
        [
            [TONES.index(tone_of(Kind(kind), score if kind in words.MOODS else None)) for score in range(11)]
            for kind in KINDS
        ]
    )


def _texts(
    rng: np.random.Generator,
    tone: Ints,
    english: NDArray[np.bool_],
    written: NDArray[np.bool_],
    first: int,
    rare: Mapping[int, str],
) -> Ints:
    """Which pieces each text is put together from, by their numbers in PIECES_IN_ORDER; all 0 where nothing is said."""
    texts = np.zeros((len(tone), 5), dtype=np.int64)
    for (language, feeling), (openings, sentences, more, closings) in _NUMBERED.items():
        rows = np.flatnonzero((english == (language == "en")) & (tone == TONES.index(feeling)) & written)
        many = len(rows)
        for place, numbers, share in ((0, openings, 0.4), (1, sentences, 1.0), (2, more, 0.45), (3, closings, 0.35)):
            chosen = np.array(numbers)[rng.integers(0, len(numbers), many)]
            texts[rows, place] = np.where(rng.random(many) < share, chosen, 0)
    for row, word in rare.items():
        if first <= row < first + len(texts):
            texts[row - first, 1] = texts[row - first, 1] or _NOW_THEN
            texts[row - first, 4] = _RARELY[word]
    return texts


def _offsets(days: Ints) -> Ints:
    """Seconds that local time is ahead of UTC by day."""
    zone = ZoneInfo(words.ZONE)
    table = {}
    for day in np.unique(days).tolist():
        ahead = datetime.combine(date.fromordinal(day), time(12), zone).utcoffset() or timedelta()
        table[day] = int(ahead.total_seconds())
    first = min(table)
    of_days = np.array([table.get(day, 0) for day in range(first, max(table) + 1)])
    offsets: Ints = of_days[days - first]
    return offsets


_EARLIEST = (words.FIRST_DAY - date(1970, 1, 1)).days - 1


@lru_cache(maxsize=1)
def _clock_texts() -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Every day that can come up, and every second of one, as text."""
    span = words.LAST_DAY - words.FIRST_DAY + timedelta(days=400)
    days = [f"{words.FIRST_DAY + timedelta(days=n - 1)} " for n in range(span.days)]
    clock = [f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}.000000" for s in range(_A_DAY)]
    return np.array(days, dtype=object), np.array(clock, dtype=object)


PIECES_IN_ORDER = [""]
"""Every piece that a text can be put together from. The first is none at all."""


def _number(pieces: Sequence[str]) -> Sequence[int]:
    PIECES_IN_ORDER.extend(pieces)
    return range(len(PIECES_IN_ORDER) - len(pieces), len(PIECES_IN_ORDER))


_NUMBERED = {
    key: (
        _number(pieces.openings),
        _number(pieces.sentences),
        _number([f" {sentence}" for sentence in pieces.sentences]),
        _number(pieces.closings),
    )
    for key, pieces in PIECES.items()
}
_RARELY = dict(zip(RARE_WORDS, _number([rare_sentence(word) for word in RARE_WORDS]), strict=True))
_NOW_THEN = _number(["Nou."])[0]
_IN_ORDER = np.array(PIECES_IN_ORDER, dtype=object)

_NAMES = [f"{first[0]}. {last}" for last in words.SURNAMES for first in words.FIRST_NAMES]
_EMAILS = [f"person-{n}@devrieswonen.nl" for n in range(1, len(words.TEAMS) * words.PEOPLE_A_TEAM + 1)]
