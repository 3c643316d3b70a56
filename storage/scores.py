"""Numbers of any period, read from the daily rollups: never from the feedback itself, however much of it there is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Table,
    bindparam,
    cast,
    func,
    literal,
    select,
    type_coerce,
)

from bot.domain.feedback import SCALES, Kind
from bot.domain.nps import Counts
from bot.domain.period import Period
from bot.domain.question import Dimension
from bot.domain.rollup import WHOLE, Took
from bot.domain.tallied import Tallied
from storage.counting import BUCKETS, COLUMNS, SCORES
from storage.engine import Transaction
from storage.tables import durations, rollups

_WEEKDAYS = 7


async def tallied(
    tx: Transaction, teams: Collection[str], period: Period, by: Dimension | None = None, *, timed: bool = True
) -> dict[str, Tallied]:
    """What these teams' customers said in a period and how the cases on it fare, by value of a dimension.

    The values are as `bot.domain.rollup.value_of` makes them, a weekday's number from 0 for Monday, an hour's from 0,
    or a team's key; "" is whatever has no value, and everything where nothing is split. What counts nothing is absent.
    Not `timed`: without how long cases took, which is most of what there is to read.
    """
    asked = _asked(teams, period)
    counted = (await tx.execute(_counted(by), asked)).all()
    return _gathered(counted, (await tx.execute(_timed(by), asked)).all() if timed else ())


async def nps_of_teams(tx: Transaction, teams: Collection[str], period: Period) -> dict[str, Counts]:
    """The NPS answers of each of these teams in a period; every team is there."""
    found = {
        team: Counts(promoters=promoters, passives=passives, detractors=detractors)
        for team, promoters, passives, detractors in await tx.execute(_NPS, _asked(teams, period))
    }
    return {team: found.get(team, Counts()) for team in teams}


async def told_of_teams(tx: Transaction, teams: Collection[str], period: Period) -> dict[str, tuple[int, int]]:
    """Of the cases on what each team's customers said in a period: in how many the customer heard what was done, and
    how many there are, open ones among them. Every team is there."""
    found = {team: (int(told), int(cases)) for team, told, cases in await tx.execute(_TOLD, _asked(teams, period))}
    return {team: found.get(team, (0, 0)) for team in teams}


async def causes(tx: Transaction, teams: Collection[str], period: Period) -> dict[str, int]:
    """Why it happened, as the reports on a period's feedback tell: how many cases each cause has."""
    return {cause: int(many) for cause, many in await tx.execute(_CAUSES, _asked(teams, period)) if many}


async def trend(
    tx: Transaction, teams: Collection[str], kind: Kind, *, first: date, step: int, steps: int
) -> list[Mapping[int, int]]:
    """How often each score of a kind was given in each of `steps` steps of `step` days, from the day `first` on."""
    asked = {"teams": list(teams), "kind": kind.value, "first": first, "last": first + timedelta(days=step * steps - 1)}
    found: list[Mapping[int, int]] = [{} for _ in range(steps)]
    for place, *scores in await tx.execute(_TREND, asked | {"begins": first.toordinal(), "step": step}):
        found[place] = _scores(scores)
    return found


def _asked(teams: Collection[str], period: Period) -> dict[str, Any]:
    return {"teams": list(teams), "first": period.first, "last": period.last}


def _value(table: Table, by: Dimension | None) -> ColumnElement[Any]:
    match by:
        case None:
            return literal("")
        case Dimension.TEAM:
            return table.c.team
        case Dimension.WEEKDAY:
            # Day 1 was a Monday.
            return cast((type_coerce(table.c.day, Integer) + _WEEKDAYS - 1) % _WEEKDAYS, String)
        case _:
            return table.c.value


def _within(table: Table, by: Dimension | None) -> tuple[ColumnElement[bool], ...]:
    whole = by in (None, Dimension.TEAM, Dimension.WEEKDAY)
    return (
        table.c.team.in_(bindparam("teams", expanding=True)),
        table.c.dimension == (WHOLE if whole else by),
        table.c.day.between(bindparam("first"), bindparam("last")),
    )


