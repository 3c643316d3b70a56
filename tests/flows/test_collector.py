"""Pieces that wait together are written together, and each caller is answered after that commit."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select

from bot.errors import Busy
from bot.services.collector import Collector
from bot.services.intake import Status
from bot.services.office import Office
from storage.tables import feedback
from tests.world import Bell, StoppedClock, nps


@pytest.fixture
async def collector(office: Office) -> AsyncIterator[Collector]:
    collector = Collector(office, StoppedClock(), at_once=60, room=100)
    await collector.start()
    yield collector
    await collector.stop()


async def kept(office: Office) -> int:
    async with office.db.read() as tx:
        return int(await tx.scalar(select(func.count()).select_from(feedback)) or 0)


async def test_fifty_at_once_take_a_few_transactions(collector: Collector, office: Office, bell: Bell) -> None:
    receipts = await asyncio.gather(*(collector.take_in(nps(3, id=f"S-{n}")) for n in range(50)))

    assert len({receipt.feedback for receipt in receipts}) == 50
    assert await kept(office) == 50
    assert bell.rung <= 3


async def test_an_answer_means_that_it_is_kept(collector: Collector, office: Office) -> None:
    for n in range(3):
        await collector.take_in(nps(3, id=f"S-{n}"))
        assert await kept(office) == n + 1


async def test_the_same_piece_from_many_at_once_is_kept_once(collector: Collector, office: Office) -> None:
    receipts = await asyncio.gather(*(collector.take_in(nps(3)) for _ in range(10)))

    assert sorted(receipt.status for receipt in receipts) == [Status.ACCEPTED] + [Status.DUPLICATE] * 9
    assert await kept(office) == 1


async def test_more_than_there_is_room_for_is_turned_away(collector: Collector, office: Office) -> None:
    found = await asyncio.gather(
        *(collector.take_in_all([nps(3, id=f"S-{start + n}") for n in range(40)]) for start in (0, 40, 80)),
        return_exceptions=True,
    )

    assert [type(one) for one in found] == [list, list, Busy]
    assert await kept(office) == 80
    await collector.take_in(nps(3, id="S-119"))


async def test_who_goes_away_while_waiting_stops_nobody(collector: Collector, office: Office) -> None:
    impatient = asyncio.create_task(collector.take_in(nps(3, id="S-1")))
    patient = asyncio.create_task(collector.take_in(nps(3, id="S-2")))
    await asyncio.sleep(0)
    impatient.cancel()

    assert (await patient).status is Status.ACCEPTED
    assert (await collector.take_in(nps(3, id="S-1"))).status in {Status.ACCEPTED, Status.DUPLICATE}
    assert await kept(office) == 2


async def test_stopping_writes_what_waits_and_takes_nothing_new(collector: Collector, office: Office) -> None:
    waiting = [asyncio.create_task(collector.take_in(nps(3, id=f"S-{n}"))) for n in range(5)]
    await asyncio.sleep(0)
    await collector.stop()

    assert {receipt.status for receipt in await asyncio.gather(*waiting)} == {Status.ACCEPTED}
    with pytest.raises(Busy):
        await collector.take_in(nps(3, id="S-9"))
    assert await kept(office) == 5


async def test_nothing_is_answered_with_nothing(collector: Collector) -> None:
    assert await collector.take_in_all([]) == []
