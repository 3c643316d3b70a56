"""What waits for one person."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, literal_column, or_, select

from bot.domain.case import CaseState
from bot.domain.case_file import CaseFile
from bot.domain.destination import Platform, Remote
from bot.domain.feedback import Feedback, Kind, Tone
from bot.domain.mine import Asked, Listed
from bot.domain.posting import Shows
from storage import cases as case_store
from storage import feedback as feedback_store
from storage.columns import Day
from storage.engine import Transaction
from storage.pulses import round_of
from storage.tables import ballots, cases, feedback, postings, rounds


async def cases_of(tx: Transaction, member_id: int, *, now: datetime, most: int) -> Listed:
    """The cases that a member has, or has alone for now, the most urgent first."""
    return await _listed(tx, _OWN, {"member": member_id, "now": now, "most": most})


async def unclaimed(tx: Transaction, teams: Collection[str], *, now: datetime, most: int) -> Listed:
    """The cases of these teams that nobody has and anybody may take, the most urgent first."""
    return await _listed(tx, _UNCLAIMED, {"teams": list(teams), "now": now, "most": most}) if teams else Listed()


async def asked(tx: Transaction, member_id: int, *, now: datetime) -> tuple[Asked, ...]:
    """The questions that stand in a member's own chats and still take answers, the first to close first."""
    rows = (await tx.execute(_ASKED, {"member": member_id, "now": now})).mappings()
    return tuple(
        Asked(
            round=round_of(row),
            platform=Platform(row["on_platform"]),
            message=Remote(chat=row["in_chat"], message=row["message"]),
        )
        for row in rows
    )


async def compliments(tx: Transaction, member_id: int, *, most: int) -> tuple[Feedback, ...]:
    """The latest good words about a member, the newest first."""
    rows = await tx.execute(_COMPLIMENTS, {"member": member_id, "most": most})
    ids = list(rows.scalars())
    heard = await feedback_store.several(tx, ids) if ids else {}
    return tuple(heard[number] for number in ids)


async def answers_about(
    tx: Transaction, member_id: int, *, first: date, step: int, steps: int
) -> dict[Kind, list[dict[int, int]]]:
    """How often each score was given about a member in each of `steps` steps of `step` days from the day `first` on, by
    kind; kinds that nobody answered are left out."""
    last = first + timedelta(days=step * steps - 1)
    found: dict[Kind, list[dict[int, int]]] = {}
    for kind, day, score, n in await tx.execute(_ANSWERS, {"member": member_id, "first": first, "last": last}):
        counts = found.setdefault(Kind(kind), [{} for _ in range(steps)])[(day - first).days // step]
        counts[score] = counts.get(score, 0) + n
    return found


def whose_own(member: int | ColumnElement[int], now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """The cases that a member holds, or has alone for now."""
    alone = and_(_is_open, cases.c.named == member, cases.c.head_start_until > now)
    return or_(cases.c.holder == member, alone)


async def _listed(tx: Transaction, statement: "Select[Any]", given: dict[str, Any]) -> Listed:
    rows = (await tx.execute(statement, given)).mappings().all()
    found = [case_store.case_of(row) for row in rows]
    heard = await feedback_store.several(tx, [case.feedback_id for case in found]) if found else {}
    files = tuple(CaseFile(case=case, feedback=heard[case.feedback_id]) for case in found)
    return Listed(files=files, more=rows[0]["in_all"] - len(files) if rows else 0)


def _most_urgent(*conditions: ColumnElement[bool]) -> "Select[Any]":
    return (
        select(cases, func.count().over().label("in_all"))
        .where(*conditions)
        .order_by(cases.c.deadline, cases.c.id)
        .limit(bindparam("most"))
    )


# Written out: SQLite cannot use the index of open named cases when the word comes as a parameter.
_is_open = cases.c.state == literal_column(f"'{CaseState.OPEN}'")
_OWN = _most_urgent(whose_own(bindparam("member"), bindparam("now")))
_UNCLAIMED = _most_urgent(
    _is_open,
    cases.c.team.in_(bindparam("teams", expanding=True)),
    or_(cases.c.head_start_until.is_(None), cases.c.head_start_until <= bindparam("now")),
)
_COMPLIMENTS = (
    select(feedback.c.id)
    .where(
        feedback.c.employee_id == bindparam("member"),
        feedback.c.tone == Tone.POSITIVE,
        func.length(func.trim(feedback.c.comment)) > 0,
    )
    .order_by(feedback.c.day.desc(), feedback.c.id.desc())
    .limit(bindparam("most"))
)
_ANSWERS = (
    select(feedback.c.kind, feedback.c.day, feedback.c.score, func.count())
    .where(
        feedback.c.employee_id == bindparam("member"),
        feedback.c.day.between(bindparam("first", type_=Day), bindparam("last", type_=Day)),
        feedback.c.score.is_not(None),
    )
    .group_by(feedback.c.kind, feedback.c.day, feedback.c.score)
)
_ASKED = (
    select(
        rounds,
        postings.c.platform.label("on_platform"),
        postings.c.remote_chat.label("in_chat"),
        postings.c.remote_message.label("message"),
    )
    .join(ballots, ballots.c.round_id == rounds.c.id)
    .join(
        postings,
        and_(
            postings.c.shows == Shows.PULSE,
            postings.c.subject == rounds.c.id,
            postings.c.member_id == ballots.c.member_id,
        ),
    )
    .where(
        ballots.c.member_id == bindparam("member"),
        rounds.c.closed_at.is_(None),
        rounds.c.closes_at > bindparam("now"),
        postings.c.remote_message.is_not(None),
    )
    .order_by(rounds.c.closes_at, rounds.c.id)
)
