"""Replies under cards, kept for two days so that a reaction can make a note of one."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.destination import Platform, Remote
from storage.engine import Transaction
from storage.tables import overheard


async def keep(
    tx: Transaction, platform: Platform, message: Remote, *, under: Remote, words: str, author: str, now: datetime
) -> None:
    """Keep a reply once."""
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    await tx.execute(
        dialect.insert(overheard)
        .values(
            platform=platform,
            chat=message.chat,
            message=message.message,
            under=under.message,
            words=words,
            name=author,
            at=now,
        )
        .on_conflict_do_nothing()
    )


async def get(tx: Transaction, platform: Platform, message: Remote) -> tuple[str, str, Remote] | None:
    """Its words, its author's name, and the message that it stands under."""
    row = (
        await tx.execute(
            select(overheard).where(
                overheard.c.platform == platform,
                overheard.c.chat == message.chat,
                overheard.c.message == message.message,
            )
        )
    ).first()
    return None if row is None else (row.words, row.name, Remote(chat=row.chat, message=row.under))


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Drop replies that nobody made a note of."""
    await tx.execute(delete(overheard).where(overheard.c.at < before))
