"""The heartbeat: somebody outside hears that the clock runs, for as long as it does. Silence is the alarm."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import aiohttp

from scheduler.jobs import Job

log = logging.getLogger(__name__)

_TIMEOUT = aiohttp.ClientTimeout(total=10)
_SLACK = timedelta(minutes=1)


class Watch:
    """How the last tick of every job went. `steady` counts seconds that no change of the machine's clock touches."""

    def __init__(self, jobs: Iterable[Job], *, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._failed: set[str] = set()
        self._silent_until: dict[str, float] = {}
        for job in jobs:
            self.ended(job, well=True)

    def ended(self, job: Job, *, well: bool) -> None:
        """A tick of the job is over."""
        if well:
            self._failed.discard(job.name)
            self._silent_until[job.name] = self._steady() + (2 * job.every + _SLACK).total_seconds()
        else:
            self._failed.add(job.name)

    @property
    def all_is_well(self) -> bool:
        """Every job succeeded at its last tick, and none is overdue by more than a tick and a minute: one that hangs
        does not fail."""
        return not self._failed and self._steady() < min(self._silent_until.values(), default=float("inf"))


@dataclass(kw_only=True)
class Heartbeat:
    """Requests an address that may hold a secret: only its host is ever logged. `url` is asked anew for each beat."""

    url: Callable[[], str | None]
    every: timedelta = timedelta(minutes=1)
    _heard: bool = field(default=True, init=False)

    async def beat(self) -> None:
        """Request the address, where there is one. A failure is logged when it begins, and again when it is over."""
        url = self.url()
        if url is None:
            return
        fault = await _fault(url)
        if fault is not None and self._heard:
            log.warning("the heartbeat is not heard at %s: %s; it goes on", urlsplit(url).hostname, fault)
        elif fault is None and not self._heard:
            log.info("the heartbeat is heard at %s again", urlsplit(url).hostname)
        self._heard = fault is None


async def _fault(url: str) -> str | None:
    """What was wrong, without the address: the errors' own texts may hold it."""
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True) as session,
            session.get(url) as answer,
        ):
            return None if answer.ok else f"it answers {answer.status}"
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        return type(error).__name__
