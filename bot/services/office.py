"""What every use case works with: where things are kept, how the organisation is set up now, and whom to wake."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.destination import Platform
from bot.domain.organisation import Organisation, Team, moved
from bot.domain.people import Member
from bot.domain.secrecy import Secrecy
from storage import chats, people
from storage.engine import Database


@dataclass(kw_only=True)
class Office:
    """The one thing in it that ever changes is `organisation`: one frozen value, replaced whole. Whoever decides on
    it more than once takes it out first.

    `nudge` wakes the courier; call it after a commit that wanted something shown. `secrecy` seals what employees
    answer: where nothing is given, with a key that nobody has once this process has ended.
    """

    db: Database
    organisation: Organisation
    nudge: Callable[[], None]
    secrecy: Secrecy = field(default_factory=lambda: Secrecy(key=secrets.token_bytes(32), fresh=secrets.token_bytes))
    exporting: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False, compare=False)
    """Files are made one at a time, so that memory stays bounded however many ask."""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False, compare=False)

    def team(self, key: str) -> Team:
        """The team, or the default one when the team has left the configuration since."""
        teams = self.organisation.teams
        return teams.get(key) or teams[self.organisation.default_team]

    async def meet_members(self) -> None:
        """Read anew what other replicas may have noted: who linked, came, left or is away, and which chats moved."""
        async with self._turn:
            self.organisation = await self._as_known(self.organisation)

    async def reorganise(self, configured: Organisation) -> None:
        """From now on things are as configured. At no moment are the members unknown meanwhile."""
        async with self._turn:
            self.organisation = await self._as_known(configured)

    async def _as_known(self, configured: Organisation) -> Organisation:
        """With members and chats as the database knows them. In turn: what was read first may not count last."""
        async with self.db.read() as tx:
            members = await people.everyone(tx)
            moves = await chats.moves(tx)
        return moved(replace(configured, members=members), moves)


@dataclass(frozen=True, kw_only=True)
class By:
    """Who does something, from where and when. `delivery` names the press, so that it acts once however often it
    is delivered; None for what cannot come twice."""

    member: Member
    platform: Platform
    delivery: str | None
    at: datetime
