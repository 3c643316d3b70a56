"""What the operator sees of postings that are not on their way: grouped by where they should stand, and why not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from bot.domain.destination import Platform
from bot.domain.posting import Standing
from storage.engine import Transaction
from storage.tables import chats, postings


@dataclass(frozen=True, kw_only=True)
class Group:
    """So many postings for one chat, not sent for the same reason; `oldest` is aware UTC."""

    standing: Standing
    platform: Platform
    chat: str
    team: str
    reason: str
    postings: int
    oldest: datetime


async def groups(tx: Transaction) -> list[Group]:
    """All that was parked or let go, and what waits and was tried in vain; the oldest first."""
    late = (postings.c.wanted > postings.c.shown) & (postings.c.attempts > 0)
    oldest = func.min(postings.c.created_at).label("oldest")
    alike = (postings.c.standing, postings.c.platform, postings.c.chat, postings.c.team, postings.c.reason)
    rows = await tx.execute(
        select(*alike, func.count().label("many"), oldest)
        .where((postings.c.standing != Standing.LIVE) | late)
        .group_by(*alike)
        .order_by(oldest)
    )
    return [
        Group(
            standing=Standing(row.standing),
            platform=Platform(row.platform),
            chat=row.chat,
            team=row.team,
            reason=row.reason or "",
            postings=row.many,
            oldest=row.oldest,
        )
        for row in rows
    ]


async def reopen_chats(tx: Transaction) -> None:
    """Every chat that was closed to us is tried again."""
    await tx.execute(update(chats).where(chats.c.closed_at.is_not(None)).values(closed_at=None, closed_because=None))
