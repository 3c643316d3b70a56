"""Whether the bot still has something to send."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from storage.engine import Database
from storage.tables import postings

SOON = timedelta(seconds=5)
"""What waits for no longer than this only keeps the pace that a chat allows."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How many messages are to be sent or changed now or soon, and whether one of them is under way."""

    many: int
    under_way: bool


async def waiting(db: Database, now: datetime) -> Waiting:
    """As the database knows it."""
    wanted = select(postings.c.leased_until).where(
        postings.c.wanted > postings.c.shown, postings.c.standing == "live", postings.c.not_before <= now + SOON
    )
    async with db.read() as tx:
        rows = await tx.execute(wanted)
        leases = [until for (until,) in rows]
    return Waiting(many=len(leases), under_way=any(until is not None and until > now for until in leases))
