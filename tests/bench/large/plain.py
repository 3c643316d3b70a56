"""The same questions of the raw rows, by plain SQL on the same database with the indexes that it has."""

import statistics
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, String, cast, func, select

from bot.domain.period import Period
from storage.engine import Database, Transaction
from storage.tables import cases, feedback
from tests.bench.large.questions import BY_TOUCHPOINT, COMPARE, SCORE, Asked
from tests.bench.large.vocabulary import ZONE

WEEKS, CANDIDATES, PAGE = 52, 20, 6

Counts = Mapping[Any, int]


async def answer(db: Database, question: str, asked: Asked) -> Counts:
    """What the question comes down to, without who may read what, margins, words or a card."""
    async with db.read() as tx:
        if question == SCORE:
            return await _score(tx, asked)
        if question == BY_TOUCHPOINT:
            return await _by_touchpoint(tx, asked)
        if question == COMPARE:
            return await _counted(tx, asked, feedback.c.team)
        return await _said(tx, asked)


async def _score(tx: Transaction, asked: Asked) -> Counts:
    """Scores now and before, a year by the week, cases with their medians and causes, and what may be quoted."""
    counts = await _counted(tx, asked)
    await _counted(tx, Asked(words="", teams=asked.teams, period=asked.period.before()))
    year = Period(first=asked.period.last - timedelta(days=7 * WEEKS - 1), last=asked.period.last)
    local_day = (
        func.substr(cast(feedback.c.occurred_at, String), 1, 10)
        if tx.dialect.name == "sqlite"
        else cast(feedback.c.occurred_at, Date)
    )
    by_day = select(local_day, feedback.c.score, func.count()).where(*_heard(asked.teams, year))
    (await tx.execute(by_day.where(feedback.c.kind == "nps").group_by(local_day, feedback.c.score))).all()
    rows = (await tx.execute(_worked(asked))).all()
    waits = [(row.first_claimed_at - row.opened_at).total_seconds() for row in rows if row.first_claimed_at]
    works = [(row.resolved_at - row.opened_at).total_seconds() for row in rows if row.resolved_at]
    assert all(statistics.median(one) >= 0 for one in (waits, works) if one)
    for tone in ("positive", "negative"):
        latest = (
            select(feedback.c.id, func.length(feedback.c.comment))
            .where(
                feedback.c.team.in_(asked.teams),
                feedback.c.tone == tone,
                feedback.c.day.between(asked.period.first, asked.period.last),
                feedback.c.comment.is_not(None),
            )
            .order_by(feedback.c.day.desc(), feedback.c.id.desc())
            .limit(CANDIDATES)
        )
        (await tx.execute(latest)).all()
    return counts


async def _by_touchpoint(tx: Transaction, asked: Asked) -> Counts:
    counts = await _counted(tx, asked, feedback.c.touchpoint)
    told = select(feedback.c.touchpoint, func.count(), func.count(cases.c.told))
    await tx.execute(
        told.join(cases, cases.c.feedback_id == feedback.c.id)
        .where(*_heard(asked.teams, asked.period))
        .group_by(feedback.c.touchpoint)
    )
    return counts


async def _counted(tx: Transaction, asked: Asked, *by: ColumnElement[Any]) -> Counts:
    columns = (*by, feedback.c.kind, feedback.c.score)
    rows = await tx.execute(select(*columns, func.count()).where(*_heard(asked.teams, asked.period)).group_by(*columns))
    return {tuple(row[:-1]): row[-1] for row in rows}


async def _said(tx: Transaction, asked: Asked) -> Counts:
    rows = await tx.execute(
        select(feedback.c.id)
        .where(feedback.c.team.in_(asked.teams), feedback.c.comment.icontains(asked.said))
        .order_by(feedback.c.day.desc(), feedback.c.id.desc())
        .limit(PAGE)
    )
    return dict.fromkeys(rows.scalars(), 1)


def _heard(teams: tuple[str, ...], period: Period) -> tuple[ColumnElement[bool], ...]:
    """By the moment: that index holds the scores too."""
    zone = ZoneInfo(ZONE)
    begins = datetime.combine(period.first, time(), zone)
    ends = datetime.combine(period.last + timedelta(days=1), time(), zone)
    return feedback.c.team.in_(teams), feedback.c.occurred_at >= begins, feedback.c.occurred_at < ends


def _worked(asked: Asked) -> Any:
    return (
        select(cases.c.opened_at, cases.c.first_claimed_at, cases.c.resolved_at, cases.c.told, cases.c.cause)
        .join(feedback, cases.c.feedback_id == feedback.c.id)
        .where(*_heard(asked.teams, asked.period))
    )
