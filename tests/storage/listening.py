"""What is asked of a database while something is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

Statements = list[tuple[str, Any]]


@contextmanager
def listening() -> Iterator[Statements]:
    """What is asked of the database meanwhile."""
    statements: Statements = []

    def listen(_c: object, _u: object, statement: str, parameters: Any, _x: object, _m: object) -> None:
        statements.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
