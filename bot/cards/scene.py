"""What surrounds a card when it is drawn: who works here, in whose words and zone, and what time it is."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.organisation import Organisation, Team
from bot.domain.people import Member
from bot.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The surroundings of one card for one reader. `now` is aware UTC."""

    organisation: Organisation
    wording: Wording
    now: datetime

    def member(self, member_id: int | None) -> Member | None:
        """Whoever has this id, also when they have left; None when nobody ever had it."""
        return None if member_id is None else self.organisation.members.get(member_id)

    def name(self, member_id: int | None) -> str:
        """How colleagues call this person: the first name, or the full one when two share the first."""
        member = self.member(member_id)
        if member is None:
            return self.wording.say("A colleague")
        first = member.first_name
        shared = any(
            other.id != member.id and (other.name == first or other.name.startswith(f"{first} "))
            for other in self.organisation.members.values()
            if other.active
        )
        return member.name if shared else first

    def team(self, key: str) -> Team | None:
        """The team with this key, or None when the operator took it out of the configuration."""
        return self.organisation.teams.get(key)

    def team_name(self, key: str) -> str:
        """The team as people call it; its key when it no longer exists."""
        team = self.team(key)
        return key if team is None else team.name

    def at(self, moment: datetime) -> str:
        """The moment on the reader's clock: "14:02", "Tue 14:02", "3 Dec 14:02"."""
        return self.wording.moment(moment, now=self.now)
