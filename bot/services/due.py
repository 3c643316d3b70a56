"""Which teams' slots of a job are to be made now, and which were missed for good."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.hours import WorkingHours
from bot.domain.organisation import Team
from bot.domain.schedule import Due, Recurrence, latest_due
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import slots

log = logging.getLogger(__name__)

_A_MOMENT = timedelta(microseconds=1)
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

    What a team missed since the last slot that it took is not made up for, and logged by whoever is first to see it.
    A team that never took any has missed nothing: it is new.
    """
    if not latest:
        return []
    names = {slot.team.key: slot.name for slot in latest}
    async with office.db.read() as tx:
        taken = await slots.last_taken(tx, job, names)
        told = await slots.last_taken(tx, _missed(job), names)
    untaken = [slot for slot in latest if taken.get(slot.team.key) != slot.name]
    in_time = [slot for slot in untaken if now - slot.due.at <= catch_up]
    late = [slot for slot in untaken if told.get(slot.team.key) != slot.name]
    await _tell(office, job, _too_late(late, taken, when, before=now - catch_up), now=now)
    return in_time


def _missed(job: str) -> str:
    """What was missed is told under a name of its own and not taken: a clock that is ahead for a while takes nothing
    away from the days to come."""
    return f"missed {job}"


@dataclass(frozen=True, kw_only=True)
class _Missed:
    """Slots of a team, by name: how many, and the first and the last of them."""

    team: str
    many: int
    first: str
    last: str


def _too_late(
    untaken: Sequence[TeamSlot], taken: Mapping[str, str], when: Recurrence, *, before: datetime
) -> list[_Missed]:
    """What each team missed after the slot that it took last."""
    known: dict[tuple[WorkingHours, Due, str], list[str]] = {}
    found: list[_Missed] = []
    for slot in untaken:
        if slot.team.key not in taken:
            continue
        alike = slot.team.hours, slot.due, taken[slot.team.key]
        if alike not in known:
            known[alike] = list(_since(taken[slot.team.key], slot.due, slot.team.hours, when, before))
        names = known[alike]
        if names:
            found.append(_Missed(team=slot.team.key, many=len(names), first=names[-1], last=names[0]))
    return found


def _since(last: str, due: Due | None, hours: WorkingHours, when: Recurrence, before: datetime) -> Iterator[str]:
    """The slots after this one, which was taken, until `due`, that came before a moment; latest first."""
    while due is not None and due.day.isoformat() > last:
        if due.at < before:
            yield due.day.isoformat()
        due = latest_due(when, now=due.at - _A_MOMENT, hours=hours)


async def _tell(office: Office, job: str, missed: Sequence[_Missed], *, now: datetime) -> None:
    if not missed:
        return
    wanted = sorted((one.team, one.last) for one in missed)

    async def attempt() -> list[tuple[str, str]]:
        async with office.db.begin() as tx:
            return await slots.claim_many(tx, _missed(job), wanted, now=now)

    ours = set(await until_kept(attempt))
    to_tell = sorted((one for one in missed if (one.team, one.last) in ours), key=lambda one: one.team)
    if not to_tell:
        return
    log.warning(
        "%s: too late for what was due from %s to %s, so %d are skipped; teams: %s%s",
        job,
        min(one.first for one in to_tell),
        max(one.last for one in to_tell),
        sum(one.many for one in to_tell),
        ", ".join(one.team for one in to_tell[:_NAMED]),
        f" and {len(to_tell) - _NAMED} more" if len(to_tell) > _NAMED else "",
    )
