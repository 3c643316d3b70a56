"""Everyone presses Claim at once: one of them has it, the others hear who."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.case import Case, CaseState, Happening, No, Told, WhyNot
from bot.domain.destination import Platform
from bot.domain.people import PressesFrom
from bot.domain.posting import Shows
from bot.services import cases, intake, members, reading
from bot.services.office import By, Office
from storage import postings
from tests.world import ANNA, BORIS, EVERYONE, FATIMA, NOW, nps, wanted


def by(member_id: int, delivery: str | None = None, platform: Platform = Platform.SLACK) -> By:
    member = next(member for member in EVERYONE if member.id == member_id)
    return By(member=member, platform=platform, delivery=delivery, at=NOW)


async def a_case(office: Office) -> int:
    receipt = await intake.take_in(office, nps(), now=NOW)
    assert receipt.case is not None
    return receipt.case


async def test_one_winner_whatever_the_race(office: Office) -> None:
    case = await a_case(office)
    presses = [by(EVERYONE[n % 3].id, f"press-{n}") for n in range(30)]
    outcomes = await asyncio.gather(*(cases.claim(office, case, press) for press in presses))
    winners = [outcome for outcome in outcomes if isinstance(outcome, Case)]
    assert len(winners) == 1
    losers = [outcome for outcome in outcomes if isinstance(outcome, No)]
    assert {loser.why for loser in losers} == {WhyNot.HELD_BY_OTHER, WhyNot.HELD_BY_YOU}
    assert all(loser.case.holder == winners[0].holder for loser in losers)
    rows = await reading.history(office, case)
    assert [row.what for row in rows] == [Happening.OPENED, Happening.CLAIMED]


async def test_the_same_press_delivered_ten_times_acts_once(office: Office) -> None:
    case = await a_case(office)
    await cases.claim(office, case, by(ANNA.id, "claim"))
    told = await asyncio.gather(*(cases.note(office, case, by(ANNA.id, "note"), words="Gebeld.") for _ in range(10)))
    assert sum(isinstance(one, Case) for one in told) == 1
    rows = await reading.history(office, case)
    assert [row.what for row in rows].count(Happening.NOTED) == 1


async def test_a_press_wants_every_card_anew_and_rings_the_bell(office: Office) -> None:
    case = await a_case(office)
    async with office.db.read() as tx:
        before = await postings.of(tx, (Shows.TEAM_CASE,), case)
    await cases.claim(office, case, by(BORIS.id))
    async with office.db.read() as tx:
        after = await postings.of(tx, (Shows.TEAM_CASE,), case)
    assert {card.place.platform for card in before} == {Platform.SLACK, Platform.TELEGRAM}
    assert [card.wanted for card in after] == [card.wanted + 1 for card in before]


async def test_the_whole_life_of_a_case_stands_in_its_history(office: Office) -> None:
    case = await a_case(office)
    await cases.claim(office, case, by(ANNA.id))
    await cases.snooze(office, case, by(ANNA.id), until=NOW + timedelta(hours=1))
    assert await cases.wake(office, now=NOW + timedelta(minutes=59)) == 0
    assert await cases.wake(office, now=NOW + timedelta(hours=1)) == 1
    assert await cases.wake(office, now=NOW + timedelta(hours=1)) == 0
    await cases.hand_over(office, case, by(ANNA.id), to=BORIS.id, reason="Ik ben zo weg.")
    await cases.note(office, case, by(FATIMA.id), words="Klant is boos.")
    await cases.see_contact(office, case, by(BORIS.id))
    resolved = await cases.resolve(
        office, case, by(BORIS.id), cause="delivery", done="Teruggebeld.", told=Told.PHONED, because=None
    )
    assert isinstance(resolved, Case)
    assert resolved.state is CaseState.RESOLVED
    await cases.reopen(office, case, by(FATIMA.id, platform=Platform.TELEGRAM))
    rows = await reading.history(office, case)
    assert [(row.what, row.by) for row in rows] == [
        (Happening.OPENED, None),
        (Happening.CLAIMED, ANNA.id),
        (Happening.SNOOZED, ANNA.id),
        (Happening.WOKEN, None),
        (Happening.HANDED_OVER, ANNA.id),
        (Happening.NOTED, FATIMA.id),
        (Happening.CONTACT_SEEN, BORIS.id),
        (Happening.RESOLVED, BORIS.id),
        (Happening.REOPENED, FATIMA.id),
    ]
    assert rows[-1].platform is Platform.TELEGRAM


async def test_whatever_was_put_aside_returns_once_whoever_looks(office: Office) -> None:
    receipts = await intake.take_in_many(office, [nps(id=f"S-{n}") for n in range(60)], now=NOW)
    for receipt in receipts:
        assert receipt.case is not None
        await cases.claim(office, receipt.case, by(ANNA.id))
        await cases.snooze(office, receipt.case, by(ANNA.id), until=NOW + timedelta(hours=1))

    woken = await asyncio.gather(*(cases.wake(office, now=NOW + timedelta(hours=1)) for _ in range(3)))

    assert sum(woken) == 60
    assert await cases.wake(office, now=NOW + timedelta(hours=1)) == 0


async def test_who_handed_over_or_noted_hears_how_it_ended(office: Office) -> None:
    case = await a_case(office)
    await cases.claim(office, case, by(ANNA.id))
    await cases.hand_over(office, case, by(ANNA.id), to=BORIS.id, reason="Ik ben zo weg.")
    await cases.note(office, case, by(FATIMA.id), words="Klant is boos.")
    await cases.resolve(office, case, by(BORIS.id), cause="other", done="Gebeld.", told=Told.MAILED, because=None)
    rows = await reading.history(office, case)
    async with office.db.read() as tx:
        told = await postings.of(tx, (Shows.TOLD,), rows[-1].id)
        reports = await postings.of(tx, (Shows.REPORT,), rows[-1].id)
    assert {one.member for one in told} == {ANNA.id, FATIMA.id}
    assert len(reports) == 2


@pytest.mark.parametrize("allowed", [True, False])
async def test_another_team_presses_as_the_team_says(office: Office, allowed: bool) -> None:
    presses = PressesFrom.ANYONE if allowed else PressesFrom.TEAM
    team = replace(office.organisation.teams["logistics"], presses_from=presses)
    office.organisation = replace(office.organisation, teams={**office.organisation.teams, "logistics": team})
    receipt = await intake.take_in(office, nps(touchpoint="delivery"), now=NOW)
    assert receipt.case is not None
    outcome = await cases.claim(office, receipt.case, by(BORIS.id))
    assert isinstance(outcome, Case) is allowed
    if isinstance(outcome, No):
        assert outcome.why is WhyNot.OTHER_TEAM


async def test_what_a_leaver_held_is_open_again_and_told_under_the_card(office: Office) -> None:
    case = await a_case(office)
    await cases.claim(office, case, by(ANNA.id))
    left = await members.sync(office.db, wanted([BORIS, FATIMA]), now=NOW)
    assert left == 1
    await office.meet_members()
    file = await reading.file(office, case)
    assert (file.case.state, file.case.holder) == (CaseState.OPEN, None)
    assert office.organisation.member_by_account(ANNA.accounts[0]) is None
    rows = await reading.history(office, case)
    async with office.db.read() as tx:
        told = await postings.of(tx, (Shows.LEFT,), rows[-1].id)
    assert len(told) == 2
