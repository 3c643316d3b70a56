"""The weekly look at what keeps coming back: causes that the team's own reports name more than once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.digest import HUDDLE_DAYS, Digest, DigestKind, HuddleContent, Repeated, most_telling, repeating
from bot.services.due import TeamSlot, latest_slots, to_make
from bot.services.freezing import claimed, in_handfuls, show
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import reports
from storage.engine import Transaction

_JOB = "huddle"
_A_WEEK = timedelta(days=7)


async def make_due(office: Office, now: datetime) -> int:
    """Make every team's huddle that is due and not yet made; returns how many. Where nothing repeats there is none."""
    plan = office.organisation.plan.huddle
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
                frozen = await _freeze(tx, ours, now) if ours else []
                await show(tx, DigestKind.HUDDLE, frozen, ours, now=now)
            return len(frozen)

        made += await until_kept(attempt)
        office.nudge()
    return made


async def _freeze(tx: Transaction, slots: Sequence[TeamSlot], now: datetime) -> list[Digest]:
    teams = [slot.team.key for slot in slots]
    since = now - timedelta(days=HUDDLE_DAYS)
    causes = await reports.causes(tx, teams, since=since, until=now, lately=now - _A_WEEK)
    quotes = await reports.quotable_by_cause(tx, teams, since=since, until=now)
    frozen: list[Digest] = []
    for slot in slots:
        team = slot.team.key
        repeated = tuple(
            Repeated(cause=cause, n=n, lately=lately, quote=most_telling(quotes.get((team, cause), ())))
            for cause, n, lately in repeating(causes[team])
        )
        if repeated:
            content = HuddleContent(days=HUDDLE_DAYS, causes=repeated)
            frozen.append(Digest(id=0, team=team, day=slot.due.day, made_at=now, content=content))
    return frozen
