"""What the database refuses: a race is to be tried again, a fault of ours is to be seen."""

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from bot.errors import Conflict
from bot.services.intake import take_in
from bot.services.office import Office
from storage.tables import cases, rollups, slots
from tests.world import NOW, nps

TAKEN_TWICE = {"job": "digest", "team": "support", "slot": "2026-11-20", "taken_at": NOW}


async def test_who_comes_second_may_try_again(office: Office) -> None:
    async with office.db.begin() as tx:
        await tx.execute(insert(slots).values(TAKEN_TWICE))
    with pytest.raises(Conflict):
        async with office.db.begin() as tx:
            await tx.execute(insert(slots).values(TAKEN_TWICE))


async def test_a_row_that_nobody_may_write_is_our_fault(office: Office) -> None:
    """Trying it again would hide it: a number without its day, a claimed case without a holder."""
    await take_in(office, nps(), now=NOW)
    for broken in (update(rollups).values(s9=None), update(cases).values(state="claimed", holder=None)):
        with pytest.raises(IntegrityError):
            async with office.db.begin() as tx:
                await tx.execute(broken)
