"""What becomes of feedback once it is in: one feedback, at most one case, and the cards that people need."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import text

from bot.domain.feedback import Customer, Kind, Said
from bot.domain.organisation import CardRules, Gather
from bot.domain.posting import Shows
from bot.services.intake import Receipt, Status, take_in, take_in_many
from bot.services.office import Office
from storage import cases, feedback
from storage.engine import Database
from tests.flows.kept import gathered, kept
from tests.world import ANNA, BORIS, NOW, Bell, nps, open_office

SATURDAY = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SUPPORT = [(Shows.TEAM_CASE, "C0SUPPORT"), (Shows.TEAM_CASE, "-100200300")]


async def test_a_detractor_about_nobody_goes_to_the_team_at_once(office: Office, bell: Bell) -> None:
    receipt = await take_in(office, nps(3), now=NOW)

    found = await kept(office, "S-2026-001")
    assert receipt == Receipt(feedback=found.feedback[0].id, case=found.cases[0], status=Status.ACCEPTED)
    assert found.shown == SUPPORT
    assert {one.not_before for one in found.wanted} == {NOW}
    assert found.happenings == ["opened"]
    assert bell.rung == 1


async def test_anna_hears_of_it_first_and_the_team_after_her_head_start(office: Office) -> None:
    await take_in(office, nps(3, employee=ANNA.email), now=NOW)

    found = await kept(office, "S-2026-001")
    assert found.shown == [(Shows.OWN_CASE, "1001"), *SUPPORT]
    own, *team = found.wanted
    assert own.not_before == NOW
    assert {one.not_before for one in team} == {NOW + timedelta(hours=1)}


async def test_on_saturday_everyone_is_left_in_peace(office: Office) -> None:
    await take_in(office, nps(3, employee=ANNA.email), now=SATURDAY)

    own, *team = (await kept(office, "S-2026-001")).wanted
    assert own.not_before == MONDAY_MORNING
    assert {one.not_before for one in team} == {MONDAY_MORNING + timedelta(hours=1)}


async def test_on_saturday_anna_hears_at_once_where_nothing_is_held(db: Database) -> None:
    office = await open_office(db, cards=CardRules(hold_outside_hours=False))
    await take_in(office, nps(3, employee=ANNA.email), now=SATURDAY)

    own, *team = (await kept(office, "S-2026-001")).wanted
    assert own.not_before == SATURDAY
    assert {one.not_before for one in team} == {MONDAY_MORNING + timedelta(hours=1)}


async def test_when_anna_is_away_or_not_linked_the_team_hears_at_once(office: Office) -> None:
    away = replace(ANNA, away_until=NOW + timedelta(days=1))
    office.organisation = replace(office.organisation, members={ANNA.id: away, BORIS.id: replace(BORIS, accounts=())})

    await take_in(office, nps(3, id="S-1", employee=ANNA.email), now=NOW)
    await take_in(office, nps(3, id="S-2", employee=BORIS.email), now=NOW)

    for key in ("S-1", "S-2"):
        found = await kept(office, key)
        assert found.shown == SUPPORT
        assert {one.not_before for one in found.wanted} == {NOW}


async def test_a_rule_sends_bad_deliveries_to_logistics(office: Office) -> None:
    await take_in(office, nps(2, touchpoint="Delivery"), now=NOW)

    assert [chat for _, chat in (await kept(office, "S-2026-001")).shown] == ["C0LOGISTICS", "-100200400"]


async def test_good_words_go_to_the_person_or_else_to_the_team(office: Office) -> None:
    await take_in(office, nps(10, "Anna dacht echt mee!", id="S-1", employee=ANNA.email), now=NOW)
    await take_in(office, nps(9, "Snel geregeld.", id="S-2"), now=NOW)
    await take_in(office, nps(7, "Prima.", id="S-3", employee=ANNA.email), now=NOW)

    assert (await kept(office, "S-1")).shown == [(Shows.OWN_FEEDBACK, "1001")]
    for key in ("S-2", "S-3"):
        assert (await kept(office, key)).shown == [(Shows.FEEDBACK, "C0SUPPORT"), (Shows.FEEDBACK, "-100200300")]


async def test_wordless_scores_gather_in_one_card_a_day(office: Office) -> None:
    await take_in_many(office, [nps(9, None, id=f"S-{n}") for n in range(3)], now=NOW)
    await take_in(office, nps(8, " ", id="S-3"), now=NOW)
    tomorrow = NOW + timedelta(days=3)
    await take_in(office, nps(10, None, id="S-4"), now=tomorrow)

    assert await gathered(office) == [
        ("support", "C0SUPPORT", 2),
        ("support", "-100200300", 2),
        ("support", "C0SUPPORT", 1),
        ("support", "-100200300", 1),
    ]
    assert (await kept(office, "S-0")).shown == []
    async with office.db.read() as tx:
        _, day, counts = await feedback.gathered(tx, 1)
    assert (day.isoformat(), counts) == ("2026-11-20", {(Kind.NPS, 9): 3, (Kind.NPS, 8): 1})


async def test_who_does_not_want_gathering_gets_a_card_each(db: Database) -> None:
    office = await open_office(db, cards=CardRules(gather=Gather.NEVER))

    await take_in(office, nps(9, None), now=NOW)

    assert [shows for shows, _ in (await kept(office, "S-2026-001")).shown] == [Shows.FEEDBACK, Shows.FEEDBACK]
    assert await gathered(office) == []


async def test_old_feedback_counts_and_bothers_nobody(office: Office) -> None:
    old = replace(nps(1), occurred_at=NOW - timedelta(days=7, seconds=1))
    recent = replace(nps(1, id="S-2"), occurred_at=NOW - timedelta(days=7))

    assert (await take_in(office, old, now=NOW)).case is None
    assert (await take_in(office, recent, now=NOW)).case is not None
    assert (await kept(office, "S-2026-001")).shown == []


async def test_a_duplicate_changes_and_wakes_nothing(office: Office, bell: Bell) -> None:
    first = await take_in(office, nps(3), now=NOW)
    before = await kept(office, "S-2026-001")

    again = await take_in(office, nps(3), now=NOW + timedelta(minutes=1))

    assert again == replace(first, status=Status.DUPLICATE)
    assert await kept(office, "S-2026-001") == before
    assert bell.rung == 1


async def test_what_is_missing_in_an_update_never_blanks(office: Office) -> None:
    await take_in(office, nps(3), now=NOW)
    update = Said(source="survey", external_id="S-2026-001", comment="Inmiddels gebeld.", tags=("gebeld",))

    receipt = await take_in(office, update, now=NOW + timedelta(minutes=5))

    assert receipt.status is Status.UPDATED
    found = await kept(office, "S-2026-001")
    said = found.feedback[0].said
    assert (said.score, said.comment, said.tags) == (3, "Inmiddels gebeld.", ("gebeld",))
    assert said.customer.name == "M. de Vries"
    assert found.feedback[0].received_at == NOW
    assert found.happenings == ["opened", "feedback_updated"]
    assert {one.revision for one in found.wanted} == {2}


async def test_a_changed_score_stands_in_the_history_and_keeps_the_case(office: Office) -> None:
    first = await take_in(office, nps(3), now=NOW)
    receipt = await take_in(office, nps(8), now=NOW)

    assert receipt == Receipt(feedback=first.feedback, case=first.case, status=Status.UPDATED)
    assert first.case is not None
    async with office.db.read() as tx:
        last = (await cases.history_of(tx, first.case))[-1]
    assert (last.details["score_before"], last.details["score"]) == ("3", "8")


async def test_a_score_that_turns_bad_leaves_the_gathering_and_opens_a_case(office: Office) -> None:
    first = await take_in(office, nps(8, None), now=NOW)
    assert (await kept(office, "S-2026-001")).gathering is not None

    receipt = await take_in(office, nps(2, None), now=NOW)

    assert first.case is None
    assert receipt.case is not None
    found = await kept(office, "S-2026-001")
    assert found.gathering is None
    assert found.shown == SUPPORT
    async with office.db.read() as tx:
        opened, changed = await cases.history_of(tx, receipt.case)
    assert opened.what == "opened"
    assert (changed.details["score_before"], changed.details["score"]) == ("8", "2")
    assert {revision for *_, revision in await gathered(office)} == {2}


async def test_words_that_come_later_get_their_own_card(office: Office) -> None:
    await take_in(office, nps(9, None), now=NOW)
    await take_in(office, nps(None, "Wat een service!"), now=NOW)

    found = await kept(office, "S-2026-001")
    assert found.gathering is None
    assert [shows for shows, _ in found.shown] == [Shows.FEEDBACK, Shows.FEEDBACK]


async def test_a_request_for_contact_turns_a_compliment_into_a_case(office: Office) -> None:
    await take_in(office, nps(10, "Top, bel me nog even.", employee=ANNA.email), now=NOW)
    await take_in(office, replace(nps(None, None), contact_requested=True), now=NOW)

    found = await kept(office, "S-2026-001")
    assert found.shown == [(Shows.OWN_CASE, "1001"), *SUPPORT]


async def test_whom_it_is_about_stays_as_it_was_at_receipt(office: Office) -> None:
    await take_in(office, nps(9, "Fijn.", employee=ANNA.email), now=NOW)
    await take_in(office, nps(2, "Toch niet.", employee=BORIS.email), now=NOW)

    found = await kept(office, "S-2026-001")
    assert found.feedback[0].employee_id == ANNA.id
    assert found.shown[0] == (Shows.OWN_CASE, "1001")


async def test_the_same_key_more_than_once_in_one_batch(office: Office) -> None:
    receipts = await take_in_many(
        office, [nps(9, None), nps(3, None), nps(3, None, id="S-2"), nps(3, "Bel me."), nps(3, "Bel me.")], now=NOW
    )

    assert [receipt.status for receipt in receipts] == [
        Status.ACCEPTED,
        Status.UPDATED,
        Status.ACCEPTED,
        Status.UPDATED,
        Status.DUPLICATE,
    ]
    assert len({receipt.feedback for receipt in receipts}) == 2
    assert len((await kept(office, "S-2026-001")).cases) == 1


async def test_the_same_id_of_another_source_is_another_feedback(office: Office) -> None:
    first = await take_in(office, nps(3), now=NOW)
    second = await take_in(office, replace(nps(3), source="reviews"), now=NOW)

    assert first.feedback != second.feedback
    assert first.case != second.case


async def test_two_replicas_take_in_the_same_key_at_the_same_moment(office: Office, database_url: str) -> None:
    other = Office(db=Database(database_url), organisation=office.organisation, nudge=lambda: None)
    here = [nps(3, id=f"S-{n}") for n in range(20)]

    both = await asyncio.gather(
        take_in_many(office, here, now=NOW),
        take_in_many(other, list(reversed(here)), now=NOW),
        take_in_many(office, [here[7]], now=NOW),
        take_in_many(other, [here[7]], now=NOW),
    )
    await other.db.close()

    statuses = [receipt.status for receipts in both for receipt in receipts]
    assert statuses.count(Status.ACCEPTED) == 20
    assert statuses.count(Status.DUPLICATE) == 22
    for said in here:
        one = await kept(office, said.external_id)
        assert (len(one.feedback), len(one.cases), len(one.wanted)) == (1, 1, 2)


async def test_all_or_nothing(office: Office, bell: Bell) -> None:
    async with office.db.begin() as tx:
        await tx.execute(text("CREATE UNIQUE INDEX only_one_score ON feedback (score)"))

    outcome = await asyncio.gather(
        take_in_many(office, [nps(3, id="S-1"), nps(3, id="S-2")], now=NOW), return_exceptions=True
    )

    assert isinstance(outcome[0], Exception)
    assert (await kept(office, "S-1")).feedback == []
    assert bell.rung == 0


async def test_money_and_moments_come_back_as_they_were(office: Office) -> None:
    at = datetime(2026, 11, 20, 8, 59, 59, 123456, tzinfo=UTC)
    said = replace(nps(9, "Fijn."), occurred_at=at, customer=Customer(value=Decimal("1200.55")))

    await take_in(office, said, now=NOW)
    again = await take_in(office, said, now=NOW)

    assert again.status is Status.DUPLICATE
    (one,) = (await kept(office, "S-2026-001")).feedback
    assert (one.occurred_at, one.said.customer.value) == (at, Decimal("1200.55"))
