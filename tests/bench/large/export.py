"""The raw rows as a file outside, for DuckDB: one row for each feedback, with what became of its case."""

from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from tests.bench.large.heard import Columns, Heard

_COLUMNS = {
    "id": "BIGINT",
    "team": "VARCHAR",
    "day": "INTEGER",
    "hour": "INTEGER",
    "kind": "VARCHAR",
    "score": "INTEGER",
    "tone": "VARCHAR",
    "source": "VARCHAR",
    "journey": "VARCHAR",
    "touchpoint": "VARCHAR",
    "channel": "VARCHAR",
    "location": "VARCHAR",
    "comment": "VARCHAR",
    "occurred_at": "TIMESTAMP",
    "received_at": "TIMESTAMP",
    "feedback_id": "BIGINT",
    "opened_at": "TIMESTAMP",
    "first_claimed_at": "TIMESTAMP",
    "resolved_at": "TIMESTAMP",
    "cause": "VARCHAR",
    "told": "VARCHAR",
}
_OF_CASES = ("opened_at", "first_claimed_at", "resolved_at", "cause", "told")


class Export:
    """Parquet files in a folder, one for each batch, in the order in which things came."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._db = duckdb.connect()
        self._many = 0

    def add(self, heard: Heard, cases: Columns) -> None:
        """One more file."""
        columns = {name: _array(heard.columns[name]) for name in _COLUMNS if name in heard.columns}
        works = {f"case_{name}": _array(cases[name]) for name in ("feedback_id", *_OF_CASES)}
        self._db.register("heard", columns)
        self._db.register("works", works)
        chosen = ", ".join(
            f"{f'case_{name}' if name in (*_OF_CASES, 'feedback_id') else name}::{kind} AS {name}"
            for name, kind in _COLUMNS.items()
        )
        path = self._folder / f"{self._many:05}.parquet"
        # Cases come in the order of their feedback, and so should the rows.
        self._db.execute(
            f"COPY (SELECT {chosen} FROM heard LEFT JOIN works ON case_feedback_id = id ORDER BY id) "
            f"TO '{path}' (FORMAT parquet)"
        )
        self._db.unregister("heard")
        self._db.unregister("works")
        self._many += 1

    def close(self) -> None:
        """No more."""
        self._db.close()


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB with the files as the table `raw`. Nothing is read into it beforehand."""
    db = duckdb.connect()
    db.execute(f"CREATE VIEW raw AS SELECT * FROM '{folder}/*.parquet'")
    return db


def _array(column: Any) -> Any:
    """Numbers as numbers; what may be missing as objects."""
    if column and all(type(value) is int for value in column[:1]) and None not in column:
        return np.array(column, dtype=np.int64)
    made = np.empty(len(column), dtype=object)
    made[:] = column
    return made
