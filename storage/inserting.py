"""Many rows in few statements, with their numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, text

from storage.engine import Transaction


async def insert_numbered(tx: Transaction, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows that have the same columns; returns their ids in order.

    Whatever the number of rows it takes two statements: SQLAlchemy's own way to get many ids back is a statement
    for each row on SQLite.
    """
    if not rows:
        return []
    if len(rows) == 1:
        made = await tx.execute(insert(table).values(**rows[0]).returning(table.c.id))
        return [int(made.scalar_one())]
    numbers = await _reserve(tx, table, len(rows))
    await tx.execute(insert(table), [{"id": number, **row} for number, row in zip(numbers, rows, strict=True)])
    return numbers


async def _reserve(tx: Transaction, table: Table, many: int) -> list[int]:
    """Numbers that nobody else gets: from the sequence, or on SQLite, where we are the only writer, after the last."""
    if tx.dialect.name == "sqlite":
        last = await tx.execute(text(f"SELECT coalesce(max(id), 0) FROM {table.name}"))  # noqa: S608 - our own table
        first = int(last.scalar_one()) + 1
        return list(range(first, first + many))
    drawn = await tx.execute(
        text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :many)"),
        {"table": table.name, "many": many},
    )
    return [int(number) for number in drawn.scalars()]
