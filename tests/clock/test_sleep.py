"""A machine that slept: what is late within reason is made, what is too late is skipped and logged, once."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from bot.domain.case import Happening
from bot.domain.destination import Platform
from bot.domain.plan import Plan, Step, StepKind
from bot.services import cases, digests, escalation, reading
from bot.services.housekeeping import forget_old
from bot.services.office import By, Office
from storage import slots
from tests.clock.days import IN_THE_NETHERLANDS, MORNING, days_made, moment, replica, went_by, with_digest
from tests.digests.days import case_of
from tests.world import BORIS, LOGISTICS, SUPPORT


def skipped(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was logged about slots."""
    return [record.getMessage() for record in caplog.records if record.name == "bot.services.due"]


async def test_three_days_asleep_one_digest_and_one_line_in_the_log(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with_digest(office)
    assert await digests.make_due(office, moment("2026-11-17 08:45")) == 1
    assert await digests.make_due(office, moment("2026-11-20 09:30")) == 1
    assert await days_made(office) == ["2026-11-17", "2026-11-20"]
    assert skipped(caplog) == [
        "digest: too late for what was due from 2026-11-18 to 2026-11-19, so 2 are skipped; teams: support"
    ]
    await went_by(office, moment("2026-11-20 09:45"), moment("2026-11-20 18:00"))
    assert len(skipped(caplog)) == 1


async def test_at_three_in_the_afternoon_nobody_wants_the_morning_any_more(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with_digest(office)
    await digests.make_due(office, moment("2026-11-19 08:45"))
    assert await digests.make_due(office, moment("2026-11-20 15:00")) == 0
    assert await digests.make_due(office, moment("2026-11-20 15:00")) == 0
    assert skipped(caplog) == [
        "digest: too late for what was due from 2026-11-20 to 2026-11-20, so 1 are skipped; teams: support"
    ]
    assert await digests.make_due(office, moment("2026-11-23 08:45")) == 1
    assert len(skipped(caplog)) == 1


async def test_six_hours_late_is_in_time(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    with_digest(office)
    await digests.make_due(office, moment("2026-11-19 08:45"))
    assert await digests.make_due(office, moment("2026-11-20 14:45")) == 1
    assert skipped(caplog) == []


async def test_a_catch_up_of_the_operators_own(office: Office) -> None:
    with_digest(office, catch_up=timedelta(minutes=30))
    await digests.make_due(office, moment("2026-11-19 08:45"))
    assert await digests.make_due(office, moment("2026-11-20 09:20")) == 0
    with_digest(office, catch_up=timedelta(days=2))
    assert await digests.make_due(office, moment("2026-11-24 23:00")) == 1
    assert await days_made(office) == ["2026-11-19", "2026-11-24"]


async def test_whoever_is_new_has_missed_nothing(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    with_digest(office)
    assert await digests.make_due(office, moment("2026-11-19 16:00")) == 0
    assert await digests.make_due(office, moment("2026-11-20 08:45")) == 1
    with_digest(office, MORNING, *(replace(team, hours=IN_THE_NETHERLANDS) for team in (SUPPORT, LOGISTICS)))
    assert await digests.make_due(office, moment("2026-11-20 16:00")) == 0
    assert await digests.make_due(office, moment("2026-11-23 08:45")) == 2
    assert skipped(caplog) == []


async def test_three_replicas_that_wake_together_log_it_once_between_them(
    office: Office, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    with_digest(office)
    await digests.make_due(office, moment("2026-11-12 08:45"))
    monday = moment("2026-11-23 16:00")
    async with replica(database_url, office) as second, replica(database_url, office) as third:
        made = await asyncio.gather(*(digests.make_due(one, monday) for one in (office, second, third)))
    assert sum(made) == 0
    assert skipped(caplog) == [
        "digest: too late for what was due from 2026-11-13 to 2026-11-23, so 7 are skipped; teams: support"
    ]


async def test_what_was_put_aside_comes_back_however_late(office: Office) -> None:
    with_digest(office)
    monday = moment("2026-11-16 10:00")
    case = await case_of(office, monday)
    boris = By(member=office.organisation.members[BORIS.id], platform=Platform.SLACK, delivery=None, at=monday)
    await cases.claim(office, case, boris)
    await cases.snooze(office, case, boris, until=moment("2026-11-16 11:00"))
    assert await cases.wake(office, now=moment("2026-11-19 11:00")) == 1
    assert await cases.wake(office, now=moment("2026-11-19 11:00")) == 0
    assert Happening.WOKEN in [row.what for row in await reading.history(office, case)]


async def test_what_was_promised_is_escalated_however_late_and_once(office: Office, database_url: str) -> None:
    steps = (
        Step(after=Fraction(1, 2), kind=StepKind.REMIND),
        Step(after=Fraction(4, 5), kind=StepKind.TELL_TEAM),
        Step(after=Fraction(1), kind=StepKind.TELL_LEADS),
    )
    office.organisation = replace(office.organisation, plan=Plan(escalation=steps))
    case = await case_of(office, moment("2026-11-16 10:00"))
    thursday = moment("2026-11-19 11:00")
    async with replica(database_url, office) as second, replica(database_url, office) as third:
        spoke = await asyncio.gather(*(escalation.step_due(one, thursday) for one in (office, second, third)))
    assert sum(spoke) == 1
    rows = [row.what for row in await reading.history(office, case)]
    assert rows == [Happening.OPENED, Happening.ESCALATED], "only what still matters is said"
    assert await escalation.step_due(office, thursday) == 0


async def test_slots_are_forgotten_only_when_they_can_never_be_due_again(office: Office) -> None:
    with_digest(office, catch_up=timedelta(days=3660))
    await digests.make_due(office, moment("2026-11-20 08:45"))
    await forget_old(office.db, now=moment("2027-11-20 08:45"))
    assert await digests.make_due(office, moment("2026-11-20 09:00")) == 0
    await forget_old(office.db, now=moment("2028-11-20 08:45"))
    async with office.db.read() as tx:
        assert await slots.last_taken(tx, "digest", {"support": "2026-11-20"}) == {}
