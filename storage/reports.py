"""The read side: numbers for many teams in few statements. Every window is half open: after `since`, until `until`."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select

from bot.domain.case import CaseState
from bot.domain.digest import Quotable, Standing, Tally
from bot.domain.feedback import SCALES, Kind, Tone
from bot.domain.posting import Shows
from storage.engine import Transaction
from storage.tables import cases, feedback, postings

_CANDIDATES = 20
"""So many of the latest are considered for a quote."""

Teams = Collection[str]


async def tallies(
    tx: Transaction, teams: Teams, *, since: datetime, until: datetime, not_before: datetime
) -> dict[str, tuple[Tally, ...]]:
    """What came in in a window, by team, kind and score. What happened before `not_before` is no news: an import."""
    rows = await tx.execute(
        select(feedback.c.team, feedback.c.kind, feedback.c.score, func.count())
        .where(*_came_in(teams, since, until, not_before))
        .group_by(feedback.c.team, feedback.c.kind, feedback.c.score)
        .order_by(feedback.c.team, feedback.c.kind, feedback.c.score.desc())
    )
    found: dict[str, list[Tally]] = defaultdict(list)
    for team, kind, score, n in rows:
        found[team].append(Tally(kind=Kind(kind), score=score, n=n))
    return {team: tuple(found[team]) for team in teams}


async def quotable(
    tx: Transaction, teams: Teams, tone: Tone, *, since: datetime, until: datetime, not_before: datetime
) -> dict[str, list[Quotable]]:
    """The latest feedback of a tone with words in it that came in in a window, by team, of what may be told aloud."""
    rank = func.row_number().over(partition_by=feedback.c.team, order_by=feedback.c.id.desc()).label("rank")
    words = func.length(func.trim(feedback.c.comment)).label("words")
    latest = (
        select(feedback.c.team, feedback.c.id, feedback.c.received_at, words, rank)
        .where(*_came_in(teams, since, until, not_before), words > 0, _is_of_tone(tone), *may_be_told_aloud(until))
        .subquery()
    )
    rows = await tx.execute(select(latest).where(latest.c.rank <= _CANDIDATES))
    return _by_team(rows.mappings().all())


async def standing(
    tx: Transaction,
    teams: Teams,
    *,
    now: datetime,
    near: datetime,
    since: datetime,
    until: datetime,
) -> dict[str, Standing]:
    """How each team's cases stand: due from `now` until `near`, and resolved from `since` until `until`."""
    unresolved = await tx.execute(
        select(
            cases.c.team,
            func.count(),
            _count(cases.c.state == CaseState.OPEN),
            _count(and_(cases.c.deadline >= now, cases.c.deadline <= near)),
            _count(cases.c.deadline < now),
        )
        .where(cases.c.team.in_(teams), cases.c.state.in_((CaseState.OPEN, CaseState.CLAIMED)))
        .group_by(cases.c.team)
    )
    resolved = await tx.execute(
        select(
            cases.c.team,
            func.count(),
        )
        .where(cases.c.team.in_(teams), cases.c.resolved_at > since, cases.c.resolved_at <= until)
        .group_by(cases.c.team)
    )
    ours = {team: (n, unclaimed, due, late) for team, n, unclaimed, due, late in unresolved}
    done: dict[str, int] = {}
    for team, lately in resolved:
        done[team] = lately
    found: dict[str, Standing] = {}
    for team in teams:
        n, unclaimed, due, late = ours.get(team, (0, 0, 0, 0))
        found[team] = Standing(open=n, unclaimed=unclaimed, near=due, overdue=late, resolved=done.get(team, 0))
    return found


async def most_at_stake(tx: Transaction, teams: Teams, *, now: datetime, most: int) -> dict[str, tuple[int, ...]]:
    """The cases that nobody has yet with most value at risk, the most urgent of equals first, by team; without those
    that one person still has alone.
    """
    rank = (
        func.row_number()
        .over(
            partition_by=cases.c.team,
            order_by=(func.coalesce(cases.c.value_at_risk, 0).desc(), cases.c.deadline, cases.c.id),
        )
        .label("rank")
    )
    open_to_all = (
        select(cases.c.team, cases.c.id, rank)
        .where(
            cases.c.team.in_(teams),
            cases.c.state == CaseState.OPEN,
            or_(cases.c.head_start_until.is_(None), cases.c.head_start_until <= now),
        )
        .subquery()
    )
    rows = await tx.execute(
        select(open_to_all.c.team, open_to_all.c.id)
        .where(open_to_all.c.rank <= most)
        .order_by(open_to_all.c.team, open_to_all.c.rank)
    )
    found: dict[str, list[int]] = defaultdict(list)
    for team, number in rows:
        found[team].append(number)
    return {team: tuple(found[team]) for team in teams}


