"""An operator erases what a customer said: first told what, then done, and never a word of it on the screen."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.cli import erasing
from bot.cli.migrating import migrate
from bot.cli.opening import office
from bot.cli.quarantined import retry
from bot.cli.recounting import recount
from bot.clock import system_clock
from bot.config import load
from bot.domain.erasure import Sought
from bot.domain.quarantine import Wrong
from bot.services import quarantine
from bot.services.intake import take_in
from storage import tables
from storage.engine import Database
from tests.cli.conftest import Desk, met
from tests.world import nps

EMAIL = "m.devries@example.nl"
PRIVATE = ("teruggebeld", "Vries", "example", "31612345678", "S-1", "C-1001")
"""What no screen and no log may show, unless it was typed there."""


@pytest.fixture
async def db(desk: Desk) -> AsyncIterator[Database]:
    """M. de Vries complained by survey, and praised in the shop."""
    await migrate(desk.config)
    await met(desk)
    async with office(load(desk.config, desk.environ)) as here:
        now = system_clock()
        await take_in(here, nps(3, id="S-1"), now=now)
        shop = replace(nps(9, id="S-2"), source="shop")
        await take_in(here, replace(shop, customer=replace(shop.customer, email=None)), now=now)
    database = Database(load(desk.config, desk.environ).database)
    yield database
    await database.close()


async def left(db: Database) -> list[int]:
    """The feedback that is there."""
    async with db.read() as tx:
        return list((await tx.execute(select(tables.feedback.c.id).order_by(tables.feedback.c.id))).scalars())


async def test_first_it_is_said_and_then_it_is_done(desk: Desk, db: Database) -> None:
    day = f"{system_clock():%Y-%m-}"
    said = await desk.type("erase", "feedback", "1", "2")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].startswith(f"feedback 1  survey  {day}")
    assert lines[0].endswith("  case 1")
    assert lines[1].startswith(f"feedback 2  shop  {day}")
    assert lines[2] == "Nothing was erased. Type the same with --yes to erase it for good."
    assert await left(db) == [1, 2]

    done = await desk.type("erase", "feedback", "1", "2", "--yes")
    assert done.code == 0
    assert done.out.splitlines()[-1] == "Erased: 2 feedbacks with 1 cases. The bot takes their messages away."
    assert "INFO bot.services.erasing: erased on request: 2 feedbacks, 1 cases, 0 refused bodies" in done.err
    assert [one for one in PRIVATE if one in said.out + done.out + done.err] == []
    assert await left(db) == []
    async with db.read() as tx:
        wanted = (await tx.execute(select(tables.postings.c.absent, tables.postings.c.standing))).all()
    assert {tuple(row) for row in wanted} == {(True, "live")}, "they wait for the bot"
    assert await recount(desk.config, mend=False) == 0


async def test_a_customer_by_address_number_or_id(desk: Desk, db: Database, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [Wrong(field="score", problem="is 11", hint="Send 0 to 10")]
    kept = await quarantine.keep(db, "survey", b'{"id": "S-1", "score": 3}', wrong, now=system_clock())
    capsys.readouterr()
    assert await erasing.customer(desk.config, Sought(phone="0031 6 1234 5678"), yes=False) == 0
    assert [line.split("  ")[0] for line in capsys.readouterr().out.splitlines()][:3] == [
        "feedback 1",
        "feedback 2",
        f"quarantine {kept}",
    ]
    said = await desk.type("erase", "customer", "--email", EMAIL.upper())
    assert "feedback 2" not in said.out
    done = await desk.type("erase", "customer", "--email", EMAIL.upper(), "--yes")
    assert "Erased: 1 feedbacks with 1 cases and 1 from quarantine." in done.out
    assert await left(db) == [2]
    assert await erasing.customer(desk.config, Sought(customer_id="C-1001", source="shop"), yes=True) == 0
    assert await left(db) == []


async def test_more_of_the_same_customer_is_named(desk: Desk, db: Database, capsys: pytest.CaptureFixture[str]) -> None:
    async with office(load(desk.config, desk.environ)) as here:
        third = nps(9, id="S-3")
        await take_in(here, replace(third, customer=replace(third.customer, email=None)), now=system_clock())
    assert await left(db) == [1, 2, 3]
    capsys.readouterr()
    assert await erasing.customer(desk.config, Sought(email=EMAIL), yes=False) == 0
    assert "same customer id at their source: feedback 3\n" in capsys.readouterr().out


async def test_what_is_not_known_is_refused_and_nothing_is_erased(desk: Desk, db: Database) -> None:
    refused = await desk.type("erase", "feedback", "1", "7", "8", "--yes")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "klankbord: there is no feedback 7, 8, so nothing was erased\n"
    nobody = await desk.refused(erasing.customer(desk.config, Sought(email="anna@example.nl"), yes=True))
    assert nobody.startswith("nothing is known of this customer, so nothing was erased.")
    pointless = await desk.refused(erasing.customer(desk.config, Sought(phone="1234567", source="shop"), yes=True))
    assert "--source goes with --customer-id" in pointless
    assert (await desk.type("erase", "customer", "--email", "a", "--phone", "b")).code == 2
    assert (await desk.type("erase", "customer")).code == 2
    assert await left(db) == [1, 2]


async def test_what_was_erased_does_not_return_from_quarantine(
    desk: Desk, db: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await erasing.feedback(desk.config, [1], yes=True) == 0
    kept = await quarantine.keep(db, "survey", b'{"id": "S-1", "score": 3}', [], now=system_clock())
    capsys.readouterr()
    assert await retry(desk.config, None) == 0
    assert capsys.readouterr().out == f"{kept}: erased on request before, so not kept\n"
    assert await left(db) == [2]
