"""Once each working day, at the team's own hour, a digest is frozen and wanted in the team's chats."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.digest import Tally
from bot.domain.feedback import Kind
from bot.services import digests
from bot.services.office import Office
from storage.engine import Database
from tests.cards.texts import lines_of
from tests.digests.days import at, by_the_clock, case_of, day, hears, made, read, shown
from tests.world import HOURS, SUPPORT, SUPPORT_SLACK, SUPPORT_TELEGRAM, Bell, open_office


async def test_it_comes_at_a_quarter_to_nine_once_in_every_chat_of_the_team(office: Office, bell: Bell) -> None:
    assert await digests.make_due(office, at(20, "08:44")) == 0
    assert await digests.make_due(office, at(20)) == 2, "for support and for logistics"
    assert bell.rung
    assert await digests.make_due(office, at(20)) == 0
    assert await digests.make_due(office, at(20, "12:00")) == 0
    (digest,) = await made(office)
    assert [one.place for one in await shown(office, digest)] == [SUPPORT_SLACK, SUPPORT_TELEGRAM]


async def test_each_team_has_it_on_its_own_clock(office: Office) -> None:
    in_lisbon = replace(SUPPORT, hours=replace(HOURS, zone=ZoneInfo("Europe/Lisbon")))
    teams = {**office.organisation.teams, "support": in_lisbon}
    office.organisation = by_the_clock(office.organisation, teams=teams)
    assert await digests.make_due(office, at(20)) == 1
    assert await made(office, "support") == []
    assert await digests.make_due(office, at(20, "09:45")) == 1
    assert len(await made(office, "support")) == 1


async def test_whoever_reads_nowhere_gets_none(office: Office) -> None:
    nowhere = replace(SUPPORT, destinations=())
    office.organisation = by_the_clock(office.organisation, teams={"support": nowhere})
    assert await digests.make_due(office, at(20)) == 0


async def test_replicas_that_wake_at_the_same_moment_make_one(database_url: str, office: Office) -> None:
    await hears(office, at(19, "10:00"))
    others = [Database(database_url) for _ in range(2)]
    replicas = [office]
    for db in others:
        other = await open_office(db)
        other.organisation = by_the_clock(other.organisation)
        replicas.append(other)
    counts = await asyncio.gather(*(digests.make_due(replica, at(20)) for replica in replicas))
    assert sum(counts) == 2
    assert len(await made(office)) == len(await made(office, "logistics")) == 1
    for db in others:
        await db.close()


async def test_a_machine_asleep_for_three_days_makes_one_and_one_that_is_hours_late_makes_none(office: Office) -> None:
    await digests.make_due(office, at(17))
    assert await digests.make_due(office, at(20, "14:44")) == 2
    assert len(await made(office)) == 2
    assert await digests.make_due(office, at(23, "14:46")) == 0


async def test_it_counts_everything_since_the_last_one_once_also_over_a_weekend(office: Office) -> None:
    await hears(office, at(20, "08:00"), 3)
    await digests.make_due(office, at(20))
    assert (await day(office)).heard == (Tally(kind=Kind.NPS, score=3, n=1),)
    await hears(office, at(20, "10:00"), 10)
    await hears(office, at(21, "15:00"), 10)
    await hears(office, at(22, "23:00"), 8)
    await hears(office, at(23, "08:00"), 4, kind=Kind.CSAT)
    await digests.make_due(office, at(23))
    monday = await day(office)
    assert monday.heard == (
        Tally(kind=Kind.CSAT, score=4, n=1),
        Tally(kind=Kind.NPS, score=10, n=2),
        Tally(kind=Kind.NPS, score=8, n=1),
    )


async def test_the_very_first_one_counts_from_the_working_day_before(office: Office) -> None:
    await hears(office, at(20, "08:00"), 2)
    await hears(office, at(20, "09:00"), 9)
    await digests.make_due(office, at(23))
    assert (await day(office)).heard == (Tally(kind=Kind.NPS, score=9, n=1),)


async def test_what_comes_at_the_very_moment_is_counted_the_next_day_and_never_lost(office: Office) -> None:
    just_now = at(20) - timedelta(seconds=5)
    await hears(office, just_now, 7)
    await digests.make_due(office, at(20))
    assert (await day(office)).heard == ()
    await digests.make_due(office, at(23))
    assert (await day(office)).heard == (Tally(kind=Kind.NPS, score=7, n=1),)


async def test_an_import_of_the_past_is_no_news_but_makes_the_numbers(office: Office) -> None:
    office.organisation = by_the_clock(office.organisation, minimum=5)
    for _ in range(6):
        await hears_late(office, happened=at(2), came=at(19, "12:00"))
    await digests.make_due(office, at(20))
    friday = await day(office)
    assert friday.heard == ()
    assert friday.rolling.now.n == 6
    assert friday.rolling.enough


async def test_a_quiet_day_gets_a_line_three_silence_it_and_news_brings_it_back(office: Office) -> None:
    drawn: list[list[str]] = []
    for when in (at(16), at(17), at(18), at(19), at(20)):
        await digests.make_due(office, when)
        last = (await made(office))[-1]
        drawn.append(lines_of(await read(office, last, now=when)) if await shown(office, last) else [])
    assert drawn == [
        ["☕ Een rustige dag: niets nieuws sinds vr 08:45."],
        ["☕ Een rustige dag: niets nieuws sinds ma 08:45."],
        ["☕ Een rustige dag: niets nieuws sinds di 08:45. Zodra er nieuws is, hoor je weer van me."],
        [],
        [],
    ]
    await hears(office, at(20, "11:00"), 9)
    await digests.make_due(office, at(23))
    monday = (await made(office))[-1]
    assert await shown(office, monday)
    assert (await day(office)).quiet_days == 0


async def test_a_day_on_which_something_is_late_is_not_quiet(office: Office) -> None:
    await case_of(office, at(16, "10:00"))
    for when in (at(17), at(18), at(19), at(20)):
        await digests.make_due(office, when)
        assert (await day(office)).quiet_days == 0
    assert (await day(office)).cases.overdue == 1


async def test_a_later_look_shows_the_same_numbers(office: Office) -> None:
    await case_of(office, at(19, "10:00"))
    await hears(office, at(19, "11:00"), 10)
    await digests.make_due(office, at(20))
    (digest,) = await made(office)
    before = lines_of(await read(office, digest, now=at(20, "09:00")))
    await hears(office, at(20, "09:00"), 1)
    await hears(office, at(20, "08:30"), 0)
    after = lines_of(await read(office, digest, now=at(20, "09:00")))
    assert before == after
    assert "2 reacties sinds do 08:45" in before


async def hears_late(office: Office, *, happened: datetime, came: datetime) -> None:
    """What happened earlier than it came in."""
    await hears(office, came, 9, occurred_at=happened)
