"""Rounds of pulses: whom they ask and when, and until when a token is known."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, bindparam, func, insert, select, text, update

from bot.domain.plan import Question
from bot.domain.pulse import Round
from bot.errors import NotFound
from storage.engine import Transaction
from storage.inserting import insert_all
from storage.tables import asked, ballots, rounds

_TURN = 0x6B6C70756C  # the number of our advisory lock: no more than one of ours in a PostgreSQL database
_AT_ONCE = 500


async def take_turn(tx: Transaction) -> None:
    """From here to the end of the transaction nobody else opens or closes rounds, so that what one sees of the others
    is all there is. On SQLite a writer is alone anyway."""
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _TURN})


async def add(tx: Transaction, new: Round) -> int:
    """Keep a round that opens; its id."""
    made = await tx.execute(
        insert(rounds)
        .values(
            pulse=new.pulse,
            question=new.question,
            team=new.team,
            day=new.day,
            opens_at=new.opens_at,
            closes_at=new.closes_at,
            remind_at=new.remind_at,
            minimum=new.minimum,
            asked=new.asked,
            closed_at=new.closed_at,
        )
        .returning(rounds.c.id)
    )
    return int(made.scalar_one())


async def get(tx: Transaction, round_id: int) -> Round:
    """One round. Raises NotFound."""
    row = (await tx.execute(select(rounds).where(rounds.c.id == round_id))).mappings().first()
    if row is None:
        raise NotFound(f"round {round_id}")
    return round_of(row)


async def held_open(tx: Transaction, round_id: int) -> Round | None:
    """The round, which nobody closes before the end of this transaction; None when there is none."""
    row = (await tx.execute(_HELD, {"round": round_id})).mappings().first()
    return round_of(row) if row is not None else None


_HELD = select(rounds).where(rounds.c.id == bindparam("round")).with_for_update(read=True)


async def count(tx: Transaction, pulse: str, team: str) -> int:
    """How many rounds of this pulse the team has had."""
    found = select(func.count()).where(rounds.c.pulse == pulse, rounds.c.team == team)
    return int((await tx.execute(found)).scalar_one())


async def due_to_close(tx: Transaction, *, now: datetime) -> list[Round]:
    """The rounds whose time is over, oldest first."""
    over = select(rounds).where(rounds.c.closed_at.is_(None), rounds.c.closes_at <= now)
    return [round_of(row) for row in (await tx.execute(over.order_by(rounds.c.day, rounds.c.id))).mappings()]


async def due_to_remind(tx: Transaction, *, now: datetime) -> list[Round]:
    """The open rounds whose people are to be reminded now."""
    due = select(rounds).where(
        rounds.c.closed_at.is_(None),
        rounds.c.reminded_at.is_(None),
        rounds.c.remind_at <= now,
        rounds.c.closes_at > now,
    )
    return [round_of(row) for row in (await tx.execute(due.order_by(rounds.c.id))).mappings()]


async def mark_reminded(tx: Transaction, round_id: int, *, now: datetime) -> bool:
    """Take it upon us to remind. False: somebody has."""
    ours = update(rounds).where(rounds.c.id == round_id, rounds.c.reminded_at.is_(None)).values(reminded_at=now)
    return (await tx.execute(ours)).rowcount == 1


async def mark_closed(tx: Transaction, round_id: int, *, now: datetime) -> bool:
    """Close it for good. False: it is closed."""
    ours = update(rounds).where(rounds.c.id == round_id, rounds.c.closed_at.is_(None)).values(closed_at=now)
    return (await tx.execute(ours)).rowcount == 1


async def of_day(tx: Transaction, pulse: str, day: date) -> list[Round]:
    """Every team's round of one day."""
    found = select(rounds).where(rounds.c.pulse == pulse, rounds.c.day == day).order_by(rounds.c.team)
    return [round_of(row) for row in (await tx.execute(found)).mappings()]


async def any_open(tx: Transaction) -> bool:
    """Whether some round is open."""
    return (await tx.execute(select(rounds.c.id).where(rounds.c.closed_at.is_(None)).limit(1))).first() is not None


@dataclass(frozen=True, kw_only=True)
class LastAsked:
    """When a pulse wrote to somebody last: its slot's day, and the moment at which they got the question."""

    pulse: str
    day: date
    at: datetime


async def last_asked(tx: Transaction, people: Collection[int]) -> dict[int, list[LastAsked]]:
    """When each of these people was asked last, by each pulse."""
    found: dict[int, list[LastAsked]] = {}
    for some in _handfuls(people):
        for row in await tx.execute(select(asked).where(asked.c.member_id.in_(some))):
            found.setdefault(row.member_id, []).append(LastAsked(pulse=row.pulse, day=row.day, at=row.at))
    return found


async def ask(tx: Transaction, round_id: int, new: Round, moments: Mapping[int, datetime]) -> None:
    """Give each of these people a ballot in the round, and remember when they get it."""
    people = list(moments)
    await insert_all(tx, ballots, [{"round_id": round_id, "member_id": member, "token": None} for member in people])
    for some in _handfuls(people):
        await tx.execute(asked.delete().where(asked.c.pulse == new.pulse, asked.c.member_id.in_(some)))
    await insert_all(
        tx,
        asked,
        [{"member_id": member, "pulse": new.pulse, "day": new.day, "at": moment} for member, moment in moments.items()],
    )


async def token_for(tx: Transaction, round_id: int, member_id: int, *, fresh: str) -> str | None:
    """The token that goes with somebody's message: the one that may stand already, else this fresh one.

    None: they were not asked.
    """
    mine = (ballots.c.round_id == round_id, ballots.c.member_id == member_id)
    await tx.execute(update(ballots).where(*mine, ballots.c.token.is_(None)).values(token=fresh))
    token = (await tx.execute(select(ballots.c.token).where(*mine))).scalar()
    return None if token is None else str(token)


async def forget_token(tx: Transaction, round_id: int, member_id: int) -> None:
    """The message stands: from now on nobody knows whose token it carries."""
    await tx.execute(
        update(ballots).where(ballots.c.round_id == round_id, ballots.c.member_id == member_id).values(token=None)
    )


def round_of(row: RowMapping) -> Round:
    """The round in a row."""
    return Round(
        id=row["id"],
        pulse=row["pulse"],
        question=Question(row["question"]),
        team=row["team"],
        day=row["day"],
        opens_at=row["opens_at"],
        closes_at=row["closes_at"],
        remind_at=row["remind_at"],
        minimum=row["minimum"],
        asked=row["asked"],
        closed_at=row["closed_at"],
    )


def _handfuls(people: Iterable[int]) -> Iterable[list[int]]:
    """So many at once as a statement takes."""
    everybody = sorted(people)
    return [everybody[start : start + _AT_ONCE] for start in range(0, len(everybody), _AT_ONCE)]
