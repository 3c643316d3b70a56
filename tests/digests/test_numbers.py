"""What a digest tells: scores over a window that holds enough, cases as they stand, and what is quoted."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from bot.domain.case import Case, Told
from bot.domain.destination import Platform
from bot.domain.digest import Standing
from bot.domain.estimate import Change
from bot.domain.feedback import Customer, Kind
from bot.domain.nps import Counts
from bot.domain.people import Member
from bot.services import cases, digests, sharing
from bot.services.office import By, Office
from tests.digests.days import at, by_the_clock, case_of, day, hears
from tests.world import ANNA, BORIS


def by(member: Member, when: datetime) -> By:
    """Somebody at a moment, on Slack."""
    return By(member=member, platform=Platform.SLACK, delivery=None, at=when)


async def resolved(office: Office, case: int, when: datetime, *, told: Told = Told.PHONED) -> None:
    """Boris resolves a case and says what the customer heard."""
    because = "geen nummer" if told is Told.NOT_POSSIBLE else None
    outcome = await cases.resolve(
        office, case, by(BORIS, when), cause="delivery", done="Gebeld.", told=told, because=because
    )
    assert isinstance(outcome, Case)


def worth(value: int) -> Customer:
    """A customer who is worth so much a year."""
    return Customer(id=f"C-{value}", value=Decimal(value))


@pytest.mark.parametrize(("days_ago", "window"), [(29, 30), (31, 60), (61, 90), (91, 180)])
async def test_the_score_is_told_over_the_shortest_window_that_holds_the_minimum(
    office: Office, days_ago: int, window: int
) -> None:
    office.organisation = by_the_clock(office.organisation, minimum=5)
    for score in (10, 9, 8, 3):
        await hears(office, at(19, "10:00"), score)
    await hears(office, at(20) - timedelta(days=days_ago), 10)
    await digests.make_due(office, at(20))
    rolling = (await day(office)).rolling
    assert (rolling.days, rolling.enough) == (window, True)
    assert rolling.now == Counts(promoters=3, passives=1, detractors=1)


async def test_below_the_minimum_there_are_counts_and_no_score(office: Office) -> None:
    office.organisation = by_the_clock(office.organisation, minimum=5)
    for ago in (1, 40, 100, 179, 181):
        await hears(office, at(20) - timedelta(days=ago), 10)
    await digests.make_due(office, at(20))
    rolling = (await day(office)).rolling
    assert (rolling.days, rolling.enough, rolling.changed) == (180, False, None)
    assert rolling.now == Counts(promoters=4)


async def test_it_is_compared_with_the_window_before_when_that_holds_enough_too(office: Office) -> None:
    office.organisation = by_the_clock(office.organisation, minimum=10)
    for _ in range(12):
        await hears(office, at(19, "10:00"), 10)
    for _ in range(9):
        await hears(office, at(20) - timedelta(days=45), 2)
    await digests.make_due(office, at(20))
    assert (await day(office)).rolling.changed is None
    for _ in range(3):
        await hears(office, at(20) - timedelta(days=45), 2)
    await digests.make_due(office, at(23))
    rolling = (await day(office)).rolling
    assert rolling.before == Counts(detractors=12)
    assert rolling.changed is Change.UP


async def test_other_scales_never_become_nps(office: Office) -> None:
    office.organisation = by_the_clock(office.organisation, minimum=1)
    await hears(office, at(19, "10:00"), 5, kind=Kind.CSAT)
    await hears(office, at(19, "10:00"), 7, kind=Kind.CES)
    await hears(office, at(19, "10:00"), 5, kind=Kind.STARS)
    await digests.make_due(office, at(20))
    assert (await day(office)).rolling.now == Counts()
    assert {one.kind for one in (await day(office)).heard} == {Kind.CSAT, Kind.CES, Kind.STARS}


async def test_each_team_has_its_own(office: Office) -> None:
    await hears(office, at(19, "10:00"), 3, "Te laat.", touchpoint="delivery")
    await hears(office, at(19, "10:00"), 9)
    await digests.make_due(office, at(20))
    assert (await day(office, "logistics")).rolling.now == Counts(detractors=1)
    assert (await day(office, "support")).rolling.now == Counts(promoters=1)


async def test_cases_open_near_overdue_and_resolved(office: Office) -> None:
    await case_of(office, at(18, "10:00"))  # due at 14:00 on Wednesday
    near = await case_of(office, at(19, "16:00"))  # four hours by telephone: Friday at 11:30
    await case_of(office, at(20, "08:00"), channel="web")  # the same working day
    await case_of(office, at(19, "17:29"), channel="web")  # one working day: Friday at 17:29
    done = await case_of(office, at(18, "09:00"))
    await cases.claim(office, near, by(ANNA, at(19, "16:10")))
    await resolved(office, done, at(19, "09:00"))
    await digests.make_due(office, at(20))
    assert (await day(office)).cases == Standing(open=4, unclaimed=3, near=3, overdue=1, resolved=1, told=1, told_of=5)


async def test_what_is_due_after_the_weekend_is_not_near(office: Office) -> None:
    await case_of(office, at(20, "08:30"), channel="web")
    await digests.make_due(office, at(20))
    assert (await day(office)).cases.near == 1
    await case_of(office, at(20, "14:00"), channel="web")
    office.organisation = by_the_clock(office.organisation)
    await digests.make_due(office, at(23))
    assert (await day(office)).cases.near == 1


async def test_the_share_that_was_told_is_of_all_that_was_said_in_thirty_days(office: Office) -> None:
    long_ago = at(20) - timedelta(days=33)
    old = await case_of(office, long_ago)
    await resolved(office, old, long_ago + timedelta(hours=1))
    for told in (Told.PHONED, Told.MAILED, Told.IN_PERSON, Told.NOT_POSSIBLE):
        await resolved(office, await case_of(office, at(10, "10:00")), at(10, "11:00"), told=told)
    again = await case_of(office, at(10, "10:00"))
    await resolved(office, again, at(10, "11:00"))
    await cases.reopen(office, again, by(BORIS, at(10, "12:00")))
    await digests.make_due(office, at(20))
    standing = (await day(office)).cases
    assert (standing.told, standing.told_of, standing.resolved) == (3, 5, 0)


async def test_the_three_with_most_at_stake_that_anybody_can_take(office: Office) -> None:
    small = await case_of(office, at(19, "10:00"), customer=worth(100))
    big = await case_of(office, at(19, "10:00"), customer=worth(9_000))
    hers = await case_of(office, at(20, "08:30"), employee=ANNA.email, customer=worth(50_000))
    taken = await case_of(office, at(19, "10:00"), customer=worth(40_000))
    await cases.claim(office, taken, by(BORIS, at(19, "11:00")))
    unknown = await case_of(office, at(19, "10:00"))
    middle = await case_of(office, at(19, "10:00"), customer=worth(2_000))
    await digests.make_due(office, at(20))
    assert (await day(office)).worth == (big, middle, small)
    assert hers not in (await day(office)).worth
    assert unknown not in (await day(office)).worth


async def test_of_equal_stakes_the_most_urgent_comes_first(office: Office) -> None:
    later = await case_of(office, at(19, "15:00"))
    sooner = await case_of(office, at(19, "10:00"))
    await digests.make_due(office, at(20))
    assert (await day(office)).worth == (sooner, later)


async def test_after_her_head_start_annas_case_is_everybodys_to_put_right(office: Office) -> None:
    hers = await case_of(office, at(19, "10:00"), comment="Anna hing op.", employee=ANNA.email)
    await digests.make_due(office, at(20))
    friday = await day(office)
    assert friday.worth == (hers,)
    assert friday.hurts is not None


async def test_one_that_hurts_and_one_that_makes_proud(office: Office) -> None:
    await hears(office, at(19, "09:00"), 2, "Bah.")
    hurts = await hears(office, at(19, "10:00"), 3, "Drie keer teruggebeld, en niemand wist ervan.")
    await hears(office, at(19, "11:00"), 8, "Ging wel, zou ik zeggen, niets bijzonders gebeurd.")
    proud = await hears(office, at(19, "12:00"), None, "Wat een warme ontvangst in de winkel!", kind=Kind.COMPLIMENT)
    await hears(office, at(19, "13:00"), 10, "Top.")
    await hears(office, at(19, "14:00"), 10)
    await digests.make_due(office, at(20))
    friday = await day(office)
    assert (friday.hurts, friday.proud) == (hurts, proud)


async def test_words_that_one_person_has_alone_are_not_quoted(office: Office) -> None:
    await case_of(office, at(20, "08:30"), comment="Zij luisterde helemaal niet naar mij.", employee=ANNA.email)
    praise = await hears(office, at(19, "12:00"), 10, "Zij dacht helemaal met ons mee.", employee=ANNA.email)
    await digests.make_due(office, at(20))
    friday = await day(office)
    assert (friday.hurts, friday.proud) == (None, None)

    later = await hears(office, at(20, "10:00"), 10, "Zij dacht alweer met ons mee, wat fijn.", employee=ANNA.email)
    await sharing.share(office, later, by(ANNA, at(20, "11:00")))
    await digests.make_due(office, at(23))
    assert (await day(office)).proud == later != praise


async def test_what_the_named_employee_works_on_is_not_quoted(office: Office) -> None:
    case = await case_of(office, at(19, "10:00"), comment="Zij luisterde helemaal niet.", employee=ANNA.email)
    await cases.claim(office, case, by(ANNA, at(19, "10:10")))
    await digests.make_due(office, at(20))
    assert (await day(office)).hurts is None


async def test_an_update_of_yesterdays_words_is_no_news(office: Office) -> None:
    office.organisation = replace(office.organisation, minimum=1)
    case = await case_of(office, at(18, "10:00"))
    await resolved(office, case, at(18, "11:00"))
    await digests.make_due(office, at(19))
    await digests.make_due(office, at(20))
    assert (await day(office)).heard == ()
    assert (await day(office)).quiet_days == 1
