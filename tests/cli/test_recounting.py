"""An operator has the numbers proved, and put right."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.cards.examples.cast import feedback as heard
from bot.cli.migrating import migrate
from bot.cli.recounting import recount
from bot.config import load
from storage import feedback, tables
from storage.engine import Database
from tests.cli.conftest import Desk, met


async def test_what_differs_is_said_and_put_right(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    await migrate(desk.config)
    await met(desk)
    db = Database(load(desk.config, desk.environ).database)
    async with db.begin() as tx:
        await feedback.add_many(tx, [replace(heard(), employee_id=None)])
    assert await recount(desk.config, mend=False) == 0
    async with db.begin() as tx:
        await tx.execute(update(tables.rollups).where(tables.rollups.c.dimension == "").values(unscored=5))
    await db.close()
    capsys.readouterr()
    assert await recount(desk.config, mend=False) == 1
    assert "1 numbers, 0 words differ" in capsys.readouterr().out
    assert await recount(desk.config, mend=True) == 0
    assert await recount(desk.config, mend=False) == 0
    assert "All numbers and words are right." in capsys.readouterr().out
