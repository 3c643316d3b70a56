"""What time does, as a table: a name, how often, and the service that is called. Each may run in every replica."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services import cases, digests, escalation, huddles, pulses
from bot.services.housekeeping import forget_old
from bot.services.office import Office


@dataclass(frozen=True, kw_only=True)
class Job:
    """Something to do every so often. Doing it twice, or in two replicas at once, changes nothing."""

    name: str
    every: timedelta
    work: Callable[[Office, datetime], Awaitable[object]]


async def _wake_snoozed(office: Office, now: datetime) -> None:
    await cases.wake(office, now=now)


async def _meet_members(office: Office, now: datetime) -> None:  # noqa: ARG001 - a job is told the time
    await office.meet_members()


async def _forget_old(office: Office, now: datetime) -> None:
    await forget_old(office.db, now=now)


async def _sweep_pulses(office: Office, now: datetime) -> None:  # noqa: ARG001 - a job is told the time
    await pulses.sweep_open(office)


JOBS = (
    Job(name="wake snoozed cases", every=timedelta(seconds=10), work=_wake_snoozed),
    Job(name="steps to deadlines", every=timedelta(seconds=5), work=escalation.step_due),
    Job(name="teams' digests", every=timedelta(seconds=10), work=digests.make_due),
    Job(name="teams' huddles", every=timedelta(seconds=10), work=huddles.make_due),
    Job(name="open pulses", every=timedelta(seconds=20), work=pulses.open_due),
    Job(name="remind of pulses", every=timedelta(seconds=60), work=pulses.remind_due),
    Job(name="close pulses", every=timedelta(seconds=20), work=pulses.close_due),
    Job(name="sweep after pulses", every=timedelta(minutes=10), work=_sweep_pulses),
    Job(name="meet members", every=timedelta(seconds=30), work=_meet_members),
    Job(name="forget old deliveries", every=timedelta(hours=1), work=_forget_old),
)
