"""Cards come when it is their time: after a head start, in working hours, or not at all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.posting import NewPosting, Shows
from bot.services import cases, members
from storage import postings
from tests.scheduler.rounds import Round
from tests.world import ANNA, BORIS, FATIMA, SUPPORT_SLACK, wanted

HOUR = timedelta(hours=1)
ANNA_CHAT, TEAM = "1001", SUPPORT_SLACK.chat


async def test_the_teams_card_comes_when_the_head_start_passes_without_any_press(round: Round) -> None:
    await round.case(employee=ANNA.email)
    await round.go()
    assert len(round.telegram.standing(ANNA_CHAT)) == 1
    await round.go(after=HOUR - timedelta(seconds=1))
    assert round.slack.standing(TEAM) == []
    await round.go(after=timedelta(seconds=1))

    [card] = round.slack.standing(TEAM)
    assert "Anna" not in str(card.card), "whom it is about is nobody's business"


async def test_the_teams_card_comes_folded_when_the_named_one_claims(round: Round) -> None:
    case = await round.case(employee=ANNA.email)
    await round.go()
    await round.claim(case, ANNA.id)
    await round.go()

    [card] = round.slack.standing(TEAM)
    assert "Anna" in str(card.card)
    await round.release(case, ANNA.id)
    await round.go(after=timedelta(seconds=10))
    [card] = round.slack.standing(TEAM)
    assert card.edits == 1


async def test_a_personal_card_waits_for_the_next_working_moment(round: Round) -> None:
    round.clock.now = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)  # Friday 18:00 in Amsterdam: closed
    await round.case(employee=ANNA.email)
    await round.go()
    await round.go(after=timedelta(hours=60))
    assert round.telegram.standing() == []
    round.clock.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # Monday 09:00
    await round.go()

    assert len(round.telegram.standing(ANNA_CHAT)) == 1
    assert round.slack.standing(TEAM) == [], "her head start is an hour of working time"
    await round.go(after=HOUR)
    assert len(round.slack.standing(TEAM)) == 1


async def test_a_personal_card_comes_at_once_where_the_house_says_so(round: Round) -> None:
    org = round.office.organisation
    round.office.organisation = replace(org, cards=replace(org.cards, hold_outside_hours=False))
    round.clock.now = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    await round.case(employee=ANNA.email)
    await round.go()

    assert len(round.telegram.standing(ANNA_CHAT)) == 1


async def test_what_is_resolved_before_its_personal_card_came_never_comes(round: Round) -> None:
    round.clock.now = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    case = await round.case(employee=ANNA.email)
    await round.resolve(case, ANNA.id)
    await round.go()
    round.clock.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    await round.go()

    assert round.telegram.standing(ANNA_CHAT) == []
    assert await round.counts() == {}


async def test_a_colleague_who_left_leaves_the_case_to_the_team_at_once(round: Round) -> None:
    await round.case(employee=ANNA.email)
    await round.go()
    await members.sync(round.office.db, wanted([BORIS, FATIMA]), now=round.clock())
    await round.office.meet_members()
    await round.go()

    assert len(round.slack.standing(TEAM)) == 1


async def test_what_shows_nothing_that_exists_is_settled_as_absent(round: Round) -> None:
    async with round.office.db.begin() as tx:
        for shows in Shows:
            one = NewPosting(shows=shows, subject=4711, place=SUPPORT_SLACK, team="support")
            await postings.add_many(tx, [one], now=round.clock())
    await round.settle_all(steps=len(Shows))

    assert round.slack.calls == []
    assert await round.counts() == {}


async def test_a_snooze_that_is_over_is_told_to_the_holder(round: Round) -> None:
    case = await round.case()
    await round.go()
    await round.claim(case, BORIS.id)
    await cases.snooze(round.office, case, round.by(BORIS.id), until=round.clock() + HOUR)
    await round.go(after=HOUR)
    assert await cases.wake(round.office, now=round.clock()) == 1
    await round.go(after=HOUR)

    assert len(round.slack.standing("U0BORIS")) == 1
