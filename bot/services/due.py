"""Which teams' slots of a job are due and not yet taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.organisation import Team
from bot.domain.schedule import Due, Recurrence, latest_due
from bot.services.office import Office
from storage import slots


@dataclass(frozen=True, kw_only=True)
class TeamSlot:
    """One team's slot of a job; `name` sorts as time does."""

    team: Team
    due: Due

    @property
    def name(self) -> str:
        """What the slot is called in storage: its local date."""
        return self.due.day.isoformat()


def due_slots(teams: Iterable[Team], when: Recurrence, *, catch_up: timedelta, now: datetime) -> list[TeamSlot]:
    """Each team's latest slot, on the team's own clock, unless it was missed by more than `catch_up`. Pure."""
    found: list[TeamSlot] = []
    for team in teams:
        due = latest_due(when, now=now, hours=team.hours)
        if due is not None and now - due.at <= catch_up:
            found.append(TeamSlot(team=team, due=due))
    return found


async def untaken(office: Office, job: str, due: Iterable[TeamSlot]) -> list[TeamSlot]:
    """Those that nobody has taken so far. Whoever makes one still claims it first, in the same transaction."""
    wanted = list(due)
    if not wanted:
        return []
    async with office.db.read() as tx:
        taken = await slots.taken(tx, job)
    return [slot for slot in wanted if taken.get(slot.team.key, "") < slot.name]
