"""The clock of a big organisation: everybody's digest at the same minute, deadlines to keep, and a pulse round.

Each beside the least SQL that could be called the same.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select

from bot.domain.pulse import Round
from bot.services import digests, escalation, pulses
from bot.services.office import Office
from storage.engine import Database
from storage.inserting import insert_all
from storage.tables import answers, cases, feedback, members, rounds, steps
from tests.bench.crowd import A_TEAM, MORNING, PULSE_AT, STEPS_FROM, crowded
from tests.bench.figures import Row, median

_DIGESTS_SECONDS, _OPENED_SECONDS, _ANSWERS_A_SECOND, _TICK_MS = 10, 30, 500, 100
_TICKS = 40
_TICK = timedelta(seconds=5)
_AT_ONCE = 50
_ANSWERS = 5_000
_MONTH = timedelta(days=30)


async def measured(url: str, database: str, *, teams: int, feedback_a_team: int, days: int) -> Sequence[Row]:
    """All rows of the clock on one database, which has today's tables and nothing in them."""
    db = Database(url)
    try:
        office = await crowded(db, teams=teams, feedback_a_team=feedback_a_team)
        heard = f"{teams * feedback_a_team:,} feedbacks, {database}"
        return [
            await _digests(office, f"{teams} digests at the same minute, {heard}", days),
            *await _steps(office, database),
            *await _pulse(office, database),
        ]
    finally:
        await db.close()


async def _seconds(work: Callable[[], Awaitable[object]]) -> float:
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun


async def _digests(office: Office, what: str, days: int) -> Row:
    ours, least = [], []
    for day in range(days):
        now = MORNING + timedelta(days=day)

        async def make(now: datetime = now) -> None:
            assert await digests.make_due(office, now) == len(office.organisation.teams)

        async def count(now: datetime = now) -> None:
            counts = select(feedback.c.team, feedback.c.score, func.count()).group_by(feedback.c.team, feedback.c.score)
            async with office.db.read() as tx:
                (await tx.execute(counts.where(feedback.c.occurred_at > now - _MONTH))).all()

        ours.append(await _seconds(make))
        least.append(await _seconds(count))
    return Row(
        what=what,
        unit="s",
        value=ours,
        baseline=least,
        beside="one SELECT that counts 30 days",
        target=f"{_DIGESTS_SECONDS} s",
        met=median(ours) < _DIGESTS_SECONDS,
    )


async def _steps(office: Office, database: str) -> Sequence[Row]:
    """Ticks of a working day on which every case takes all its steps: each as it comes, and again with nothing due."""
    async with office.db.read() as tx:
        many = (await tx.execute(select(func.count()).select_from(cases))).scalar_one()
    busy, idle, least = [], [], []
    await escalation.step_due(office, STEPS_FROM)
    for number in range(1, _TICKS + 1):
        now = STEPS_FROM + number * _TICK

        async def look(now: datetime = now) -> None:
            due = select(steps.c.case_id).where(steps.c.taken_at.is_(None), steps.c.due_at <= now)
            async with office.db.read() as tx:
                (await tx.execute(due)).all()

        least.append(1000 * await _seconds(look))

        async def tick(now: datetime = now) -> None:
            await escalation.step_due(office, now)

        busy.append(1000 * await _seconds(tick))
        idle.append(1000 * await _seconds(tick))
    checked = Row(
        what=f"a tick over {many:,} open cases' deadlines, {database}",
        unit="ms",
        value=idle,
        baseline=least,
        beside="one SELECT of what is due",
        target=f"{_TICK_MS} ms",
        met=median(idle) < _TICK_MS,
    )
    a_tick = 3 * many * _TICK // timedelta(hours=8)
    carried_out = Row(
        what=f"the same, and some {a_tick} steps carried out, {database}",
        unit="ms",
        value=busy,
        baseline=least,
        beside="one SELECT of what is due",
    )
    return [checked, carried_out]


async def _pulse(office: Office, database: str) -> Sequence[Row]:
    people = len(office.organisation.members)
    opened = await _seconds(lambda: pulses.open_due(office, PULSE_AT))
    inserted = await _seconds(lambda: _insert_people(office))
    async with office.db.read() as tx:
        asking = (await tx.execute(select(rounds.c.id).order_by(rounds.c.id))).scalars().all()
    assert len(asking) == people // A_TEAM
    tokens = [office.secrecy.new_token(asking[nth % len(asking)]) for nth in range(_ANSWERS)]

    async def press(nth: int) -> None:
        took = await pulses.answer(office, tokens[nth], nth % 11, now=PULSE_AT + timedelta(hours=1))
        assert isinstance(took, Round)

    async def bare(nth: int) -> None:
        async with office.db.begin() as tx:
            await tx.execute(insert(answers).values(round_id=asking[0], token_hash=f"bare-{nth}", sealed=bytes(27)))

    recorded = _ANSWERS / await _seconds(lambda: _many(press))
    barely = _ANSWERS / await _seconds(lambda: _many(bare))
    return [
        Row(
            what=f"a pulse round of {people:,} employees opened, {database}",
            unit="s",
            value=[opened],
            baseline=[inserted],
            beside="as many rows in one transaction",
            target=f"{_OPENED_SECONDS} s",
            met=opened < _OPENED_SECONDS,
        ),
        Row(
            what=f"pulse answers recorded, {_AT_ONCE} at once, {database}",
            unit="/s",
            value=[recorded],
            baseline=[barely],
            beside="one INSERT and commit each",
            target=f"{_ANSWERS_A_SECOND} /s",
            met=recorded >= _ANSWERS_A_SECOND,
        ),
    ]


async def _insert_people(office: Office) -> None:
    """A row for each employee, as the least that opening a round writes."""
    first = 10 * len(office.organisation.members)
    new = [
        {"id": first + one.id, "email": f"again-{one.id}", "name": one.name, "language": "nl", "timezone": "UTC"}
        | {"active": False}
        for one in office.organisation.members.values()
    ]
    async with office.db.begin() as tx:
        await insert_all(tx, members, new)


async def _many(work: Callable[[int], Awaitable[None]]) -> None:
    numbers = iter(range(_ANSWERS))

    async def one_after_another() -> None:
        for nth in numbers:
            await work(nth)

    await asyncio.gather(*(one_after_another() for _ in range(_AT_ONCE)))
