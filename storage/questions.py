"""Questions whose answers somebody shared. The question is kept, not the answer: that is found when it is drawn."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.destination import Destination
from bot.domain.period import Period, Unit
from bot.domain.question import AskComparison, AskScore, AskTable, Dimension, Question
from bot.errors import NotFound
from storage.columns import Moment
from storage.engine import Transaction
from storage.tables import questions


@dataclass(frozen=True, kw_only=True)
class SharedQuestion:
    """A question, who shared its answer (a member id), and when (aware UTC)."""

    question: Question
    by: int
    at: datetime


async def add_once(
    tx: Transaction, question: Question, *, place: Destination, by: int, now: datetime, again_after: timedelta
) -> int | None:
    """Keep a question for a place; returns its id. None: it was shared there less than `again_after` ago, whoever did,
    or somebody does it at this very moment. In a transaction that shares in several places, take them in one order.
    """
    asked = _to_json(question)
    what = json.dumps([place.platform, place.chat, place.thread, asked], sort_keys=True)
    lately = hashlib.sha256(what.encode()).hexdigest()
    await tx.execute(_LONG_AGO, {"what": lately, "before": now - again_after})
    row = {"team": team_of(question), "asked_by": by, "asked": asked, "at": now, "lately": lately}
    number = (await tx.execute(_KEEP[tx.dialect.name], row)).scalar_one_or_none()
    return None if number is None else int(number)


async def get(tx: Transaction, question_id: int) -> SharedQuestion:
    """Raises NotFound."""
    row = (await tx.execute(select(questions).where(questions.c.id == question_id))).first()
    if row is None:
        raise NotFound(f"question {question_id}")
    return SharedQuestion(question=_from_json(row.asked), by=row.asked_by, at=row.at)


def team_of(question: Question) -> str:
    """The team that a question is about: of two, the one that was named first."""
    return question.one if isinstance(question, AskComparison) else question.team


def _to_json(question: Question) -> dict[str, Any]:
    period = question.period
    plain = {"first": period.first.isoformat(), "last": period.last.isoformat(), "unit": period.unit.value}
    match question:
        case AskScore(team=team):
            return plain | {"asks": "score", "team": team}
        case AskTable(team=team, by=by):
            return plain | {"asks": "table", "team": team, "by": by.value}
        case AskComparison(one=one, other=other):
            return plain | {"asks": "comparison", "team": one, "other": other}


def _from_json(plain: Mapping[str, Any]) -> Question:
    period = Period(
        first=date.fromisoformat(plain["first"]), last=date.fromisoformat(plain["last"]), unit=Unit(plain["unit"])
    )
    match plain["asks"]:
        case "table":
            return AskTable(team=plain["team"], period=period, by=Dimension(plain["by"]))
        case "comparison":
            return AskComparison(one=plain["team"], other=plain["other"], period=period)
        case _:
            return AskScore(team=plain["team"], period=period)


_LONG_AGO = (
    update(questions)
    .where(questions.c.lately == bindparam("what"), questions.c.at <= bindparam("before", type_=Moment))
    .values(lately=None)
)
_KEEP = {
    "sqlite": sqlite.insert(questions).on_conflict_do_nothing().returning(questions.c.id),
    "postgresql": postgresql.insert(questions).on_conflict_do_nothing().returning(questions.c.id),
}
