"""Which deliveries have had their effect: the same press delivered twice acts once."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.destination import Platform
from storage.engine import Transaction
from storage.tables import seen


async def first_time(tx: Transaction, platform: Platform, delivery: str, *, now: datetime) -> bool:
    """Remember a delivery together with its effect. False: it had its effect before."""
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    made = await tx.execute(
        dialect.insert(seen).values(platform=platform, delivery=delivery, at=now).on_conflict_do_nothing()
    )
    return made.rowcount == 1


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Drop what is too old to be delivered again."""
    await tx.execute(delete(seen).where(seen.c.at < before))
