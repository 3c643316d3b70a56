"""However much ever stood, the courier looks only through what waits."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.domain.destination import Platform
from storage import leases
from storage.engine import Database, Transaction
from tests.databases import Databases
from tests.world import NOW


async def plan_of(tx: Transaction, statement: str, parameters: Any) -> str:
    rows = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return "\n".join(str(row["detail"]) for row in rows.mappings())


async def test_the_courier_finds_its_work_by_the_index_of_what_waits(
    sqlite_databases: Databases, tmp_path: Path
) -> None:
    said: list[tuple[str, Any]] = []

    def listen(_c: object, _u: object, statement: str, parameters: Any, _x: object, _m: object) -> None:
        said.append((statement, parameters))

    db = Database(sqlite_databases.migrated(tmp_path))
    try:
        async with db.begin() as tx:
            event.listen(Engine, "before_cursor_execute", listen)
            await leases.ready(tx, list(Platform), now=NOW, full=[], a_chat=3, limit=64)
            await leases.next_due(tx, list(Platform), now=NOW + timedelta(seconds=1))
            event.remove(Engine, "before_cursor_execute", listen)
            plans = [await plan_of(tx, statement, parameters) for statement, parameters in said]
    finally:
        await db.close()
    assert len(plans) == 2
    assert all("ix_postings_due" in plan and "ix_postings_remote" not in plan for plan in plans)
