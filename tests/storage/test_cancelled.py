"""Who is cancelled in the middle of a transaction hears so, whatever state the connection is left in."""

import asyncio

import pytest
from sqlalchemy import text

from bot.cards.examples.cast import feedback
from bot.domain.rollup import contribution, facets_of
from storage import counting
from storage.engine import Database


@pytest.mark.parametrize("in_a_statement", [True, False])
async def test_a_cancelled_transaction_ends_as_cancelled(db: Database, in_a_statement: bool) -> None:
    begun = asyncio.Event()

    async def work() -> None:
        async with db.begin() as tx:
            counting.note(tx, contribution(facets_of(feedback()), None))
            begun.set()
            if in_a_statement and not db.is_sqlite:
                await tx.execute(text("SELECT pg_sleep(30)"))
            await asyncio.sleep(30)

    task = asyncio.create_task(work())
    await begun.wait()
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task], timeout=10)
    assert task.cancelled()
    async with db.begin() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM rollups"))).scalar_one() == 0
