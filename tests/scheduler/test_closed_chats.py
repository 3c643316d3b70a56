"""Chats that close, open again and move: the right people hear of it once, and nobody's case is forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.case import CaseState, Resolution, Told
from bot.domain.destination import Destination, Platform
from bot.domain.posting import Shows
from bot.errors import Gone, Moved
from bot.services import chats, members
from bot.services.office import Office
from storage import cases as case_store
from storage import postings
from tests.scheduler.letterbox import Ordered
from tests.scheduler.rounds import Round
from tests.world import ANNA, BORIS, FATIMA, SUPPORT_SLACK, SUPPORT_TELEGRAM, Bell, wanted

SECOND = timedelta(seconds=1)
ANNA_TELEGRAM, ANNA_SLACK, FATIMA_SLACK, BORIS_SLACK = "1001", "U0ANNA", "U0FATIMA", "U0BORIS"
SUPERGROUP = "-100999"


async def test_a_closed_group_is_left_alone_and_its_lead_and_admins_told_once(round: Round) -> None:
    round.office.organisation = replace(round.office.organisation, admins=frozenset({BORIS.email}))
    round.telegram.closed.add(SUPPORT_TELEGRAM.chat)
    for n in range(5):
        await round.case(f"S-{n}")
    await round.settle_all()
    await round.case("S-9")
    await round.settle_all()

    assert len(round.telegram.calls) <= 3, "no more tries than were under way at once"
    assert len(round.slack.standing(SUPPORT_SLACK.chat)) == 6
    [fatima], [boris] = round.slack.standing(FATIMA_SLACK), round.slack.standing(BORIS_SLACK)
    assert "-100200300" in str(fatima.card)
    assert "not in the chat" in str(boris.card)
    assert (await round.counts())["gone"] == len(round.telegram.calls)


async def test_a_group_that_opens_again_gets_what_it_missed(round: Round) -> None:
    round.telegram.closed.add(SUPPORT_TELEGRAM.chat)
    case = await round.case()
    await round.case("S-2")
    await round.settle_all()
    await round.claim(case, BORIS.id)
    round.telegram.heal()
    await round.settle_all()
    assert round.telegram.standing() == []

    await chats.chat_opened(round.office, replace(SUPPORT_TELEGRAM, thread=None), now=round.clock())
    await round.settle_all()

    cards = round.telegram.standing(SUPPORT_TELEGRAM.chat)
    assert len(cards) == 2
    assert sum("Boris" in str(card.card) for card in cards) == 1
    assert await round.counts() == {}


async def test_who_blocks_the_bot_on_one_platform_is_reached_on_the_other(round: Round) -> None:
    round.telegram.closed.add(ANNA_TELEGRAM)
    case = await round.case(employee=ANNA.email)
    await round.go()
    await round.go()

    [card] = round.slack.standing(ANNA_SLACK)
    assert card.posting == (await round.postings(Shows.OWN_CASE))[0].id
    assert round.slack.standing(SUPPORT_SLACK.chat) == [], "her head start goes on"
    async with round.office.db.read() as tx:
        assert (await case_store.get(tx, case)).in_head_start(round.clock())
    await round.case("S-2", employee=ANNA.email)
    await round.go(after=SECOND)
    assert len(round.slack.standing(ANNA_SLACK)) == 2, "and so is she from then on"
    assert len(round.telegram.asked("post", ANNA_TELEGRAM)) == 1


@pytest.mark.parametrize("elsewhere", [True, False])
async def test_what_came_in_while_a_private_chat_closed_goes_elsewhere(round: Round, elsewhere: bool) -> None:
    if not elsewhere:
        await members.sync(
            round.office.db, wanted([replace(ANNA, accounts=ANNA.accounts[1:]), BORIS]), now=round.clock()
        )
        await round.office.meet_members()
    round.telegram.closed.add(ANNA_TELEGRAM)
    replica = Office(db=round.office.db, organisation=round.office.organisation, nudge=Bell())
    chat = Destination(platform=Platform.TELEGRAM, chat=ANNA_TELEGRAM)
    await chats.chat_closed(replica, chat, team=None, because="blocked", now=round.clock())
    case = await round.case(employee=ANNA.email)  # here nobody knows yet
    await round.go()
    await round.go()

    assert len(round.slack.standing(ANNA_SLACK)) == elsewhere
    async with round.office.db.read() as tx:
        assert (await case_store.get(tx, case)).in_head_start(round.clock()) is elsewhere
    assert len(round.telegram.asked("post", ANNA_TELEGRAM)) == 1


async def test_the_card_of_an_open_case_moves_along_when_its_reader_blocks_the_bot(round: Round) -> None:
    case = await round.case(employee=ANNA.email)
    await round.go()
    assert len(round.telegram.standing(ANNA_TELEGRAM)) == 1
    place = Destination(platform=Platform.TELEGRAM, chat=ANNA_TELEGRAM)
    await chats.chat_closed(round.office, place, team=None, because="the person has blocked the bot", now=round.clock())
    await round.claim(case, ANNA.id)
    await round.settle_all(steps=4)

    [card] = round.slack.standing(ANNA_SLACK)
    assert card.edits == 0
    assert await round.counts() == {}


async def test_a_case_opens_to_the_team_when_its_person_cannot_be_reached_at_all(round: Round) -> None:
    round.slack.closed.add(BORIS_SLACK)
    await round.case(employee=BORIS.email)
    await round.go()
    await round.go()

    assert len(round.slack.standing(SUPPORT_SLACK.chat)) == 1
    assert len(round.telegram.standing(SUPPORT_TELEGRAM.chat)) == 1
    assert len(round.slack.standing(FATIMA_SLACK)) == 1
    await round.case("S-2", employee=BORIS.email)
    await round.go(after=10 * SECOND)
    assert len(round.slack.standing(SUPPORT_SLACK.chat)) == 2, "the next one goes to the team at once"
    assert len(round.slack.asked("post", BORIS_SLACK)) == 1


async def test_who_opens_the_private_chat_again_gets_what_waited(round: Round) -> None:
    round.slack.closed.add(BORIS_SLACK)
    await round.case(employee=BORIS.email)
    await round.settle_all(steps=4)
    round.slack.heal()
    await chats.chat_opened(round.office, Destination(platform=Platform.SLACK, chat=BORIS_SLACK), now=round.clock())
    await round.go()

    assert len(round.slack.standing(BORIS_SLACK)) == 1
    assert await round.counts() == {}


async def test_a_lead_whose_own_chat_closed_is_told_elsewhere_or_not_at_all(round: Round) -> None:
    round.slack.closed |= {FATIMA_SLACK, SUPPORT_SLACK.chat}
    round.telegram.closed.add("1003")
    await round.case()
    await round.settle_all(steps=6)

    assert len(round.slack.asked("post", FATIMA_SLACK)) == 1
    tries = [call.posting for call in round.telegram.asked("post", "1003")]
    assert len(set(tries)) == len(tries) == 2, "the team's chat and her own: each is tried once and then let be"


async def test_a_group_that_became_a_supergroup_is_followed(round: Round) -> None:
    case = await round.case()
    await round.go()
    [before] = round.telegram.standing()
    round.telegram.order("edit", Ordered(failure=Moved(SUPERGROUP)))
    await round.claim(case, BORIS.id)
    await round.settle_all(steps=4)

    [after] = round.telegram.standing(SUPERGROUP)
    assert "Boris" in str(after.card)
    assert len(round.telegram.messages) == 2
    assert before.posting == after.posting
    assert round.office.team("support").destinations[1].place == replace(SUPPORT_TELEGRAM, chat=SUPERGROUP)
    await round.case("S-2")
    await round.settle_all(steps=4)
    assert len(round.telegram.standing(SUPERGROUP)) == 2


async def test_open_cases_are_posted_anew_in_the_supergroup_and_done_ones_stay(round: Round) -> None:
    still_open, done = await round.case("S-1"), await round.case("S-2")
    await round.go()
    async with round.office.db.begin() as tx:
        case = await case_store.get(tx, done)
        assert await case_store.save(tx, replace(case, state=CaseState.RESOLVED, resolution=_done(round), revision=2))
    await chats.chat_moved(round.office, Platform.TELEGRAM, old=SUPPORT_TELEGRAM.chat, new=SUPERGROUP)
    await chats.chat_moved(round.office, Platform.TELEGRAM, old=SUPPORT_TELEGRAM.chat, new=SUPERGROUP)
    await round.settle_all(steps=4)

    [card] = round.telegram.standing(SUPERGROUP)
    [posting] = [one for one in await round.postings() if one.remote == card.remote]
    assert posting.subject == still_open
    assert await round.counts() == {}


async def test_a_move_to_where_we_are_moves_nothing(round: Round) -> None:
    case = await round.case()
    await round.go()
    round.telegram.order("edit", Ordered(failure=Moved(SUPPORT_TELEGRAM.chat)))
    await round.claim(case, BORIS.id)
    await round.settle_all(steps=2)

    [card] = round.telegram.standing()
    assert card.edits == 1
    assert await round.counts() == {}


async def test_what_was_being_sent_during_the_move_is_sent_where_we_are_now(round: Round) -> None:
    """Its answer comes after the move, and is of no use any more."""
    await round.case()

    async def move() -> None:
        await chats.chat_moved(round.office, Platform.TELEGRAM, old=SUPPORT_TELEGRAM.chat, new=SUPERGROUP)

    round.telegram.order("post", Ordered(before=move))
    await round.settle_all(steps=2)

    [posting] = [one for one in await round.postings() if one.place.platform is Platform.TELEGRAM]
    assert posting.remote == round.telegram.standing(SUPERGROUP)[0].remote


async def test_the_configurations_old_id_still_leads_there_after_a_restart(round: Round) -> None:
    configured = round.office.organisation
    await chats.chat_moved(round.office, Platform.TELEGRAM, old=SUPPORT_TELEGRAM.chat, new=SUPERGROUP)
    round.office.organisation = configured
    await round.office.meet_members()
    await round.case()
    await round.settle_all(steps=2)

    assert len(round.telegram.standing(SUPERGROUP)) == 1


async def test_gone_while_editing_counts_as_gone(round: Round) -> None:
    case = await round.case()
    await round.go()
    round.slack.order("edit", Ordered(failure=Gone("is_archived")))
    await round.claim(case, BORIS.id)
    await round.settle_all()

    assert await round.counts() == {"gone": 1}
    assert len(round.slack.standing(FATIMA_SLACK)) == 1


async def test_nothing_personal_goes_to_who_has_left(round: Round) -> None:
    case = await round.case(employee=ANNA.email)
    await members.sync(round.office.db, wanted([BORIS, FATIMA]), now=round.clock())
    await round.office.meet_members()
    await round.settle_all(steps=2)

    assert round.telegram.standing(ANNA_TELEGRAM) == []
    assert len(round.slack.standing(SUPPORT_SLACK.chat)) == 1, "nobody waits for her"
    assert await round.counts() == {}
    async with round.office.db.begin() as tx:
        await postings.want(tx, (Shows.OWN_CASE,), [case])
    await round.go()
    assert await round.counts() == {}


async def test_a_card_that_stood_with_somebody_who_left_is_taken_away(round: Round) -> None:
    case = await round.case(employee=ANNA.email)
    await round.go()
    await round.claim(case, ANNA.id)
    await round.go(after=SECOND)
    await members.sync(round.office.db, wanted([BORIS, FATIMA]), now=round.clock())
    await round.office.meet_members()
    await round.settle_all(steps=2)

    assert round.telegram.standing(ANNA_TELEGRAM) == []
    assert await round.counts() == {}


def _done(round: Round) -> Resolution:
    return Resolution(cause="other", done="Gebeld.", told=Told.PHONED, because=None, by=BORIS.id, at=round.clock())


async def test_three_messages_that_find_the_same_chat_closed_are_in_nobodys_way(
    round: Round, caplog: pytest.LogCaptureFixture
) -> None:
    round.telegram.closed.add(ANNA_TELEGRAM)
    for n in range(9):
        await round.case(f"S-{n}", employee=ANNA.email)
    await round.settle_all(steps=5)

    assert len(round.slack.standing(ANNA_SLACK)) == 9
    assert "did not foresee" not in caplog.text
