"""Bodies that were refused, kept as they came until the cause is mended."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.quarantine import Quarantined, Wrong
from bot.errors import NotFound
from storage.engine import Transaction
from storage.tables import quarantine


async def add(tx: Transaction, source: str, body: bytes, wrong: Sequence[Wrong], *, now: datetime) -> int:
    """Keep a body; returns its number. The same body of the same source again keeps its number and is kept once."""
    digest = hashlib.sha256(body).hexdigest()
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    row = {"source": source, "body": body, "wrong": _rows(wrong), "received_at": now, "digest": digest}
    made = await tx.execute(
        dialect.insert(quarantine)
        .values(**row)
        .on_conflict_do_update(index_elements=["source", "digest"], set_={"wrong": row["wrong"]})
        .returning(quarantine.c.id)
    )
    return int(made.scalar_one())


async def everything(tx: Transaction) -> list[Quarantined]:
    """All that is kept aside, oldest first."""
    return [_value(row) for row in await tx.execute(select(quarantine).order_by(quarantine.c.id))]


async def get(tx: Transaction, number: int) -> Quarantined:
    """Raises NotFound."""
    row = (await tx.execute(select(quarantine).where(quarantine.c.id == number))).first()
    if row is None:
        raise NotFound(f"quarantine {number}")
    return _value(row)


async def tried(tx: Transaction, number: int, wrong: Sequence[Wrong], *, now: datetime) -> None:
    """It was tried again, and this is still wrong with it."""
    await tx.execute(update(quarantine).where(quarantine.c.id == number).values(wrong=_rows(wrong), last_tried_at=now))


async def remove(tx: Transaction, number: int) -> bool:
    """Let a body go. False: it was gone already."""
    return (await tx.execute(delete(quarantine).where(quarantine.c.id == number))).rowcount == 1


async def count(tx: Transaction) -> int:
    """How many bodies are kept aside."""
    return int((await tx.execute(select(func.count()).select_from(quarantine))).scalar_one())


def _rows(wrong: Sequence[Wrong]) -> list[dict[str, str]]:
    return [{"field": one.field, "problem": one.problem, "hint": one.hint} for one in wrong]


def _value(row: Row[Any]) -> Quarantined:
    return Quarantined(
        id=row.id,
        source=row.source,
        body=bytes(row.body),
        wrong=tuple(Wrong(**one) for one in row.wrong),
        received_at=row.received_at,
        last_tried_at=row.last_tried_at,
    )
