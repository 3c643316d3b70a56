"""Rounds of pulses that open: whose turn it is to be asked, and when each of them gets the question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain.deadlines import next_working_moment
from bot.domain.hours import WorkingHours
from bot.domain.organisation import Organisation, Team
from bot.domain.people import Member
from bot.domain.plan import Pulse, Question
from bot.domain.posting import NewPosting, Shows, Urgency
from bot.domain.pulse import (
    ONE_A_WEEK,
    Round,
    closing,
    groups,
    head_of,
    later_on_the_clock,
    on_clock_of,
    own_moment,
)
from bot.domain.sampling import SMALLEST, Candidate, size, turn
from bot.domain.schedule import Due, latest_due, next_due
from bot.services.due import TeamSlot, to_make
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import postings, pulses, slots
from storage.engine import Transaction
from storage.pulses import LastAsked

_TEAM_CATCHES_UP = timedelta(hours=2)
_FIRST_CATCHES_UP = timedelta(hours=6)
_BEFORE_THE_DIGEST = timedelta(minutes=15)
_NOT_KEPT_YET = 0


async def open_due(office: Office, now: datetime) -> int:
    """Open every round whose time has come, in each team, and ask its people; returns how many rounds.

    A round that was missed is opened late, as long as half of its time is still to come; not so a pulse's very first
    one in a team, which must not take people by surprise on the day that the bot is installed.
    """
    org = office.organisation
    people = groups(org)
    opened = 0
    for pulse in org.plan.pulses:
        latest = _latest(org, pulse, people, now)
        catch_up = _TEAM_CATCHES_UP if pulse.question is Question.EXPECTATION else pulse.open_for / 2
        for slot in await to_make(office, _job(pulse), latest, pulse.when, catch_up=catch_up, now=now):
            opened += await until_kept(partial(_open, office, pulse, slot, people, now))
            office.nudge()
    return opened


def _job(pulse: Pulse) -> str:
    return f"pulse:{pulse.key}"


def _latest(org: Organisation, pulse: Pulse, people: Mapping[str, Sequence[Member]], now: datetime) -> list[TeamSlot]:
    """Each team's latest slot that has come for the first of its people: some live further east than their team."""
    known: dict[tuple[WorkingHours, timedelta], Due | None] = {}
    found: list[TeamSlot] = []
    for team in sorted(org.teams.values(), key=lambda team: team.key):
        ahead = timedelta()
        if pulse.question is not Question.EXPECTATION:
            ahead = head_of({one.timezone for one in people[team.key]}, now, team.hours)
        if not (team.destinations if pulse.question is Question.EXPECTATION else people[team.key]):
            continue
        if (team.hours, ahead) not in known:
            known[team.hours, ahead] = latest_due(pulse.when, now=now + ahead, hours=team.hours)
        due = known[team.hours, ahead]
        if due is not None:
            found.append(TeamSlot(team=team, due=due))
    return found


@dataclass(kw_only=True)
class _Asking:
    """Whom a round asks and when, and from when on its time runs."""

    begins: datetime
    moments: dict[int, datetime] = field(default_factory=dict)


async def _open(
    office: Office, pulse: Pulse, slot: TeamSlot, people: Mapping[str, Sequence[Member]], now: datetime
) -> int:
    team = slot.team
    async with office.db.begin() as tx:
        await pulses.take_turn(tx)
        if not await slots.claim(tx, _job(pulse), team.key, slot.name, now=now):
            return 0
        if pulse.question is Question.EXPECTATION:
            return await _ask_team(tx, office.organisation, pulse, slot, now)
        if now - slot.due.at > _FIRST_CATCHES_UP and not await pulses.count(tx, pulse.key, team.key):
            return 0
        everybody = sum(len(group) for group in people.values())
        asking = await _asking(tx, office, pulse, slot, people[team.key], everybody, now)
        new = _round(pulse, slot, asking.begins)
        if new.closes_at <= now:
            return 0
        moments = {member: at for member, at in asking.moments.items() if at < new.closes_at}
        number = await pulses.add(tx, replace(new, asked=len(moments)))
        await pulses.ask(tx, number, new, moments)
        await postings.add_many(tx, _questions(number, team, people[team.key], moments), now=now)
    return 1


