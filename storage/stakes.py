"""Cases by what is at stake, and the latest words that a team may read."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, func, or_, select

from bot.domain.case import CaseState
from bot.domain.digest import Quotable
from bot.domain.feedback import Tone
from bot.domain.period import Period
from bot.domain.question import Which
from storage.columns import Day
from storage.engine import Transaction
from storage.mine import whose_own
from storage.reports import may_be_told_aloud, team_may_read
from storage.tables import cases, feedback

_CANDIDATES = 8
"""So many of the latest are considered for a quote: each has to be looked up."""

_LOOKED_THROUGH = 200
"""Among so many of the latest, and the others of that day, they are looked for: however much nobody may read."""


async def many_at_stake(tx: Transaction, teams: Collection[str], which: Which, *, now: datetime, member_id: int) -> int:
    """How many cases `at_stake` lists in all."""
    asked = _listed(teams, which, now, member_id)
    return int((await tx.execute(select(func.count()).select_from(cases).where(*asked))).scalar_one())


async def at_stake(
    tx: Transaction,
    teams: Collection[str],
    which: Which,
    *,
    now: datetime,
    member_id: int,
    offset: int = 0,
    limit: int,
) -> list[int]:
    """Unresolved cases, most value at risk first, the most urgent of equals before others; without those that a
    colleague of this member still has alone. `Which.MINE`: those that the member holds or has alone, of any team."""
    rows = await tx.execute(
        select(cases.c.id)
        .where(*_listed(teams, which, now, member_id))
        .order_by(func.coalesce(cases.c.value_at_risk, 0).desc(), cases.c.deadline, cases.c.id)
        .offset(offset)
        .limit(limit)
    )
    return list(rows.scalars())


async def latest_quotable(
    tx: Transaction, team: str, tone: Tone, period: Period, *, aloud: bool, now: datetime
) -> list[Quotable]:
    """The latest feedback of a tone with words in it in a period, of what the team may read; `aloud`: of what its chat
    may be told."""
    asked = {"team": team, "tone": tone.value, "first": period.first, "last": period.last, "now": now}
    rows = await tx.execute(_LATEST_TO_TELL_ALOUD if aloud else _LATEST_TO_READ, asked)
    return [Quotable(feedback=row.id, length=row.words, received_at=row.received_at) for row in rows]


_WORDS = func.length(func.trim(feedback.c.comment)).label("words")


def _of_tone(rows: FromClause) -> Sequence[ColumnElement[bool]]:
    return (
        rows.c.team == bindparam("team"),
        rows.c.tone == bindparam("tone"),
        rows.c.day.between(bindparam("first", type_=Day), bindparam("last", type_=Day)),
        rows.c.comment.is_not(None),
    )


def _latest(readable: Sequence[ColumnElement[bool]]) -> Select[tuple[int, datetime, int]]:
    walked = feedback.alias("walked")
    furthest = (
        select(walked.c.day)
        .where(*_of_tone(walked))
        .order_by(walked.c.day.desc(), walked.c.id.desc())
        .offset(_LOOKED_THROUGH - 1)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(feedback.c.id, feedback.c.received_at, _WORDS)
        .where(
            *_of_tone(feedback),
            feedback.c.day >= func.coalesce(furthest, bindparam("first", type_=Day)),
            _WORDS > 0,
            *readable,
        )
        .order_by(feedback.c.day.desc(), feedback.c.id.desc())
        .limit(_CANDIDATES)
    )


_LATEST_TO_READ = _latest(team_may_read(bindparam("now")))
_LATEST_TO_TELL_ALOUD = _latest(may_be_told_aloud(bindparam("now")))


def _listed(teams: Collection[str], which: Which, now: datetime, member_id: int) -> tuple[ColumnElement[bool], ...]:
    unresolved = cases.c.state.in_((CaseState.OPEN, CaseState.CLAIMED))
    if which is Which.MINE:
        return (whose_own(member_id, now),)
    nobodys_alone = or_(
        cases.c.state != CaseState.OPEN,
        cases.c.head_start_until.is_(None),
        cases.c.head_start_until <= now,
        cases.c.named == member_id,
    )
    late = (cases.c.deadline < now,) if which is Which.OVERDUE else ()
    return (cases.c.team.in_(teams), unresolved, nobodys_alone, *late)
