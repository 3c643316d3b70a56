"""The cases on generated feedback: claimed after a while, resolved after a while longer, most of them told about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.case import CaseState
from tests.bench.large import vocabulary as words
from tests.bench.large.heard import SEED, TEAMS, Columns, Heard, Ints, moments

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""Friday 10:00 in Amsterdam, the day after the last feedback: this is when everything is asked."""

_HOUR = 3600


@dataclass(frozen=True, kw_only=True)
class Worked:
    """Cases on the feedback in these rows. Seconds are since 1970; -1 for what has not happened. `cause` likewise."""

    columns: Columns
    rows: Ints
    opened: Ints
    claimed: Ints
    resolved: Ints
    cause: Ints
    told: NDArray[np.bool_]


def worked(on: Heard) -> Worked:
    """A case for every feedback that asks for work, as it stands now."""
    rows = np.flatnonzero(on.asks_for_work)
    many = len(rows)
    rng = np.random.default_rng([SEED, int(on.ids[0])])
    team, opened = on.team[rows], on.received[rows]
    slow = np.array([1.0 - 0.4 * mood for _, _, mood in words.TEAMS.values()])[team]
    claimed = opened + (np.exp(rng.normal(0.5, 1.1, many)) * slow * _HOUR).astype(np.int64) + 30
    resolved = claimed + (np.exp(rng.normal(2.6, 1.2, many)) * slow * _HOUR).astype(np.int64) + 60
    now = int(NOW.timestamp())
    done, held = resolved <= now, (claimed <= now) & (resolved > now)
    person = team * words.PEOPLE_A_TEAM + rng.integers(1, words.PEOPLE_A_TEAM + 1, many)
    told, cause = _weighed(rng, words.TOLD, many), _weighed(rng, words.CAUSES, many)
    how = np.array(list(words.TOLD), dtype=object)[told]
    columns = {
        "id": on.ids[rows].tolist(),  # a case has the number of its feedback: what is missing between is no harm
        "feedback_id": on.ids[rows].tolist(),
        "team": np.array(TEAMS, dtype=object)[team].tolist(),
        "state": np.where(done, CaseState.RESOLVED, np.where(held, CaseState.CLAIMED, CaseState.OPEN)).tolist(),
        "named": _where(on.employee[rows] > 0, on.employee[rows]),
        "holder": _where(held, person),
        "claimed_at": _moments_where(held, claimed),
        "first_claimed_at": _moments_where(done | held, claimed),
        "opened_at": moments(opened),
        "deadline": moments(opened + 8 * _HOUR),
        "value_at_risk": _where(on.value[rows] > 0, on.value[rows] // 4),
        "cause": _where(done, np.array(list(words.CAUSES), dtype=object)[cause]),
        "done": _where(done, np.array(words.DONE, dtype=object)[rng.integers(0, len(words.DONE), many)]),
        "told": _where(done, how),
        "because": _where(done & (how == "not_possible"), np.full(many, "Geen nummer bekend.", dtype=object)),
        "resolved_by": _where(done, person),
        "resolved_at": _moments_where(done, resolved),
        "revision": (1 + 2 * done.astype(np.int64) + held).tolist(),
    }
    return Worked(
        columns=columns,
        rows=rows,
        opened=opened,
        claimed=np.where(done | held, claimed, -1),
        resolved=np.where(done, resolved, -1),
        cause=np.where(done, cause, -1),
        told=done & (how != "not_possible"),
    )


def _weighed(rng: np.random.Generator, of: Mapping[str, float], many: int) -> Ints:
    bounds = np.cumsum(np.array(list(of.values()), dtype=float))
    chosen: Ints = np.searchsorted(bounds, rng.random(many) * bounds[-1], side="right")
    return chosen


def _where(condition: Any, values: Any) -> list[Any]:
    """None elsewhere."""
    made = np.full(len(values), None, dtype=object)
    made[condition] = values[condition]
    return made.tolist()


def _moments_where(condition: Any, seconds: Ints) -> list[str | None]:
    made = np.full(len(seconds), None, dtype=object)
    made[condition] = moments(seconds[condition])
    return made.tolist()
