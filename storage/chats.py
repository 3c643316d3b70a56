"""What we know of chats: closed to us, moved to a new id, and when each is free for the next message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.destination import Platform
from storage.engine import Transaction
from storage.tables import chats

Key = tuple[Platform, str]
"""A platform and a chat on it."""


@dataclass(frozen=True, kw_only=True)
class Chat:
    """A chat that something was noted about."""

    id: int
    platform: Platform
    chat: str
    closed_because: str | None


async def _ensure(tx: Transaction, platform: Platform, chat: str) -> None:
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    await tx.execute(dialect.insert(chats).values(platform=platform, chat=chat).on_conflict_do_nothing())


async def busy_until(tx: Transaction, moments: Mapping[Key, datetime]) -> None:
    """Nothing may be sent to these chats before these moments, by any replica. A later moment that was noted before
    stays."""
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(chats)
    new = statement.excluded.free_at
    later = case((chats.c.free_at > new, chats.c.free_at), else_=new)
    await tx.execute(
        statement.on_conflict_do_update(index_elements=["platform", "chat"], set_={"free_at": later}),
        [
            {"platform": platform, "chat": chat, "free_at": moment}
            for (platform, chat), moment in sorted(moments.items())
        ],
    )


async def close(tx: Transaction, platform: Platform, chat: str, *, because: str, now: datetime) -> int | None:
    """Nothing is sent to this chat until it is opened again. The chat's id the first time, None when it was closed."""
    await _ensure(tx, platform, chat)
    closed = await tx.execute(
        update(chats)
        .where(chats.c.platform == platform, chats.c.chat == chat, chats.c.closed_at.is_(None))
        .values(closed_at=now, closed_because=because)
        .returning(chats.c.id)
    )
    number = closed.scalar()
    return None if number is None else int(number)


async def reopen(tx: Transaction, platform: Platform, chat: str) -> int | None:
    """The chat takes messages again. The chat's id, or None when it was not closed."""
    opened = await tx.execute(
        update(chats)
        .where(chats.c.platform == platform, chats.c.chat == chat, chats.c.closed_at.is_not(None))
        .values(closed_at=None, closed_because=None)
        .returning(chats.c.id)
    )
    number = opened.scalar()
    return None if number is None else int(number)


async def moved(tx: Transaction, platform: Platform, *, old: str, new: str) -> None:
    """Remember that a chat goes on under a new id."""
    await _ensure(tx, platform, old)
    await tx.execute(update(chats).where(chats.c.platform == platform, chats.c.chat == old).values(moved_to=new))


async def moves(tx: Transaction) -> dict[Key, str]:
    """Where chats have gone: (platform, old id) -> new id."""
    rows = await tx.execute(select(chats).where(chats.c.moved_to.is_not(None)))
    return {(Platform(row.platform), row.chat): row.moved_to for row in rows}


async def get(tx: Transaction, chat_id: int) -> Chat | None:
    """One chat by our own id for it."""
    row = (await tx.execute(select(chats).where(chats.c.id == chat_id))).first()
    if row is None:
        return None
    return Chat(id=row.id, platform=Platform(row.platform), chat=row.chat, closed_because=row.closed_because)
