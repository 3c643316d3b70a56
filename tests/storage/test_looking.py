"""Whoever looks sees one moment, whatever others write meanwhile."""

from sqlalchemy import func, select

from storage.engine import Database
from storage.tables import gatherings
from tests.world import NOW

MANY = select(func.count()).select_from(gatherings)


async def test_a_look_is_of_one_moment(db: Database) -> None:
    async with db.read() as looking:
        assert await looking.scalar(MANY) == 0
        async with db.begin() as tx:
            await tx.execute(gatherings.insert().values(team="support", day=NOW.date()))
        assert await looking.scalar(MANY) == 0
    async with db.read() as looking:
        assert await looking.scalar(MANY) == 1