# Statements are put together once: that takes longer than many of them do to answer.
@cache
def _counted(by: Dimension | None) -> Select[Any]:
    value = _value(rollups, by).label("value")
    sums = (func.sum(rollups.c[name]) for name in COLUMNS)
    key = (rollups.c.kind,) if by is None else (value, rollups.c.kind)
    return select(value, rollups.c.kind, *sums).where(*_within(rollups, by)).group_by(*key)


@cache
def _timed(by: Dimension | None) -> Select[Any]:
    value = _value(durations, by).label("value")
    sums = (func.sum(durations.c[name]) for name in BUCKETS)
    key = (durations.c.what,) if by is None else (value, durations.c.what)
    return select(value, durations.c.what, *sums).where(*_within(durations, by)).group_by(*key)


def _summed(columns: Sequence[str]) -> ColumnElement[Any]:
    return func.sum(sum((rollups.c[name] for name in columns), start=literal(0)))


_SCALE = SCALES[Kind.NPS]
_NPS = (
    select(
        rollups.c.team,
        _summed(SCORES[_SCALE.good :]),
        _summed(SCORES[_SCALE.poor + 1 : _SCALE.good]),
        _summed(SCORES[: _SCALE.poor + 1]),
    )
    .where(*_within(rollups, None), rollups.c.kind == Kind.NPS)
    .group_by(rollups.c.team)
)
_TOLD = (
    select(rollups.c.team, func.sum(rollups.c.told), func.sum(rollups.c.cases))
    .where(*_within(rollups, None))
    .group_by(rollups.c.team)
)
# Where there is a cause there is a time that it took to resolve, in one row for all kinds of feedback.
_CAUSES = (
    select(durations.c.value, func.sum(durations.c.n))
    .where(*_within(durations, Dimension.CAUSE), durations.c.what == Took.RESOLVE)
    .group_by(durations.c.value)
)
_STEP = (type_coerce(rollups.c.day, Integer) - bindparam("begins", type_=Integer)) // bindparam("step", type_=Integer)
_TREND = (
    select(_STEP.label("place"), *(func.sum(rollups.c[name]) for name in SCORES))
    .where(*_within(rollups, None), rollups.c.kind == bindparam("kind"))
    .group_by("place")
)


def _gathered(counted: Iterable[Any], lasted: Iterable[Any]) -> dict[str, Tallied]:
    found: dict[str, _Sums] = defaultdict(_Sums)
    for value, word, *columns in counted:
        *scores, unscored, cases, told = columns
        if not any(columns):
            continue
        one, kind = found[value], Kind(word)
        if given := _scores(scores):
            one.scores[kind] = given
        if unscored:
            one.unscored[kind] = unscored
        one.cases += cases
        one.told += told
    for value, what, *buckets in lasted:
        if took := {bucket: n for bucket, n in enumerate(buckets) if n}:
            (found[value].claim if what == Took.CLAIM else found[value].resolve).update(took)
    return {value: one.tallied() for value, one in found.items()}


@dataclass(kw_only=True, slots=True)
class _Sums:
    """One value's numbers in the making."""

    scores: dict[Kind, Mapping[int, int]] = field(default_factory=dict)
    unscored: dict[Kind, int] = field(default_factory=dict)
    cases: int = 0
    told: int = 0
    claim: dict[int, int] = field(default_factory=dict)
    resolve: dict[int, int] = field(default_factory=dict)

    def tallied(self) -> Tallied:
        """What they came to."""
        return Tallied(
            scores=self.scores,
            unscored=self.unscored,
            cases=self.cases,
            told=self.told,
            claim=self.claim,
            resolve=self.resolve,
        )


def _scores(columns: Sequence[int]) -> dict[int, int]:
    return {score: n for score, n in enumerate(columns) if n}