async def causes(
    tx: Transaction, teams: Teams, *, since: datetime, until: datetime, lately: datetime
) -> dict[str, list[tuple[str, int, int]]]:
    """Why it happened, as reports in a window tell: (cause, how often, how often since `lately`), by team, the most
    frequent first."""
    n = func.count().label("n")
    rows = await tx.execute(
        select(cases.c.team, cases.c.cause, n, _count(cases.c.resolved_at > lately))
        .where(*_reported(teams, since, until))
        .group_by(cases.c.team, cases.c.cause)
        .order_by(cases.c.team, n.desc(), cases.c.cause)
    )
    found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for team, cause, many, recent in rows:
        found[team].append((cause, many, recent))
    return {team: found[team] for team in teams}


async def quotable_by_cause(
    tx: Transaction, teams: Teams, *, since: datetime, until: datetime
) -> Mapping[tuple[str, str], list[Quotable]]:
    """The latest feedback with words in it behind the reports of a window, by (team, cause), of what may be told
    aloud."""
    rank = func.row_number().over(partition_by=(cases.c.team, cases.c.cause), order_by=cases.c.id.desc()).label("rank")
    words = func.length(func.trim(feedback.c.comment)).label("words")
    latest = (
        select(cases.c.team, cases.c.cause, feedback.c.id, feedback.c.received_at, words, rank)
        .join(feedback, feedback.c.id == cases.c.feedback_id)
        .where(*_reported(teams, since, until), words > 0, *may_be_told_aloud(until))
        .subquery()
    )
    rows = await tx.execute(select(latest).where(latest.c.rank <= _CANDIDATES))
    found: dict[tuple[str, str], list[Quotable]] = defaultdict(list)
    for row in rows.mappings():
        found[row["team"], row["cause"]].append(_quotable(row))
    return found


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _came_in(teams: Teams, since: datetime, until: datetime, not_before: datetime) -> Sequence[ColumnElement[bool]]:
    return (
        feedback.c.team.in_(teams),
        feedback.c.occurred_at >= not_before,
        feedback.c.received_at > since,
        feedback.c.received_at <= until,
    )


def _reported(teams: Teams, since: datetime, until: datetime) -> Sequence[ColumnElement[bool]]:
    return cases.c.team.in_(teams), cases.c.resolved_at > since, cases.c.resolved_at <= until


def _is_of_tone(tone: Tone) -> ColumnElement[bool]:
    """Positive or negative, as bot.domain.feedback.tone_of decides it."""
    bad = tone is Tone.NEGATIVE
    word = Kind.COMPLAINT if bad else Kind.COMPLIMENT
    by_score = (
        and_(
            feedback.c.kind == kind,
            feedback.c.score <= scale.poor if bad else feedback.c.score >= scale.good,
        )
        for kind, scale in SCALES.items()
    )
    return or_(false(), feedback.c.kind == word, *by_score)


def team_may_read(now: datetime | ColumnElement[Any]) -> Sequence[ColumnElement[bool]]:
    """What its people may look up: nothing that one person has alone, and no good words that are somebody's own to
    share and not shared."""
    about = cases.alias("about")
    one_has_it = exists().where(
        about.c.feedback_id == feedback.c.id, about.c.state == CaseState.OPEN, about.c.head_start_until > now
    )
    shown_to_one = exists().where(
        postings.c.shows == Shows.OWN_FEEDBACK, postings.c.subject == feedback.c.id, ~postings.c.absent
    )
    shown_to_all = exists().where(
        postings.c.shows == Shows.FEEDBACK, postings.c.subject == feedback.c.id, ~postings.c.absent
    )
    return ~one_has_it, or_(~shown_to_one, shown_to_all)


def may_be_told_aloud(now: datetime | ColumnElement[Any]) -> Sequence[ColumnElement[bool]]:
    """What a chat may be told without being asked: of what the team may read, nothing that its card folds away because
    whom it is about works or worked on it. There the card with their name stands beside the words."""
    about = cases.alias("folded")
    actor = func.coalesce(about.c.resolved_by, about.c.holder)
    folded = exists().where(
        about.c.feedback_id == feedback.c.id, or_(actor == about.c.named, actor == feedback.c.employee_id)
    )
    return *team_may_read(now), ~folded


def _by_team(rows: Sequence[Mapping[Any, Any]]) -> dict[str, list[Quotable]]:
    found: dict[str, list[Quotable]] = defaultdict(list)
    for row in rows:
        found[row["team"]].append(_quotable(row))
    return found


def _quotable(row: Mapping[Any, Any]) -> Quotable:
    return Quotable(feedback=row["id"], length=row["words"], received_at=row["received_at"])
