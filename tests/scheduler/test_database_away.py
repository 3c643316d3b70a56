"""The database goes away for a moment and comes back; the courier goes on where it was."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.errors import Unavailable
from storage.engine import Database, Transaction
from tests.scheduler.letterbox import Ordered
from tests.scheduler.rounds import Round, on_round, until
from tests.world import BORIS, Bell, StoppedClock, open_office


class ShakyDatabase(Database):
    """A real database that can be switched off: then it answers as one that cannot be reached."""

    off = False
    reading_off = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """As the real one, unless switched off."""
        if self.off:
            raise Unavailable("the database cannot be reached now")
        async with super().begin() as tx:
            yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """As the real one, unless switched off."""
        if self.off or self.reading_off:
            raise Unavailable("the database cannot be reached now")
        async with super().read() as tx:
            yield tx


@pytest.fixture
async def shaky(database_url: str) -> AsyncIterator[ShakyDatabase]:
    """The switch."""
    database = ShakyDatabase(database_url)
    yield database
    await database.close()


@pytest.fixture
async def round(shaky: ShakyDatabase) -> Round:
    """An office on that database."""
    return on_round(await open_office(shaky, Bell()), StoppedClock())


async def test_a_short_absence_between_sending_and_settling_is_waited_for(round: Round, shaky: ShakyDatabase) -> None:
    await round.case()

    async def switch_off() -> None:
        await asyncio.sleep(0.02)  # so that the other card was read, too
        shaky.off = True

    round.slack.order("post", Ordered(before=switch_off))
    delivering = asyncio.create_task(round.courier.deliver_all())
    await until(lambda: len(round.slack.standing()) == 1)
    await asyncio.sleep(0.1)
    shaky.off = False
    await delivering

    assert await round.counts() == {}
    assert round.slack.asked("find") == []


async def test_a_courier_that_runs_survives_an_absence(round: Round, shaky: ShakyDatabase) -> None:
    running = asyncio.create_task(round.courier.run())
    shaky.off = True
    round.courier.nudge()
    await asyncio.sleep(0.05)
    shaky.off = False
    await round.case()
    round.courier.nudge()
    await until(lambda: round.slack.standing() and round.telegram.standing())
    running.cancel()
    await asyncio.wait([running])

    assert await round.counts() == {}


async def test_an_absence_while_the_truth_is_looked_up_is_tried_again(round: Round, shaky: ShakyDatabase) -> None:
    case = await round.case()
    await round.go()
    await round.claim(case, BORIS.id)
    shaky.reading_off = True
    await round.go()
    assert len(round.slack.calls) == 1
    shaky.reading_off = False
    await round.go(after=timedelta(seconds=2))

    assert "Boris" in str(round.slack.standing()[0].card)
