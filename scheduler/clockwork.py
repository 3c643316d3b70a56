"""APScheduler as an alarm clock: it only ticks, in every replica; what a tick means is decided by services."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import Clock
from bot.services.office import Office
from scheduler.heartbeat import Heartbeat, Watch
from scheduler.jobs import JOBS, Job

log = logging.getLogger(__name__)

_HEARTBEAT = "heartbeat"
_TRY_AGAIN = timedelta(minutes=1)
_LOOK_EVERY = timedelta(seconds=10)


class Clockwork:
    """The alarm clock of one replica: a tick for each job, and a heartbeat while all of them succeed.

    Use it in the running loop. `alarm` is what rings. `look_every`: how often it is set right after the machine's
    clock was put back.
    """

    def __init__(
        self,
        office: Office,
        clock: Clock,
        *,
        jobs: Sequence[Job] = JOBS,
        heartbeat: Heartbeat | None = None,
        look_every: timedelta = _LOOK_EVERY,
    ) -> None:
        self.alarm = AsyncIOScheduler(
            executors={"default": AsyncIOExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )
        self._office = office
        self._clock = clock
        self._watch = Watch(jobs)
        self._look_every = look_every
        self._every: dict[str, timedelta] = {}
        self._looking: asyncio.Task[None] | None = None
        for job in jobs:
            self._set(job.name, job.every, partial(self._tick, job))
        if heartbeat is not None:
            self._set(_HEARTBEAT, heartbeat.every, partial(self._beat, heartbeat))

    def start(self) -> None:
        """Begin to tick."""
        self.alarm.start()
        self._looking = asyncio.create_task(self._keep_in_step(), name="clockwork")

    def stop(self) -> None:
        """Stop ticking; what a job is in the middle of is given up, and nothing of it is kept."""
        if self._looking is not None:
            self._looking.cancel()
        self.alarm.shutdown(wait=False)

    def _set(self, name: str, every: timedelta, work: Callable[[], Awaitable[None]]) -> None:
        self._every[name] = every
        self.alarm.add_job(work, _Every(every), id=name, name=name)

    async def _tick(self, job: Job) -> None:
        well = await tick(job, self._office, self._clock)
        self._watch.ended(job, well=well)
        if not well and job.every > _TRY_AGAIN:
            self.alarm.modify_job(job.name, next_run_time=datetime.now(UTC) + _TRY_AGAIN)

    async def _beat(self, heartbeat: Heartbeat) -> None:
        if self._watch.all_is_well:
            await heartbeat.beat()

    async def _keep_in_step(self) -> None:
        """Alarms are set by the machine's clock: when that was put back by hours, they would be late by hours."""
        while True:
            await asyncio.sleep(self._look_every.total_seconds())
            now = datetime.now(UTC)
            for name, every in self._every.items():
                if self.alarm.get_job(name).next_run_time > now + every:
                    self.alarm.modify_job(name, next_run_time=now)


class _Every(BaseTrigger):
    """Again and again, so long after now. APScheduler's own trigger counts one by one what it missed: when a clock
    without a battery jumps from 1970 to today, that takes all memory."""

    def __init__(self, interval: timedelta) -> None:
        self._interval = interval

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:  # noqa: ARG002
        """The moment (UTC) of the next tick."""
        return now.astimezone(UTC) + self._interval


async def tick(job: Job, office: Office, clock: Clock) -> bool:
    """Run a job once; whether it succeeded. A failure is logged, and it runs again all the same."""
    try:
        await job.work(office, clock())
    except Exception:
        log.exception("the job %r failed; it runs again soon", job.name)
        return False
    return True
