"""Who is who, while replicas start together, configurations are taken in, and processes crash half-way."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from prometheus_client import CollectorRegistry

from bot.actions import ClaimCase
from bot.cards.model import Chart, Notice
from bot.domain.destination import Destination, Platform
from bot.domain.people import Account, Member, WantedMember
from bot.interaction import Happened, Interaction, Person, Pressed, Started, Typed
from bot.metrics import Metrics
from bot.services import intake, members, reading
from bot.services.office import Office
from handlers.dispatch import Dispatch
from storage import people
from storage.engine import Database
from tests.flows.stage import Stage
from tests.world import ANNA, BORIS, EVERYONE, FATIMA, NOW, StoppedClock, nps, open_office, wanted

BORIS_PHONE = Account(platform=Platform.TELEGRAM, user_id="1002")
NICO = WantedMember(email="nico@devrieswonen.nl", name="Nico Niemand", language="nl", timezone="Europe/Amsterdam")
NICO_IN_SLACK = Account(platform=Platform.SLACK, user_id="U0NICO")


@pytest.fixture
async def replicas(database_url: str, databases: object) -> AsyncIterator[list[Database]]:  # noqa: ARG001
    opened = [Database(database_url) for _ in range(3)]
    yield opened
    for one in opened:
        await one.close()


async def no_picture(_: Chart) -> None:
    """Nothing draws in these stories."""


def dispatch_of(office: Office, clock: StoppedClock) -> Dispatch:
    return Dispatch(
        office,
        {},
        clock=clock,
        secret=lambda: "a-secret-code",
        telegram_link=None,
        metrics=Metrics(CollectorRegistry()),
        draw=no_picture,
    )


def done(what: Happened, account: Account, *, email: str | None = None, delivery: str = "first") -> Interaction:
    return Interaction(
        person=Person(account=account, name="Somebody", email=email, language="nl"),
        delivery=delivery,
        at=NOW,
        what=what,
        chat=Destination(platform=account.platform, chat=account.user_id),
    )


async def a_case(office: Office) -> int:
    receipt = await intake.take_in(office, nps(), now=NOW)
    assert receipt.case is not None
    return receipt.case


async def everyone(db: Database) -> dict[str, Member]:
    async with db.read() as tx:
        return {member.email: member for member in (await people.everyone(tx)).values()}


async def test_replicas_that_start_at_once_take_the_members_in_together(replicas: list[Database]) -> None:
    await asyncio.gather(*(members.sync(db, wanted(), now=NOW) for db in replicas))

    met = await everyone(replicas[0])
    assert {one.email: {account.user_id for account in one.accounts} for one in met.values()} == {
        one.email: {account.user_id for account in one.accounts} for one in EVERYONE
    }


async def test_a_restart_moves_nobodys_private_chat(office: Office) -> None:
    later, restarted = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    async with office.db.begin() as tx:
        await people.link(tx, BORIS_PHONE, BORIS.id, now=later)
    before = (await everyone(office.db))[BORIS.email].private_chat()

    await members.sync(office.db, wanted(), now=restarted)

    assert before is not None
    assert before.platform is Platform.SLACK
    assert (await everyone(office.db))[BORIS.email].private_chat() == before


async def test_what_the_operator_changes_about_people_counts(office: Office) -> None:
    slack, other = Account(platform=Platform.SLACK, user_id="U0BORIS"), Account(platform=Platform.SLACK, user_id="U9")
    boris = replace(BORIS, name="Boris de Wit", accounts=(other,))
    anna = replace(ANNA, accounts=(slack,))

    await members.sync(office.db, wanted([anna, boris, FATIMA]), now=NOW)

    met = await everyone(office.db)
    assert (met[BORIS.email].name, met[BORIS.email].accounts) == ("Boris de Wit", (other,))
    assert met[ANNA.email].accounts == (slack,)
    assert met[FATIMA.email].accounts == FATIMA.accounts


async def test_first_presses_at_two_replicas_make_one_account(replicas: list[Database]) -> None:
    offices = [await open_office(db) for db in replicas[:2]]
    account = Account(platform=Platform.SLACK, user_id="U1BORIS")

    met = await asyncio.gather(
        *(members.link_by_email(office, account, "Boris@DeVriesWonen.nl ", now=NOW) for office in offices * 4)
    )

    assert {member.id for member in met if member is not None} == {BORIS.id}
    assert None not in met


async def test_a_stranger_stays_a_stranger(office: Office) -> None:
    assert await members.link_by_email(office, NICO_IN_SLACK, NICO.email, now=NOW) is None
    assert await members.link_by_email(office, NICO_IN_SLACK, None, now=NOW) is None


async def test_a_link_that_is_delivered_again_after_a_crash_still_carries_out_the_press(office: Office) -> None:
    case, clock = await a_case(office), StoppedClock()
    dispatch = dispatch_of(office, clock)
    await dispatch(done(Pressed(ClaimCase(case)), BORIS_PHONE))
    link = await members.offer_link(office.db, BORIS, secret=lambda: "the-code-of-boris", now=NOW)
    await members.link_by_code(office, BORIS_PHONE, link.code, now=NOW)  # and here the machine went down

    started = done(Started(link.code), BORIS_PHONE, delivery="second")
    answer = await dispatch_of(office, clock)(started)
    again = await dispatch_of(office, clock)(started)

    assert (await reading.file(office, case)).case.holder == BORIS.id
    assert isinstance(answer, Notice)
    assert "linked" in answer.text
    assert isinstance(again, Notice)


async def test_a_press_waits_for_a_day_and_no_longer(office: Office) -> None:
    case, clock = await a_case(office), StoppedClock()
    dispatch = dispatch_of(office, clock)
    await dispatch(done(Pressed(ClaimCase(case)), BORIS_PHONE))
    clock.move(timedelta(hours=24, seconds=1))
    link = await members.offer_link(office.db, BORIS, secret=lambda: "the-code-of-boris", now=clock())

    await dispatch(done(Started(link.code), BORIS_PHONE, delivery="second"))

    assert (await reading.file(office, case)).case.holder is None


async def test_who_is_added_after_pressing_in_slack_has_pressed(office: Office) -> None:
    case, clock = await a_case(office), StoppedClock()
    dispatch = dispatch_of(office, clock)
    refused = await dispatch(done(Pressed(ClaimCase(case)), NICO_IN_SLACK, email=NICO.email))
    assert isinstance(refused, Notice)
    await members.sync(office.db, [*wanted(), NICO], now=NOW)

    answer = await dispatch(done(Typed("help"), NICO_IN_SLACK, email=NICO.email, delivery="second"))

    nico = (await everyone(office.db))[NICO.email]
    assert (await reading.file(office, case)).case.holder == nico.id
    assert isinstance(answer, Notice)


async def test_nobody_is_a_stranger_while_a_configuration_is_taken_in(stage: Stage) -> None:
    least = len(stage.office.organisation.members)

    async def watch() -> None:
        nonlocal least
        while True:
            least = min(least, len(stage.office.organisation.members))
            await asyncio.sleep(0)

    watching = asyncio.create_task(watch())
    await stage.reload()
    watching.cancel()

    assert least == 3


async def test_who_links_while_members_are_read_is_known_at_once(office: Office) -> None:
    async def link(user: str, now: datetime) -> None:
        async with office.db.begin() as tx:
            await people.link(tx, Account(platform=Platform.TELEGRAM, user_id=user), BORIS.id, now=now)
        await office.meet_members()
        known = office.organisation.members[BORIS.id].accounts
        assert user in {account.user_id for account in known}

    await asyncio.gather(*(link(str(2000 + n), NOW) for n in range(20)), *(office.meet_members() for _ in range(20)))
    assert len(office.organisation.members[BORIS.id].accounts) == 21
