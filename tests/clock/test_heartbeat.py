"""A dead scheduler is noticed from outside: while all goes well an address is requested, and only then."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.services.office import Office
from scheduler.clockwork import Clockwork
from scheduler.heartbeat import Heartbeat, Watch
from scheduler.jobs import Job
from tests.clock.listener import PATH, listening
from tests.flows.stage import Stage
from tests.scheduler.rounds import until
from tests.world import StoppedClock

OFTEN = timedelta(seconds=0.02)


class Chore:
    """A job that fails while it is told to."""

    def __init__(self) -> None:
        self.done = 0
        self.fails = False
        self.hangs = False

    async def __call__(self, _: Office, __: datetime) -> None:
        self.done += 1
        if self.hangs:
            await asyncio.sleep(3600)
        if self.fails:
            raise RuntimeError("nobody foresaw this")


async def test_it_beats_after_good_runs_and_not_while_a_job_fails(office: Office) -> None:
    chore, other = Chore(), Chore()
    jobs = [Job(name="chore", every=OFTEN, work=chore), Job(name="other", every=OFTEN, work=other)]
    async with listening() as outside:
        clockwork = Clockwork(
            office, StoppedClock(), jobs=jobs, heartbeat=Heartbeat(url=lambda: outside.url, every=OFTEN)
        )
        clockwork.start()
        await until(lambda: len(outside.heard) >= 3)
        chore.fails = True
        failed_from = chore.done
        await until(lambda: chore.done > failed_from + 1)
        await asyncio.sleep(0.1)
        silent_from = len(outside.heard)
        still = other.done
        await until(lambda: other.done > still + 5)
        assert len(outside.heard) == silent_from, "one job that fails is enough for silence"
        chore.fails = False
        await until(lambda: len(outside.heard) > silent_from)
        clockwork.stop()
    assert set(outside.heard) == {f"GET {PATH}"}


def test_a_job_that_hangs_is_as_bad_as_one_that_fails() -> None:
    async def work(_: Office, __: datetime) -> None: ...

    seconds = 0.0
    often = Job(name="digests", every=timedelta(seconds=10), work=work)
    seldom = Job(name="housekeeping", every=timedelta(hours=1), work=work)
    watch = Watch([often, seldom], steady=lambda: seconds)
    assert watch.all_is_well, "nothing is late yet"
    seconds = 79.0
    assert watch.all_is_well
    seconds = 80.0
    assert not watch.all_is_well, "two ticks and a minute without a word"
    watch.ended(often, well=True)
    assert watch.all_is_well
    watch.ended(seldom, well=False)
    watch.ended(often, well=True)
    assert not watch.all_is_well
    watch.ended(seldom, well=True)
    assert watch.all_is_well


async def test_nobody_who_listens_is_logged_once_and_without_the_secret(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with listening() as outside:
        heartbeat = Heartbeat(url=lambda: outside.url)
        outside.answers = 500
        await heartbeat.beat()
        await heartbeat.beat()
        outside.answers = 200
        await heartbeat.beat()
        await heartbeat.beat()
    await heartbeat.beat()
    assert [record.getMessage() for record in caplog.records] == [
        "the heartbeat is not heard at 127.0.0.1: it answers 500; it goes on",
        "the heartbeat is heard at 127.0.0.1 again",
        "the heartbeat is not heard at 127.0.0.1: ClientConnectorError; it goes on",
    ]
    assert "secret" not in caplog.text


async def test_without_an_address_nothing_happens() -> None:
    await Heartbeat(url=lambda: None).beat()


async def test_a_failure_is_tried_again_within_a_minute_however_seldom_the_job(office: Office) -> None:
    chore = Chore()
    chore.fails = True
    clockwork = Clockwork(office, StoppedClock(), jobs=[Job(name="chore", every=timedelta(hours=1), work=chore)])
    clockwork.start()
    clockwork.alarm.modify_job("chore", next_run_time=datetime.now(UTC))
    await until(lambda: chore.done == 1)
    await asyncio.sleep(0)
    assert clockwork.alarm.get_job("chore").next_run_time <= datetime.now(UTC) + timedelta(minutes=1)
    clockwork.stop()


async def test_the_whole_bot_beats_where_the_configuration_says_also_after_it_changed(
    database_url: str, tmp_path: Path
) -> None:
    async with listening() as outside, Stage(database_url, tmp_path) as stage:

        async def beats() -> None:
            stage.app.clockwork.alarm.modify_job("heartbeat", next_run_time=datetime.now(UTC))
            await asyncio.sleep(0.2)

        await beats()
        assert outside.heard == []
        stage.write_config(url=("admins:", f"heartbeat_url: {outside.url}\nadmins:"))
        await stage.reload()
        await beats()
        await until(lambda: outside.heard == [f"GET {PATH}"])
