"""What every use case works with: where things are kept, how the organisation is set up now, and whom to wake."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.destination import Platform
from bot.domain.organisation import Organisation, Team, moved
from bot.domain.people import Member
from storage import chats, people
from storage.engine import Database


@dataclass(kw_only=True)
class Office:
    """The one thing in it that ever changes is `organisation`, replaced whole when the operator reloads.

    `nudge` wakes the courier; call it after a commit that wanted something shown.
    """

    db: Database
    organisation: Organisation
    nudge: Callable[[], None]

    def team(self, key: str) -> Team:
        """The team, or the default one when the team has left the configuration since."""
        teams = self.organisation.teams
        return teams.get(key) or teams[self.organisation.default_team]

    async def meet_members(self) -> None:
        """Read anew what other replicas may have noted: who linked, came, left or is away, and which chats moved."""
        async with self.db.read() as tx:
            members = await people.everyone(tx)
            moves = await chats.moves(tx)
        self.organisation = moved(replace(self.organisation, members=members), moves)


@dataclass(frozen=True, kw_only=True)
class By:
    """Who does something, from where and when. `delivery` names the press, so that it acts once however often it
    is delivered; None for what cannot come twice."""

    member: Member
    platform: Platform
    delivery: str | None
    at: datetime
