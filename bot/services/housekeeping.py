"""Letting go of what has served its time, so that no table only grows."""

from datetime import datetime, timedelta

from storage import seen
from storage.engine import Database

REDELIVERED_WITHIN = timedelta(hours=48)


async def forget_old(db: Database, *, now: datetime) -> None:
    """Drop what platforms no longer deliver again, and overheard replies that nobody made a note of."""
    async with db.begin() as tx:
        await seen.forget(tx, before=now - REDELIVERED_WITHIN)
