"""APScheduler as an alarm clock: it only ticks, in every replica; what a tick means is decided by services."""

import logging
from collections.abc import Iterable
from functools import partial

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock
from bot.services.office import Office
from scheduler.jobs import JOBS, Job

log = logging.getLogger(__name__)


def clockwork(office: Office, clock: Clock, jobs: Iterable[Job] = JOBS) -> AsyncIOScheduler:
    """A scheduler with a tick for each job; start() and shutdown() it in the running loop."""
    scheduler = AsyncIOScheduler(
        executors={"default": AsyncIOExecutor()},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        timezone="UTC",
    )
    for job in jobs:
        scheduler.add_job(
            partial(tick, job, office, clock),
            IntervalTrigger(seconds=job.every.total_seconds(), timezone="UTC"),
            id=job.name,
            name=job.name,
        )
    return scheduler


async def tick(job: Job, office: Office, clock: Clock) -> None:
    """Run a job once. A failure is logged and the next tick comes all the same."""
    try:
        await job.work(office, clock())
    except Exception:
        log.exception("the job %r failed; it runs again at its next tick", job.name)
