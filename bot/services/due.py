"""Which teams' slots of a job are to be made now, and which were missed for good."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from bot.domain.hours import WorkingHours
from bot.domain.organisation import Team
from bot.domain.schedule import Due, Recurrence, latest_due
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import slots

log = logging.getLogger(__name__)

_A_MOMENT = timedelta(microseconds=1)
_MISSED_AT_ONCE = 1000
_NAMED = 10


@dataclass(frozen=True, kw_only=True)
class TeamSlot:
    """One team's slot of a job; `name` sorts as time does."""

    team: Team
    due: Due

    @property
    def name(self) -> str:
        """What the slot is called in storage: its local date."""
        return self.due.day.isoformat()


def latest_slots(teams: Iterable[Team], when: Recurrence, *, now: datetime) -> list[TeamSlot]:
    """Each team's latest slot, on the team's own clock. Pure."""
    known: dict[WorkingHours, Due | None] = {}
    found: list[TeamSlot] = []
    for team in teams:
        if team.hours not in known:
            known[team.hours] = latest_due(when, now=now, hours=team.hours)
        due = known[team.hours]
        if due is not None:
            found.append(TeamSlot(team=team, due=due))
    return found


async def to_make(
    office: Office, job: str, latest: Sequence[TeamSlot], when: Recurrence, *, catch_up: timedelta, now: datetime
) -> list[TeamSlot]:
    """Those of the teams' latest slots that nobody has taken and that are not late by more than `catch_up`. Whoever
    makes one still claims it first, in the same transaction.

    What a team missed since the last slot that it took is not made up for: it is taken, and logged by whoever was
    first. A team that never took any has missed nothing: it is new.
    """
    if not latest:
        return []
    async with office.db.read() as tx:
        last = await slots.last_taken(tx, job, {slot.team.key: slot.name for slot in latest})
    untaken = [slot for slot in latest if last.get(slot.team.key) != slot.name]
    in_time = [slot for slot in untaken if now - slot.due.at <= catch_up]
    too_late = [slot for slot in untaken if now - slot.due.at > catch_up and slot.team.key in last]
    missed = [(slot.team.key, slot.name) for slot in too_late]
    for slot in untaken:
        if slot.team.key in last:
            missed += [(slot.team.key, name) for name in _between(last[slot.team.key], slot, when)]
    await _pass_over(office, job, sorted(missed), now=now)
    return in_time


def _between(last: str, slot: TeamSlot, when: Recurrence) -> Iterator[str]:
    """The slots before this one and after the last that was taken, latest first."""
    due: Due | None = slot.due
    while due is not None:
        due = latest_due(when, now=due.at - _A_MOMENT, hours=slot.team.hours)
        if due is None or due.day.isoformat() <= last:
            return
        yield due.day.isoformat()


async def _pass_over(office: Office, job: str, missed: Sequence[tuple[str, str]], *, now: datetime) -> None:
    ours: list[tuple[str, str]] = []
    rest = iter(missed)
    while some := list(islice(rest, _MISSED_AT_ONCE)):

        async def attempt(some: Sequence[tuple[str, str]] = some) -> list[tuple[str, str]]:
            async with office.db.begin() as tx:
                return await slots.claim_many(tx, job, some, now=now)

        ours += await until_kept(attempt)
    if ours:
        teams = sorted({team for team, _ in ours})
        days = sorted(day for _, day in ours)
        log.warning(
            "%s: too late for %d slots from %s to %s, which are skipped; teams: %s%s",
            job,
            len(ours),
            days[0],
            days[-1],
            ", ".join(teams[:_NAMED]),
            f" and {len(teams) - _NAMED} more" if len(teams) > _NAMED else "",
        )
