"""Many rows in few statements, straight to the driver.

SQLAlchemy prepares every parameter of every row by name, and fetches many new ids with a statement for each row on
SQLite. Where hundreds of pieces come in at once that is most of the work, so here it is done once for all rows.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Insert, Table, insert, text
from sqlalchemy.dialects import postgresql, sqlite

from storage.transaction import Transaction

Row = Mapping[str, Any]
_Column = tuple[str, Any]  # its name, and what makes the driver's parameter of its value, if anything must


async def insert_all(tx: Transaction, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that have the same columns, in one statement."""
    if not rows:
        return
    statement, columns = _statement(table, tuple(rows[0]), tx.dialect)
    await tx.exec_driver_sql(statement, [_parameters(row, columns) for row in rows])


async def insert_numbered(tx: Transaction, table: Table, rows: Sequence[Row]) -> list[int]:
    """Insert rows that have the same columns; returns their ids in order."""
    if not rows:
        return []
    if len(rows) == 1:
        statement, columns = _statement(table, tuple(rows[0]), tx.dialect)
        made = await tx.exec_driver_sql(f"{statement} RETURNING id", _parameters(rows[0], columns))
        return [int(made.scalar_one())]
    numbers = await _reserve(tx, table, len(rows))
    await insert_all(tx, table, [{"id": number, **row} for number, row in zip(numbers, rows, strict=True)])
    return numbers


async def add_up(tx: Transaction, table: Table, rows: Sequence[Row], *, counters: tuple[str, ...]) -> None:
    """Insert rows, or where a row with that primary key stands, add these columns of ours to it. All columns are given
    in each row, in the same order."""
    if not rows:
        return
    statement, columns = _adding(table, tuple(rows[0]), counters, tx.dialect)
    await tx.exec_driver_sql(statement, [_parameters(row, columns) for row in rows])


async def _reserve(tx: Transaction, table: Table, many: int) -> list[int]:
    """Numbers that nobody else gets: from the sequence, or on SQLite, where we are the only writer, after the last."""
    if tx.dialect.name == "sqlite":
        last = await tx.exec_driver_sql(_last_number(table))
        first = int(last.scalar_one()) + 1
        return list(range(first, first + many))
    drawn = await tx.execute(_DRAW, {"table": table.name, "many": many})
    return [int(number) for number in drawn.scalars()]


def _last_number(table: Table) -> str:
    """The highest that there is, or where rows come and go and the table remembers it, that there ever was."""
    if table.dialect_options["sqlite"]["autoincrement"]:
        return f"SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '{table.name}'"  # noqa: S608 - our own
    return f"SELECT coalesce(max(id), 0) FROM {table.name}"  # noqa: S608 - our own table


_DRAW = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :many)")


def _parameters(row: Row, columns: Sequence[_Column]) -> tuple[Any, ...]:
    return tuple([row[name] if prepare is None else prepare(row[name]) for name, prepare in columns])


@lru_cache(maxsize=64)
def _statement(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[str, list[_Column]]:
    """The statement as the driver takes it, and how each of its parameters is made from a row."""
    return _prepared(table, columns, insert(table).inline(), dialect)


@lru_cache(maxsize=16)
def _adding(
    table: Table, columns: tuple[str, ...], counters: tuple[str, ...], dialect: Dialect
) -> tuple[str, list[_Column]]:
    adding = (sqlite if dialect.name == "sqlite" else postgresql).insert(table)
    sums = {name: table.c[name] + adding.excluded[name] for name in counters}
    statement = adding.on_conflict_do_update(index_elements=list(table.primary_key), set_=sums)
    return _prepared(table, columns, statement, dialect)


def _prepared(table: Table, columns: tuple[str, ...], statement: Insert, dialect: Dialect) -> tuple[str, list[_Column]]:
    compiled = statement.compile(dialect=dialect, column_keys=list(columns))
    order = compiled.positiontup or list(columns)
    prepared = [(name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in order]
    return str(compiled), prepared
