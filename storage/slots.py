"""Slots: scheduled instants of jobs, each claimed once by whoever comes first, together with what it makes."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import BindParameter, FromClause, bindparam, cast, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB

from storage.engine import Transaction
from storage.tables import slots


async def claim(tx: Transaction, job: str, team: str, slot: str, *, now: datetime) -> bool:
    """Take a slot for good. False: it was taken before, by us or by another replica.

    Do it first in the transaction that makes what the job makes: then both happen, or neither.
    """
    return bool(await claim_many(tx, job, [(team, slot)], now=now))


async def claim_many(
    tx: Transaction, job: str, wanted: Sequence[tuple[str, str]], *, now: datetime
) -> list[tuple[str, str]]:
    """Take slots, as (team, slot), for good; returns those that are ours, in their order. The others were taken
    before. Ask for them in one order everywhere, so that replicas never wait for each other in a ring."""
    if not wanted:
        return []
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    rows = [{"job": job, "team": team, "slot": slot, "taken_at": now} for team, slot in wanted]
    made = await tx.execute(
        dialect.insert(slots).values(rows).on_conflict_do_nothing().returning(slots.c.team, slots.c.slot)
    )
    ours = {(team, slot) for team, slot in made}
    return [one for one in wanted if one in ours]


async def last_taken(tx: Transaction, job: str, until: Mapping[str, str]) -> dict[str, str]:
    """The latest slot of a job that each team has taken, of those until the one named here; a team that took none is
    left out. What is later does not count: it is what a clock that went wrong for a while left behind.

    Slots of one job sort as time does. A look into the index for each team, however many slots it took.
    """
    asked = _pairs(tx, until)
    taken = (
        select(func.max(slots.c.slot))
        .where(slots.c.job == job, slots.c.team == asked.c.key, slots.c.slot <= asked.c.value)
        .scalar_subquery()
    )
    rows = await tx.execute(select(asked.c.key, taken))
    return {team: slot for team, slot in rows if slot is not None}


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Drop slots that were taken before a moment."""
    await tx.execute(delete(slots).where(slots.c.taken_at < before))


def _pairs(tx: Transaction, wanted: Mapping[str, str]) -> FromClause:
    """Rows of (key, value), all in one parameter."""
    given: BindParameter[str] = bindparam("asked", json.dumps(wanted))
    if tx.dialect.name == "sqlite":
        return func.json_each(given).table_valued("key", "value")
    return func.jsonb_each_text(cast(given, JSONB)).table_valued("key", "value")
