"""The alarm clock itself, when the machine's own clock is moved."""

from datetime import UTC, datetime, timedelta

from bot.services.office import Office
from scheduler.clockwork import Clockwork
from scheduler.jobs import Job
from tests.scheduler.rounds import until
from tests.world import StoppedClock

TEN_SECONDS = timedelta(seconds=10)


class Ticks:
    """Counts."""

    def __init__(self) -> None:
        self.seen = 0

    async def __call__(self, _: Office, __: datetime) -> None:
        self.seen += 1


async def test_a_clock_that_was_put_back_by_hours_does_not_silence_it_for_hours(office: Office) -> None:
    ticks = Ticks()
    job = Job(name="ticks", every=TEN_SECONDS, work=ticks)
    clockwork = Clockwork(office, StoppedClock(), jobs=[job], look_every=timedelta(seconds=0.05))
    clockwork.start()
    # So it looks when the clock was put back by three hours: the next alarm is that far away.
    clockwork.alarm.modify_job("ticks", next_run_time=datetime.now(UTC) + timedelta(hours=3))
    await until(lambda: ticks.seen == 1)
    assert clockwork.alarm.get_job("ticks").next_run_time <= datetime.now(UTC) + TEN_SECONDS
    clockwork.stop()


async def test_a_clock_that_leaps_from_1970_to_today_rings_once(office: Office) -> None:
    ticks = Ticks()
    clockwork = Clockwork(office, StoppedClock(), jobs=[Job(name="ticks", every=TEN_SECONDS, work=ticks)])
    clockwork.start()
    clockwork.alarm.modify_job("ticks", next_run_time=datetime(1970, 1, 1, tzinfo=UTC))
    await until(lambda: ticks.seen == 1)
    assert clockwork.alarm.get_job("ticks").next_run_time > datetime.now(UTC)
    clockwork.stop()
    assert ticks.seen == 1
