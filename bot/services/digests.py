"""Each team's day in numbers: frozen once, at the team's own hour, and wanted where the team reads."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.digest import (
    MOST_WORTH,
    WINDOWS,
    DayContent,
    Digest,
    DigestKind,
    Rolling,
    Standing,
    Tally,
    end_of_working_day,
    most_telling,
    quiet_days,
    rolling,
)
from bot.domain.feedback import Tone
from bot.domain.organisation import Organisation
from bot.domain.period import last_days
from bot.domain.plan import Summary
from bot.domain.schedule import latest_due
from bot.services.due import TeamSlot, latest_slots, to_make
from bot.services.expecting import newly_expected
from bot.services.freezing import claimed, in_handfuls, show
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import digests, reports, scores
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


@dataclass(frozen=True, kw_only=True)
class _Came:
    """What is new since the last digest."""

    since: datetime
    heard: tuple[Tally, ...]
    cases: Standing
    hurts: int | None
    proud: int | None


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
    numbers: dict[str, Rolling] = {}
    told: dict[str, tuple[int, int]] = {}
    for today, some in _by_day(slots).items():
        numbers |= await _numbers(tx, some, minimum=org.minimum, today=today)
        told |= await scores.told_of_teams(tx, some, last_days(WINDOWS[0], today))
    worth = await reports.most_at_stake(tx, teams, now=now, most=MOST_WORTH)
    expected = await newly_expected(tx, org, slots, last)
    alike: dict[_Span, list[str]] = defaultdict(list)
    for slot in slots:
        alike[_span(slot, plan, last.get(slot.team.key), now)].append(slot.team.key)
    came: dict[str, _Came] = {}
    for span, some in alike.items():
        came |= await _came_in(tx, org, some, span, now)
    contents: dict[str, DayContent] = {}
    for team in teams:
        news, before = came[team], _content(last.get(team))
        guess = expected.get(team)
        contents[team] = DayContent(
            since=news.since,
            heard=news.heard,
            rolling=numbers[team],
            cases=replace(news.cases, told=told[team][0], told_of=told[team][1]),
            worth=worth[team],
            hurts=news.hurts,
            proud=news.proud,
            expected=guess.expected if guess else None,
            expected_on=guess.on if guess else before.expected_on if before else None,
            quiet_days=quiet_days(
                news.heard, news.cases, is_news=guess is not None, before=before.quiet_days if before else 0
            ),
        )
    return [
        Digest(id=0, team=slot.team.key, day=slot.due.day, made_at=now, content=contents[slot.team.key])
        for slot in slots
    ]


def _by_day(slots: Sequence[TeamSlot]) -> dict[date, list[str]]:
    """Teams by the local day that it is for them."""
    by_day: dict[date, list[str]] = defaultdict(list)
    for slot in slots:
        by_day[slot.due.day].append(slot.team.key)
    return by_day


async def _last(tx: Transaction, slots: Sequence[TeamSlot]) -> dict[str, Digest]:
    found: dict[str, Digest] = {}
    for day, teams in _by_day(slots).items():
        found |= await digests.last_days(tx, teams, before=day)
    return found


def _content(last: Digest | None) -> DayContent | None:
    return last.content if last is not None and isinstance(last.content, DayContent) else None


def _span(slot: TeamSlot, plan: Summary, last: Digest | None, now: datetime) -> _Span:
    """From where the last digest stopped counting; the very first one counts from the slot before it."""
    near = end_of_working_day(now, slot.team.hours)
    if last is not None:
        return _Span(last.made_at, near)
    before = latest_due(plan.when, now=slot.due.at - _A_MOMENT, hours=slot.team.hours)
    return _Span(before.at if before is not None else slot.due.at - _A_DAY, near)


async def _numbers(tx: Transaction, teams: Sequence[str], *, minimum: int, today: date) -> dict[str, Rolling]:
    """Each team's rolling answers over the shortest window that holds enough; the longest where none does."""
    found: dict[str, Rolling] = {}
    left = list(teams)
    for days in WINDOWS:
        if not left:
            break
        period = last_days(days, today)
        here = await scores.nps_of_teams(tx, left, period)
        before = await scores.nps_of_teams(tx, left, period.before())
        found |= {team: rolling(days, here[team], before[team], minimum=minimum) for team in left}
        left = [team for team in left if not found[team].enough]
    return found


async def _came_in(
    tx: Transaction, org: Organisation, teams: Sequence[str], span: _Span, now: datetime
) -> dict[str, _Came]:
    """What came in at teams with the same span, and how their cases stand, by team."""
    since, until = span.since - _BEING_WRITTEN, now - _BEING_WRITTEN
    window = {"since": since, "until": until, "not_before": since - org.cards.quiet_after}
    heard = await reports.tallies(tx, teams, **window)
    hurts = await reports.quotable(tx, teams, Tone.NEGATIVE, **window)
    proud = await reports.quotable(tx, teams, Tone.POSITIVE, **window)
    cases = await reports.standing(tx, teams, now=now, near=span.near, since=since, until=until)
    return {
        team: _Came(
            since=span.since,
            heard=heard[team],
            cases=cases[team],
            hurts=most_telling(hurts[team]),
            proud=most_telling(proud[team]),
        )
        for team in teams
    }
