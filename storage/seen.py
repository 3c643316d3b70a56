"""Which deliveries have had their effect: the same press delivered twice acts once."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.destination import Platform
from storage.engine import Transaction
from storage.tables import seen


async def first_time(tx: Transaction, platform: Platform, delivery: str, *, now: datetime) -> bool:
    """Remember a delivery together with its effect. False: it had its effect before."""
    made = await tx.execute(_REMEMBER[tx.dialect.name], {"platform": platform, "delivery": delivery, "at": now})
    return made.rowcount == 1


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Drop what is too old to be delivered again."""
    await tx.execute(delete(seen).where(seen.c.at < before))


_REMEMBER = {
    "sqlite": sqlite.insert(seen).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(seen).on_conflict_do_nothing(),
}
