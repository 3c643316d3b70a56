"""Homes follow what changes, and whoever presses does not pay for it."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.domain.case import Case
from bot.domain.posting import Shows
from bot.services import cases, homes, intake
from bot.services.following import follow
from bot.services.office import By, Office
from storage import followers, mine
from storage.engine import Database
from storage.tables import postings
from tests.databases import Databases
from tests.storage.listening import listening
from tests.storage.test_index_use import plan_of
from tests.world import ANNA, BORIS, FATIMA, LOGISTICS, NOW, SUPPORT, nps

LATER = NOW + timedelta(minutes=5)


async def a_case(office: Office, **said: Any) -> int:
    receipt = await intake.take_in(office, nps(**said), now=NOW)
    assert receipt.case is not None
    return receipt.case


async def wanted(office: Office, member: int) -> tuple[int, datetime]:
    """How often the member's home was wanted, and by when it is now."""
    async with office.db.read() as tx:
        found = select(postings.c.wanted, postings.c.not_before)
        row = (await tx.execute(found.where(postings.c.shows == Shows.HOME, postings.c.subject == member))).one()
    return row.wanted, row.not_before


async def shown(office: Office) -> None:
    """Every home stands as it was wanted."""
    async with office.db.begin() as tx:
        await tx.execute(postings.update().where(postings.c.shows == Shows.HOME).values(shown=postings.c.wanted))


async def test_a_press_costs_nothing_more_while_nobody_looks(office: Office) -> None:
    case = await a_case(office)
    async with office.db.begin() as tx:
        with listening() as before:
            await follow(tx, [case], now=NOW)
    await homes.opened(office, ANNA, "U0ANNA", now=NOW)
    async with office.db.begin() as tx:
        with listening() as after:
            await follow(tx, [case], now=NOW)
    assert len(before) == 3
    assert len(after) == 4


async def test_whom_a_case_concerns(office: Office) -> None:
    case = await a_case(office)
    elsewhere = await a_case(office, id="S-2", touchpoint="delivery")
    for member, user in ((ANNA, "U0ANNA"), (BORIS, "U0BORIS"), (FATIMA, "U0FATIMA")):
        await homes.opened(office, member, user, now=NOW)
    for number in (case, elsewhere):
        by = By(member=FATIMA, platform=FATIMA.accounts[0].platform, delivery=None, at=NOW)
        await cases.claim(office, number, by)
    assert [(await wanted(office, one.id))[0] for one in (ANNA, BORIS, FATIMA)] == [3, 2, 3]


async def test_whoever_did_something_follows_too(office: Office) -> None:
    """Boris is not of the team, but has had the case."""
    case = await a_case(office, touchpoint="delivery")
    by = By(member=BORIS, platform=BORIS.accounts[0].platform, delivery=None, at=NOW)
    await homes.opened(office, BORIS, "U0BORIS", now=NOW)
    for act in (cases.claim, cases.release):
        await act(office, case, by)
    assert (await wanted(office, BORIS.id))[0] == 3


async def test_changes_come_together_and_never_later_than_asked(office: Office) -> None:
    await homes.opened(office, ANNA, "U0ANNA", now=NOW)
    await shown(office)
    async with office.db.begin() as tx:
        await homes.follow(tx, [ANNA.id], now=LATER)
        await homes.follow(tx, [ANNA.id], now=LATER + timedelta(seconds=2))
    assert await wanted(office, ANNA.id) == (3, LATER + timedelta(seconds=3))
    await shown(office)
    async with office.db.begin() as tx:
        await homes.follow(tx, range(1, 401), now=LATER)
    assert (await wanted(office, ANNA.id))[1] == LATER + timedelta(minutes=5)
    await homes.opened(office, ANNA, "U0ANNA", now=LATER)
    assert (await wanted(office, ANNA.id))[1] == LATER


async def test_an_hour_after_the_last_look_it_follows_no_more(office: Office) -> None:
    case = await a_case(office)
    await homes.opened(office, ANNA, "U0ANNA", now=NOW)
    for later, times in ((timedelta(minutes=59), 2), (timedelta(minutes=61), 2)):
        async with office.db.begin() as tx:
            await follow(tx, [case], now=NOW + later)
        assert (await wanted(office, ANNA.id))[0] == times


async def test_many_who_press_at_once_never_stand_in_each_others_way(office: Office) -> None:
    numbers = [await a_case(office, id=f"S-{n}") for n in range(12)]
    for member, user in ((ANNA, "U0ANNA"), (BORIS, "U0BORIS"), (FATIMA, "U0FATIMA")):
        await homes.opened(office, member, user, now=NOW)
    presses = [
        By(member=member, platform=member.accounts[0].platform, delivery=None, at=NOW)
        for member in (ANNA, BORIS, FATIMA) * 4
    ]
    pairs = zip(numbers, presses, strict=True)
    looks = (homes.opened(office, ANNA, "U0ANNA", now=NOW) for _ in range(5))
    done = await asyncio.gather(*(cases.claim(office, number, by) for number, by in pairs), *looks)
    assert all(isinstance(one, Case) for one in done[:12])
    assert [(await wanted(office, one.id))[0] for one in (ANNA, BORIS, FATIMA)] == [18, 13, 13]


async def test_lists_say_how_many_more_there_are(office: Office) -> None:
    for n in range(7):
        await a_case(office, id=f"S-{n}")
    async with office.db.read() as tx:
        found = await mine.unclaimed(tx, [SUPPORT.key, LOGISTICS.key], now=NOW, most=5)
        nothing = await mine.cases_of(tx, ANNA.id, now=NOW, most=5)
    assert (len(found.files), found.more, found.all) == (5, 2, 7)
    assert (nothing.files, nothing.all) == ((), 0)


async def test_what_one_person_has_alone_is_on_nobody_elses_home(office: Office) -> None:
    await a_case(office, employee=ANNA.email)
    async with office.db.read() as tx:
        hers = await mine.cases_of(tx, ANNA.id, now=NOW, most=5)
        teams = await mine.unclaimed(tx, [SUPPORT.key], now=NOW, most=5)
        later = await mine.unclaimed(tx, [SUPPORT.key], now=NOW + timedelta(hours=2), most=5)
        hers_later = await mine.cases_of(tx, ANNA.id, now=NOW + timedelta(hours=2), most=5)
    assert (hers.all, teams.all, later.all, hers_later.all) == (1, 0, 1, 0)


async def test_every_look_is_by_an_index(sqlite_databases: Databases, tmp_path: Path) -> None:
    db = Database(sqlite_databases.migrated(tmp_path))
    try:
        async with db.begin() as tx:
            with listening() as said:
                await followers.of_cases(tx, [1], digests_since=NOW, homes_since=NOW)
                await mine.cases_of(tx, 1, now=NOW, most=5)
                await mine.unclaimed(tx, ["support"], now=NOW, most=5)
                await mine.asked(tx, 1, now=NOW)
            plans = [await plan_of(tx, statement, parameters) for statement, parameters in said]
    finally:
        await db.close()
    assert "ix_homes_opened_at" in plans[0]
    assert "ix_cases_holder" in plans[1]
    assert "ix_cases_named" in plans[1]
    assert "ix_cases_open" in plans[2]
    tables = [line for plan in plans for line in plan.splitlines() if line.startswith("SCAN ")]
    assert [line for line in tables if "subquery" not in line and "CONSTANT" not in line] == []
