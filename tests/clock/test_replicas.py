"""Restarts at the very minute, and three replicas that all tick: each slot is taken once."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.destination import Platform
from bot.domain.posting import Shows
from bot.services import cases, digests, reading
from bot.services.office import By, Office
from scheduler.clockwork import tick
from scheduler.jobs import JOBS
from storage import slots, tables
from tests.clock.days import days_made, moment, replica, with_digest
from tests.digests.days import case_of, made, shown
from tests.world import BORIS, StoppedClock

AT_THE_MINUTE = moment("2026-11-20 08:45")
A_SECOND = timedelta(seconds=1)


async def test_a_restart_at_the_very_minute_makes_one(office: Office, database_url: str) -> None:
    with_digest(office)
    assert await digests.make_due(office, AT_THE_MINUTE) == 1
    async with replica(database_url, office) as restarted:
        assert await digests.make_due(restarted, AT_THE_MINUTE) == 0
        assert await digests.make_due(restarted, AT_THE_MINUTE + A_SECOND) == 0
    assert await days_made(office) == ["2026-11-20"]


async def test_what_was_killed_in_the_middle_is_made_by_the_next(office: Office, database_url: str) -> None:
    with_digest(office)

    async def killed() -> None:
        async with office.db.begin() as tx:
            assert await slots.claim(tx, "digest", "support", "2026-11-20", now=AT_THE_MINUTE)
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await killed()
    async with replica(database_url, office) as restarted:
        assert await digests.make_due(restarted, AT_THE_MINUTE) == 1


async def test_three_replicas_with_clocks_of_their_own_make_each_day_once(office: Office, database_url: str) -> None:
    with_digest(office)
    async with AsyncExitStack() as stack:
        replicas = [office, *[await stack.enter_async_context(replica(database_url, office)) for _ in range(2)]]
        for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
            at = moment(f"{day} 08:45")
            for second in range(-4, 8, 3):
                skewed = (at + (second + skew) * A_SECOND for skew in (0, 2, -3))
                await asyncio.gather(*(digests.make_due(one, now) for one, now in zip(replicas, skewed, strict=True)))
        assert await days_made(office) == ["2026-11-18", "2026-11-19", "2026-11-20"]
        assert [len(await shown(office, one)) for one in await made(office)] == [2, 2, 2]


async def test_three_replicas_run_every_job_at_once_and_nothing_is_said_twice(
    office: Office, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with_digest(office)
    eve = moment("2026-11-19 10:00")
    case = await case_of(office, eve)
    boris = By(member=office.organisation.members[BORIS.id], platform=Platform.SLACK, delivery=None, at=eve + A_SECOND)
    await cases.claim(office, case, boris)
    await cases.snooze(office, case, boris, until=moment("2026-11-19 11:00"))
    clock = StoppedClock(AT_THE_MINUTE)
    async with AsyncExitStack() as stack:
        replicas = [office, *[await stack.enter_async_context(replica(database_url, office)) for _ in range(2)]]
        for _ in range(3):
            went_well = await asyncio.gather(*(tick(job, one, clock) for one in replicas for job in JOBS))
            assert all(went_well), caplog.text
            clock.move(timedelta(seconds=10))
        async with office.db.read() as tx:
            postings = await tx.execute(
                select(tables.postings.c.shows, tables.postings.c.subject, tables.postings.c.chat)
            )
            often = Counter(tuple(row) for row in postings if row.shows in {Shows.DIGEST, Shows.TOLD})
    assert often
    assert set(often.values()) == {1}
    woken = [row.what for row in await reading.history(office, case)]
    assert woken.count(woken[-1]) == 1
