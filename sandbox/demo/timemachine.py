"""Moves the demo's clock forward and lets the bot do, stop by stop, what it would have done meanwhile.

The bot is the same as ever: it takes its clock from outside, and its jobs ask what is due rather than wait for a
moment. But its alarm clock rings by the machine's time, every five seconds to every minute, so after a leap it would
find out too slowly for who looks on. Here every job runs once at each stop, as when an alarm rings; jobs may run
twice at once anyway, so the real alarm may ring beside it.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.app import App
from bot.domain.organisation import Team
from sandbox.demo.clock import DemoClock
from sandbox.demo.colleagues import Colleagues
from sandbox.demo.delivering import waiting
from sandbox.demo.stops import FURTHEST, Target, a_little_later, stops, targets
from scheduler.clockwork import tick
from scheduler.jobs import JOBS

_GLANCE, _LONGEST = 0.03, 5.0
"""Seconds between looks at whether all is sent, and how long to look at the most."""
_A_SECOND = timedelta(seconds=1)
_SELDOM = timedelta(minutes=5)
"""Jobs that run less often than this tidy up; once at the end of a journey is enough for them."""


class TooFar(Exception):
    """A journey into the past, or further than anybody needs. Its words are for the developer's console."""


class TimeMachine:
    """`passes` is told at every stop."""

    def __init__(
        self,
        bot: App,
        clock: DemoClock,
        colleagues: Colleagues,
        *,
        passes: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._clock = clock
        self._colleagues = colleagues
        self._passes = passes
        self._began = clock()
        self._under_way = asyncio.Lock()

    @property
    def targets(self) -> list[Target]:
        """The next moments at which something happens in the first team."""
        return targets(self._bot.office.organisation.plan, self._team, self._clock())

    async def go(self, target: datetime) -> None:
        """Go to this moment (aware), through every stop on the way; returns when all is quiet there. One journey at a
        time. Raises TooFar."""
        async with self._under_way:
            now = self._clock()
            if not now < target <= now + FURTHEST:
                raise TooFar(f"from {now:%d-%m %H:%M} the time machine goes forward, by {FURTHEST.days} days at most")
            await self._quiet()
            for stop in stops(now, target, self._team.hours):
                await self._stop_at(a_little_later(stop, self._began), is_last=stop == target)

    @property
    def _team(self) -> Team:
        organisation = self._bot.office.organisation
        return organisation.teams[organisation.default_team]

    async def _stop_at(self, moment: datetime, *, is_last: bool) -> None:
        self._clock.move_to(moment)
        self._passes()
        await self._colleagues.look()
        for job in JOBS:
            if is_last or job.every <= _SELDOM:
                await tick(job, self._bot.office, self._clock)
        self._bot.office.nudge()
        await self._quiet()

    async def _quiet(self) -> None:
        """Wait until the bot has sent what it wants to send. To keep the pace that a chat allows it waits by its own
        clock, which is helped along."""
        until = time.monotonic() + _LONGEST
        while time.monotonic() < until:
            now = await waiting(self._bot.office.db, self._clock())
            if not now.many:
                return
            await asyncio.sleep(_GLANCE)
            if not now.under_way and not (await waiting(self._bot.office.db, self._clock())).under_way:
                self._clock.move_to(self._clock() + _A_SECOND)
                self._bot.office.nudge()
                await asyncio.sleep(_GLANCE)
