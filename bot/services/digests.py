"""Each team's day in numbers: frozen once, at the team's own hour, and wanted where the team reads."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.digest import (
    MOST_WORTH,
    WINDOWS,
    DayContent,
    Digest,
    DigestKind,
    Expected,
    Rolling,
    end_of_working_day,
    month_before,
    most_telling,
    quiet_days,
    rolling,
)
from bot.domain.feedback import Tone
from bot.domain.organisation import Organisation
from bot.domain.plan import Summary
from bot.domain.schedule import latest_due
from bot.services.due import TeamSlot, latest_slots, to_make
from bot.services.freezing import claimed, in_handfuls, show
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import digests, reports
from storage.digests import Last
from storage.engine import Transaction

_JOB = "digest"

_BEING_WRITTEN = timedelta(seconds=30)
"""What came in just now may not be committed yet: it counts in the next digest, so that everything does once."""

_A_MOMENT = timedelta(microseconds=1)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Span:
    """What the day of a team's digest is: from when on it counts, and until when a deadline is near."""

    since: datetime
    near: datetime


async def make_due(office: Office, now: datetime) -> int:
    """Make every team's digest that is due and not yet made, by us or by another replica; returns how many.

    A team without a place to read has none.
    """
    plan = office.organisation.plan.digest
    if plan is None:
        return 0
    reading = (team for team in office.organisation.teams.values() if team.destinations)
    latest = latest_slots(reading, plan.when, now=now)
    due = await to_make(office, _JOB, latest, plan.when, catch_up=plan.catch_up, now=now)
    made = 0
    for some in in_handfuls(due):

        async def attempt(some: Sequence[TeamSlot] = some) -> int:
            async with office.db.begin() as tx:
                ours = await claimed(tx, _JOB, some, now=now)
                frozen = await _freeze(tx, office.organisation, plan, ours, now) if ours else []
                await show(tx, DigestKind.DAY, frozen, ours, now=now)
            return len(frozen)

        made += await until_kept(attempt)
        office.nudge()
    return made


async def _freeze(
    tx: Transaction, org: Organisation, plan: Summary, slots: Sequence[TeamSlot], now: datetime
) -> list[Digest]:
    """One digest for each slot, in order, computed for all of them together."""
    teams = [slot.team.key for slot in slots]
    last = await _last(tx, slots)
    numbers = await _numbers(tx, teams, minimum=org.minimum, now=now)
    worth = await reports.most_at_stake(tx, teams, now=now, most=MOST_WORTH)
    alike: dict[_Span, list[TeamSlot]] = defaultdict(list)
    for slot in slots:
        alike[_span(slot, plan, last.get(slot.team.key), now)].append(slot)
    contents: dict[str, DayContent] = {}
    for span, some in alike.items():
        contents |= await _days(tx, org, [slot.team.key for slot in some], span, numbers, worth, last, now)
    return [
        Digest(id=0, team=slot.team.key, day=slot.due.day, made_at=now, content=contents[slot.team.key])
        for slot in slots
    ]


async def _last(tx: Transaction, slots: Sequence[TeamSlot]) -> dict[str, Last]:
    by_day: dict[date, list[str]] = defaultdict(list)
    for slot in slots:
        by_day[slot.due.day].append(slot.team.key)
    found: dict[str, Last] = {}
    for day, teams in by_day.items():
        found |= await digests.last_days(tx, teams, before=day)
    return found


def _span(slot: TeamSlot, plan: Summary, last: Last | None, now: datetime) -> _Span:
    """From where the last digest stopped counting; the very first one counts from the slot before it."""
    near = end_of_working_day(now, slot.team.hours)
    if last is not None:
        return _Span(last.made_at, near)
    before = latest_due(plan.when, now=slot.due.at - _A_MOMENT, hours=slot.team.hours)
    return _Span(before.at if before is not None else slot.due.at - _A_DAY, near)


async def _numbers(tx: Transaction, teams: Sequence[str], *, minimum: int, now: datetime) -> dict[str, Rolling]:
    """Each team's rolling answers over the shortest window that holds enough; the longest where none does."""
    found: dict[str, Rolling] = {}
    left = list(teams)
    for days in WINDOWS:
        if not left:
            break
        start = now - timedelta(days=days)
        here = await reports.nps_counts(tx, left, since=start, until=now)
        before = await reports.nps_counts(tx, left, since=start - timedelta(days=days), until=start)
        found |= {team: rolling(days, here[team], before[team], minimum=minimum) for team in left}
        left = [team for team in left if not found[team].enough]
    return found


async def _days(
    tx: Transaction,
    org: Organisation,
    teams: Sequence[str],
    span: _Span,
    numbers: dict[str, Rolling],
    worth: dict[str, tuple[int, ...]],
    last: dict[str, Last],
    now: datetime,
) -> dict[str, DayContent]:
    """What the digests of teams with the same span tell, by team."""
    since = span.since - _BEING_WRITTEN
    window = {
        "since": since,
        "until": now - _BEING_WRITTEN,
        "not_before": span.since - org.cards.quiet_after,
    }
    heard = await reports.tallies(tx, teams, **window)
    hurts = await reports.quotable(tx, teams, Tone.NEGATIVE, **window)
    proud = await reports.quotable(tx, teams, Tone.POSITIVE, **window)
    stand = await reports.standing(
        tx,
        teams,
        now=now,
        near=span.near,
        since=since,
        until=window["until"],
        told_since=month_before(now),
    )
    contents: dict[str, DayContent] = {}
    for team in teams:
        before = last[team].quiet_days if team in last else 0
        expected: Expected | None = None
        contents[team] = DayContent(
            since=span.since,
            heard=heard[team],
            rolling=numbers[team],
            cases=stand[team],
            worth=worth[team],
            hurts=most_telling(hurts[team]),
            proud=most_telling(proud[team]),
            expected=expected,
            quiet_days=quiet_days(heard[team], stand[team], is_news=expected is not None, before=before),
        )
    return contents