def _round(pulse: Pulse, slot: TeamSlot, begins: datetime) -> Round:
    hours = slot.team.hours
    closes_at = closing(begins, pulse.open_for, hours)
    remind_at = None
    if pulse.remind_after is not None:
        wanted = later_on_the_clock(begins, pulse.remind_after, hours)
        local = hours.local(wanted)
        moment = own_moment(local.date(), local.time(), hours, earliest=wanted)
        remind_at = moment if moment < closes_at else None
    return Round(
        id=_NOT_KEPT_YET,
        pulse=pulse.key,
        question=pulse.question,
        team=slot.team.key,
        day=slot.due.day,
        opens_at=slot.due.at,
        closes_at=closes_at,
        remind_at=remind_at,
        minimum=pulse.minimum,
        asked=0,
    )


async def _asking(
    tx: Transaction,
    office: Office,
    pulse: Pulse,
    slot: TeamSlot,
    group: Sequence[Member],
    everybody: int,
    now: datetime,
) -> _Asking:
    """A part of the group, or all of it. Whom another pulse wrote to within a week gets this question a week later;
    whom this pulse wrote to within a week has their turn in a later round."""
    last = await pulses.last_asked(tx, [member.id for member in group])
    if pulse.sample < 1 and everybody >= SMALLEST:
        group = await _part(tx, office, pulse, slot, group, last)
    asking = _Asking(begins=slot.due.at)
    clocks: dict[str, WorkingHours] = {}
    for member in group:
        clock = clocks.setdefault(member.timezone, on_clock_of(member.timezone, slot.team.hours))
        earliest = max(now, member.away_until or now)
        moment = own_moment(slot.due.day, pulse.when.at, clock, earliest=earliest)
        recent = [one for one in last.get(member.id, ()) if one.at > moment - ONE_A_WEEK]
        if recent:
            free = max(one.at for one in recent) + ONE_A_WEEK
            if any(one.pulse == pulse.key for one in recent) or free > moment + ONE_A_WEEK:
                continue
            asking.begins = max(asking.begins, free)
            moment = own_moment(slot.due.day, pulse.when.at, clock, earliest=max(earliest, free))
        asking.moments[member.id] = moment
    return asking


async def _part(
    tx: Transaction,
    office: Office,
    pulse: Pulse,
    slot: TeamSlot,
    group: Sequence[Member],
    last: Mapping[int, Sequence[LastAsked]],
) -> list[Member]:
    """Whose turn it is in this round, of those whom nobody wrote to within a week."""
    number = await pulses.count(tx, pulse.key, slot.team.key)
    free = [
        Candidate(
            member=member.id,
            last=max((one.day for one in last.get(member.id, ()) if one.pulse == pulse.key), default=None),
        )
        for member in group
        if all(one.at <= slot.due.at - ONE_A_WEEK for one in last.get(member.id, ()))
    ]
    chosen = set(
        turn(free, size(len(group), pulse.sample, number), lambda one: office.secrecy.order(pulse.key, str(one)))
    )
    return [member for member in group if member.id in chosen]


def _questions(number: int, team: Team, group: Iterable[Member], moments: Mapping[int, datetime]) -> list[NewPosting]:
    return [
        NewPosting(
            shows=Shows.PULSE,
            subject=number,
            place=place,
            team=team.key,
            member=member.id,
            not_before=moments[member.id],
            urgency=Urgency.QUIET,
        )
        for member in group
        if member.id in moments and (place := member.private_chat()) is not None
    ]


async def _ask_team(tx: Transaction, org: Organisation, pulse: Pulse, slot: TeamSlot, now: datetime) -> int:
    """Ask in the team's chats what it expects: until shortly before the next digest, which shows it."""
    team = slot.team
    members = sum(member.active and team.has(member.email) for member in org.members.values())
    new = _round(pulse, slot, slot.due.at)
    closes_at = new.closes_at
    if org.plan.digest is not None:
        digest = next_due(org.plan.digest.when, after=slot.due.at, hours=team.hours)
        if digest is not None:
            closes_at = min(closes_at, digest.at - _BEFORE_THE_DIGEST)
    if closes_at <= now or not members:
        return 0
    number = await pulses.add(tx, replace(new, closes_at=closes_at, asked=members))
    moment = next_working_moment(now, team.hours)
    wanted = [
        NewPosting(shows=Shows.EXPECTATION, subject=number, place=there.place, team=team.key, not_before=moment)
        for there in team.destinations
    ]
    await postings.add_many(tx, wanted, now=now)
    return 1
