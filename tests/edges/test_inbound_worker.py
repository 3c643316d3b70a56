"""What a platform told us is handled, also when handling takes longer than anybody thought."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from bot.domain.destination import Platform
from handlers.inbound import LEASE, InboundWorker
from storage.engine import Database
from storage.inbound import MOST_ATTEMPTS, Inbound, Received
from tests.edges.telegram.station import until
from tests.world import StoppedClock


class Slow:
    """Handles nothing until it is let go; then fails the first time."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.begun: list[int] = []
        self.done: list[str] = []

    async def __call__(self, row: Received) -> None:
        self.begun.append(row.attempts)
        await self.go.wait()
        if len(self.begun) == 1:
            raise OSError("Telegram was away")
        self.done.append(row.delivery)


async def test_a_press_that_waits_long_is_not_given_up_at_its_first_failure(db: Database) -> None:
    clock, slow = StoppedClock(), Slow()
    inbound = Inbound(db, Platform.TELEGRAM)
    worker = InboundWorker(inbound, slow, lane=lambda _: "anna", clock=clock, pause=timedelta(0), look_every=0.01)
    await worker.record([("tg:1", {})])
    running = asyncio.create_task(worker.run())
    await until(lambda: slow.begun == [1])
    for _ in range(4 * MOST_ATTEMPTS):
        clock.move(LEASE / 3)
        await asyncio.sleep(0.03)

    slow.go.set()
    await until(lambda: slow.done == ["tg:1"])

    assert slow.begun == [1, 2]
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_what_waits_in_one_replica_is_not_handled_by_another(db: Database) -> None:
    clock, slow = StoppedClock(), Slow()
    workers = [
        InboundWorker(
            Inbound(db, Platform.TELEGRAM),
            slow,
            lane=lambda _: "anna",
            clock=clock,
            pause=timedelta(0),
            look_every=0.01,
        )
        for _ in range(2)
    ]
    await workers[0].record([("tg:1", {}), ("tg:2", {})])
    running = [asyncio.create_task(worker.run()) for worker in workers]
    await until(lambda: slow.begun == [1])
    for _ in range(8):
        clock.move(LEASE / 3)
        await asyncio.sleep(0.03)

    assert slow.begun == [1]
    slow.go.set()
    await until(lambda: slow.done == ["tg:2"])
    clock.move(timedelta(seconds=1))
    await until(lambda: slow.done == ["tg:2", "tg:1"])
    for one in running:
        one.cancel()
    await asyncio.gather(*running, return_exceptions=True)
