"""A big organisation's database for the clock: a year of feedback, cases with deadlines, and everybody who works there.

The same every time. Each team has the same year, so that what is measured does not depend on chance.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from fractions import Fraction

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.case import CaseState
from bot.domain.destination import Destination, Platform
from bot.domain.feedback import Kind, tone_of
from bot.domain.organisation import Organisation, Team
from bot.domain.people import Account, Member, TeamDestination
from bot.domain.plan import Asks, Plan, Pulse, Question, StepKind, Summary
from bot.domain.schedule import Recurrence, Unit, WorkingDays
from bot.services.office import Office
from bot.services.recounting import recount_team
from storage.engine import Database
from storage.inserting import Row, insert_all
from storage.tables import accounts, cases, feedback, members, rollups, steps
from tests.bench.town import channel, slack_user, team
from tests.world import SUPPORT, organisation

A_TEAM = 40
CASES_A_TEAM = 100
MORNING = datetime(2026, 11, 16, 7, 45, tzinfo=UTC)
"""Monday 08:45 in Amsterdam: the first of the digests."""
STEPS_FROM = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""From here on steps to deadlines come due, within one working day for all cases."""
PULSE_AT = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
"""Tuesday 09:30 in Amsterdam: everybody is asked."""

_A_DAY = timedelta(hours=8)
_PLAN = Plan(
    digest=Summary(when=Recurrence(at=time(8, 45)), catch_up=timedelta(hours=6)),
    pulses=(
        Pulse(
            key="enps",
            question=Question.ENPS,
            asks=Asks.EMPLOYEES,
            when=Recurrence(at=time(9, 30), every=4, unit=Unit.WEEK, weekday=1, working_days=WorkingDays.NEXT),
            open_for=timedelta(days=7),
            remind_after=timedelta(days=3),
            minimum=5,
            sample=Fraction(1),
        ),
    ),
)


async def crowded(db: Database, *, teams: int, feedback_a_team: int) -> Office:
    """Fill an empty database with today's tables, and open an office on it. Nobody delivers what it wants shown."""
    everybody = {number: _member(number) for number in range(1, teams * A_TEAM + 1)}
    async with db.begin() as tx:
        await insert_all(tx, members, [_member_row(one) for one in everybody.values()])
        await insert_all(tx, accounts, [_account_row(one) for one in everybody.values()])
        await insert_all(tx, feedback, [_said(n, feedback_a_team) for n in range(feedback_a_team)])
        await tx.execute(text(_COPY.format(teams=teams)))
        rows = await tx.execute(text("SELECT id, team, received_at FROM feedback WHERE score = 2 ORDER BY id"))
        numbers = [(row.id, row.team) for row in rows]
        many = len(numbers)
        await insert_all(tx, cases, [_case(n, *numbers[n]) for n in range(many)])
        await insert_all(tx, steps, [step for n in range(many) for step in _steps(n, many)])
    async for _ in recount_team(db, team(0), mend=True):
        pass
    async with db.begin() as tx:
        await tx.execute(text(_COPY_NUMBERS.format(teams=teams)))
    await _analyse(db)
    return Office(db=db, organisation=_organisation(teams, everybody), nudge=lambda: None)


_NAMES = ", ".join(column.name for column in feedback.c if column.name not in {"id", "external_id", "team"})
_COPY = (
    "WITH RECURSIVE copies(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copies WHERE k < {teams} - 1) "
    f"INSERT INTO feedback (external_id, team, {_NAMES}) "
    f"SELECT external_id || '-' || k, 'team-' || k, {_NAMES} FROM feedback CROSS JOIN copies "
    "WHERE team = 'team-0' ORDER BY occurred_at, k"
)
"""What the first team heard, for every other team too, in the order of time."""

_COUNTED = ", ".join(column.name for column in rollups.c if column.name != "team")
_COPY_NUMBERS = (
    "WITH RECURSIVE copies(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copies WHERE k < {teams} - 1) "
    f"INSERT INTO rollups (team, {_COUNTED}) "
    f"SELECT 'team-' || k, {_COUNTED} FROM rollups CROSS JOIN copies WHERE team = 'team-0'"
)
"""And its daily numbers. Only the first team's words can be searched: the clock does not look for any."""


def _said(number: int, many: int) -> Row:
    at = PULSE_AT - timedelta(days=365) * (many - number) / many
    score = 2 if number % (many // CASES_A_TEAM) == 0 else 10 - number % 5
    row: dict[str, object] = dict.fromkeys(column.name for column in feedback.c if column.name != "id")
    return row | {
        "source": "survey",
        "external_id": f"S-{number}",
        "occurred_at": at,
        "received_at": at,
        "kind": Kind.NPS,
        "kind_given": True,
        "score": score,
        "comment": "Drie keer teruggebeld, en toen was het in één keer opgelost." if number % 2 else None,
        "tags": [],
        "attributes": {},
        "team": team(0),
        "day": at.date(),
        "hour": at.hour,
        "tone": tone_of(Kind.NPS, score),
    }


def _case(number: int, feedback_id: int, key: str) -> Row:
    row: dict[str, object] = dict.fromkeys(column.name for column in cases.c)
    return row | {
        "id": number + 1,
        "feedback_id": feedback_id,
        "team": key,
        "state": CaseState.OPEN,
        "opened_at": MORNING,
        "deadline": STEPS_FROM + 2 * _A_DAY,
        "value_at_risk": None,
        "revision": 1,
    }


def _steps(number: int, many: int) -> Iterator[Row]:
    kinds = (StepKind.REMIND, StepKind.TELL_TEAM, StepKind.TELL_LEADS)
    for nth, kind in enumerate(kinds):
        yield {
            "case_id": number + 1,
            "number": nth + 1,
            "kind": kind,
            "is_deadline": nth == len(kinds) - 1,
            "due_at": STEPS_FROM + _A_DAY * (number + nth * many) / (many * len(kinds)),
        }


def _member(number: int) -> Member:
    return Member(
        id=number,
        email=f"person-{number}@devrieswonen.nl",
        name=f"Person {number}",
        language="nl",
        timezone="Europe/Amsterdam",
        accounts=(Account(platform=Platform.SLACK, user_id=slack_user(number)),),
    )


def _member_row(one: Member) -> Row:
    return {
        "id": one.id,
        "email": one.email,
        "name": one.name,
        "language": one.language,
        "timezone": one.timezone,
        "active": True,
    }


def _account_row(one: Member) -> Row:
    return {
        "platform": Platform.SLACK,
        "user_id": slack_user(one.id),
        "member_id": one.id,
        "linked_at": MORNING,
        "configured": True,
    }


def _team(number: int) -> Team:
    people = [f"person-{number * A_TEAM + nth + 1}@devrieswonen.nl" for nth in range(A_TEAM)]
    place = Destination(platform=Platform.SLACK, chat=channel(number))
    return replace(
        SUPPORT,
        key=team(number),
        name=f"Team {number}",
        leads=frozenset(people[:1]),
        deputy=None,
        members=frozenset(people),
        destinations=(TeamDestination(place=place),),
    )


def _organisation(teams: int, everybody: dict[int, Member]) -> Organisation:
    made = organisation(teams={team(number): _team(number) for number in range(teams)}, members=everybody, rules=())
    return replace(made, default_team=team(0), plan=_PLAN)


async def _analyse(db: Database) -> None:
    """What a database in use has done by itself long ago."""
    if db.is_sqlite:
        async with db.begin() as tx:
            await tx.execute(text("ANALYZE"))
        return
    engine = create_async_engine(db.url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text("VACUUM ANALYZE"))
    await engine.dispose()
