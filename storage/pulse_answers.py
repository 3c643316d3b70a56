"""What was said in open rounds, sealed: rows that carry nothing else, and are gone when their round closes."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Executable, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.engine import Transaction
from storage.tables import answers, ballots, remarks


async def keep_answer(tx: Transaction, round_id: int, name: str, sealed: bytes) -> None:
    """Keep an answer in place of an earlier one under the same name."""
    await _keep(tx, answers, round_id, name, sealed)


async def keep_remark(tx: Transaction, round_id: int, name: str, sealed: bytes) -> None:
    """Keep somebody's words in place of earlier ones under the same name."""
    await _keep(tx, remarks, round_id, name, sealed)


async def take_back(tx: Transaction, round_id: int, names: Collection[str]) -> None:
    """Nothing was said under these names."""
    for table in (answers, remarks):
        await tx.execute(delete(table).where(table.c.round_id == round_id, table.c.token_hash.in_(names)))


async def answers_of(tx: Transaction, round_id: int) -> list[tuple[str, bytes]]:
    """Every answer of a round with its name, by name."""
    return await _all(tx, answers, round_id)


async def remarks_of(tx: Transaction, round_id: int) -> list[tuple[str, bytes]]:
    """Everybody's words in a round with their names, by name."""
    return await _all(tx, remarks, round_id)


async def clear(tx: Transaction, round_id: int) -> None:
    """Nothing of the round's people is kept: neither what was said nor who was asked."""
    for table in (answers, remarks, ballots):
        await tx.execute(delete(table).where(table.c.round_id == round_id))


async def _keep(tx: Transaction, table: Table, round_id: int, name: str, sealed: bytes) -> None:
    await tx.execute(_upsert(table, tx.dialect.name), {"round_id": round_id, "token_hash": name, "sealed": sealed})


@cache  # making the statement takes longer than carrying it out
def _upsert(table: Table, dialect_name: str) -> Executable:
    dialect: Any = sqlite if dialect_name == "sqlite" else postgresql
    row = dialect.insert(table)
    upsert: Executable = row.on_conflict_do_update(
        index_elements=[table.c.round_id, table.c.token_hash], set_={"sealed": row.excluded.sealed}
    )
    return upsert


async def _all(tx: Transaction, table: Table, round_id: int) -> list[tuple[str, bytes]]:
    rows = await tx.execute(
        select(table.c.token_hash, table.c.sealed).where(table.c.round_id == round_id).order_by(table.c.token_hash)
    )
    return [(row.token_hash, bytes(row.sealed)) for row in rows]
