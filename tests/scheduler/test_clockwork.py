"""The clockwork ticks, whatever its jobs do; and its jobs may run twice at once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.case import Happening
from bot.domain.posting import Shows
from bot.services import cases as case_services
from bot.services import reading
from bot.services.office import Office
from scheduler.clockwork import Clockwork, tick
from scheduler.jobs import JOBS, Job
from storage.engine import Database
from tests.scheduler.rounds import Round, until
from tests.world import BORIS, NOW, StoppedClock, open_office

OFTEN = timedelta(seconds=0.02)


def every_so_often(name: str, work: Callable[[Office, datetime], Awaitable[object]]) -> Job:
    """A job that ticks fifty times a second."""
    return Job(name=name, every=OFTEN, work=work)


async def test_a_job_that_fails_stops_neither_itself_nor_the_others(office: Office) -> None:
    ticks: Counter[str] = Counter()

    async def work(_: Office, now: datetime) -> None:
        assert now == NOW
        ticks["works"] += 1

    async def fail(_: Office, now: datetime) -> None:
        ticks["fails"] += 1
        raise RuntimeError(f"nobody foresaw this at {now}")

    alarm = Clockwork(office, StoppedClock(), jobs=[every_so_often("works", work), every_so_often("fails", fail)])
    alarm.start()
    await until(lambda: ticks["works"] >= 3 and ticks["fails"] >= 3)
    alarm.stop()


async def test_a_job_that_is_slow_runs_once_at_a_time(office: Office) -> None:
    at_once = most = done = 0

    async def dawdle(_: Office, __: datetime) -> None:
        nonlocal at_once, most, done
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.1)
        at_once -= 1
        done += 1

    alarm = Clockwork(office, StoppedClock(), jobs=[every_so_often("dawdles", dawdle)])
    alarm.start()
    await until(lambda: done >= 3)
    alarm.stop()
    assert most == 1


@pytest.fixture
async def twin(database_url: str) -> AsyncIterator[Office]:
    """The same office in another replica."""
    database = Database(database_url)
    yield await open_office(database)
    await database.close()


async def test_every_job_may_run_twice_at_once(round: Round, twin: Office) -> None:
    woken = []
    for n in range(5):
        case = await round.case(f"S-{n}")
        await round.claim(case, BORIS.id)
        until_then = round.clock() + timedelta(hours=1)
        await case_services.snooze(round.office, case, round.by(BORIS.id), until=until_then)
        woken.append(case)
    round.clock.move(timedelta(hours=1))

    for _ in range(2):
        await asyncio.gather(*(tick(job, office, round.clock) for job in JOBS for office in (round.office, twin)))

    for case in woken:
        rows = await reading.history(round.office, case)
        assert [row.what for row in rows].count(Happening.WOKEN) == 1
    assert len(await round.postings(Shows.TOLD)) == 5
