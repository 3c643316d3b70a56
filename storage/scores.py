"""Numbers of any period, read from the daily rollups: never from the feedback itself, however much of it there is."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, Table, cast, func, literal, select, type_coerce

from bot.domain.feedback import SCALES, Kind
from bot.domain.nps import Counts
from bot.domain.period import Period
from bot.domain.question import Dimension
from bot.domain.rollup import WHOLE, Took
from bot.domain.tallied import Tallied
from storage.counting import SCORES
from storage.engine import Transaction
from storage.tables import durations, rollups

_WEEKDAYS = 7


async def tallied(
    tx: Transaction, teams: Collection[str], period: Period, by: Dimension | None = None
) -> dict[str, Tallied]:
    """What these teams' customers said in a period and how the cases on it fare, by value of a dimension.

    The values are as `bot.domain.rollup.value_of` makes them, a weekday's number from 0 for Monday, an hour's from 0,
    or a team's key; "" is whatever has no value, and everything where nothing is split. What counts nothing is absent.
    """
    sums = [func.sum(rollups.c[name]).label(name) for name in (*SCORES, "unscored", "cases", "told")]
    value = _value(rollups, by).label("value")
    rows = await tx.execute(
        select(value, rollups.c.kind, *sums).where(*_within(rollups, teams, period, by)).group_by(value, rollups.c.kind)
    )
    took = _value(durations, by).label("value")
    lasted = await tx.execute(
        select(took, durations.c.what, durations.c.bucket, func.sum(durations.c.n).label("n"))
        .where(*_within(durations, teams, period, by))
        .group_by(took, durations.c.what, durations.c.bucket)
    )
    return _gathered(rows.mappings().all(), lasted.all())


async def nps_of_teams(tx: Transaction, teams: Collection[str], period: Period) -> dict[str, Counts]:
    """The NPS answers of each of these teams in a period; every team is there."""
    scale = SCALES[Kind.NPS]
    columns = [rollups.c[name] for name in SCORES]
    rows = await tx.execute(
        select(
            rollups.c.team,
            func.sum(sum(columns[scale.good :], start=literal(0))),
            func.sum(sum(columns[scale.poor + 1 : scale.good], start=literal(0))),
            func.sum(sum(columns[: scale.poor + 1], start=literal(0))),
        )
        .where(*_within(rollups, teams, period, None), rollups.c.kind == Kind.NPS)
        .group_by(rollups.c.team)
    )
    found = {
        team: Counts(promoters=promoters, passives=passives, detractors=detractors)
        for team, promoters, passives, detractors in rows
    }
    return {team: found.get(team, Counts()) for team in teams}


async def told_of_teams(tx: Transaction, teams: Collection[str], period: Period) -> dict[str, tuple[int, int]]:
    """Of the cases on what each team's customers said in a period: in how many the customer heard what was done, and
    how many there are, open ones among them. Every team is there."""
    rows = await tx.execute(
        select(rollups.c.team, func.sum(rollups.c.told), func.sum(rollups.c.cases))
        .where(*_within(rollups, teams, period, None))
        .group_by(rollups.c.team)
    )
    found = {team: (int(told), int(cases)) for team, told, cases in rows}
    return {team: found.get(team, (0, 0)) for team in teams}


async def trend(
    tx: Transaction, teams: Collection[str], kind: Kind, *, first: date, step: int, steps: int
) -> list[Mapping[int, int]]:
    """How often each score of a kind was given in each of `steps` steps of `step` days, from the day `first` on."""
    day = type_coerce(rollups.c.day, Integer)
    place = (day - first.toordinal()) // step
    rows = await tx.execute(
        select(place.label("place"), *(func.sum(rollups.c[name]).label(name) for name in SCORES))
        .where(
            rollups.c.team.in_(teams),
            rollups.c.dimension == WHOLE,
            day >= first.toordinal(),
            day < first.toordinal() + step * steps,
            rollups.c.kind == kind,
        )
        .group_by(place)
    )
    found: list[Mapping[int, int]] = [{} for _ in range(steps)]
    for row in rows.mappings():
        found[int(row["place"])] = _scores(row)
    return found


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


def _within(
    table: Table, teams: Collection[str], period: Period, by: Dimension | None
) -> tuple[ColumnElement[bool], ...]:
    whole = by in (None, Dimension.TEAM, Dimension.WEEKDAY)
    return (
        table.c.team.in_(teams),
        table.c.dimension == (WHOLE if whole else by),
        table.c.day.between(period.first, period.last),
    )


def _gathered(counted: Collection[Mapping[Any, Any]], lasted: Collection[Any]) -> dict[str, Tallied]:
    found: dict[str, Tallied] = defaultdict(Tallied)
    for row in counted:
        kind, scores = Kind(row["kind"]), _scores(row)
        one = Tallied(
            scores={kind: scores} if scores else {},
            unscored={kind: row["unscored"]} if row["unscored"] else {},
            cases=row["cases"],
            told=row["told"],
        )
        if one != Tallied():
            found[row["value"]] += one
    took: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for value, what, bucket, n in lasted:
        if n:
            took[value, what][bucket] += n
    for (value, what), histogram in took.items():
        found[value] += Tallied(claim=histogram) if what == Took.CLAIM else Tallied(resolve=histogram)
    return dict(found)


def _scores(row: Mapping[Any, Any]) -> dict[int, int]:
    return {score: row[name] for score, name in enumerate(SCORES) if row[name]}
