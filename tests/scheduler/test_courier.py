"""What should stand, stands: once, as it is now, and in time."""

import asyncio
from datetime import timedelta
from functools import partial

from bot.domain.posting import Shows
from bot.errors import Refused, RetryLater
from bot.services import cases
from scheduler.backoff import LAST_ATTEMPT
from scheduler.courier import LEASE
from storage import postings
from tests.scheduler.letterbox import Letterbox, Ordered
from tests.scheduler.rounds import Round, courier, until
from tests.world import ANNA, BORIS, SUPPORT_SLACK, SUPPORT_TELEGRAM

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
SLACK_CHAT, TELEGRAM_CHAT = SUPPORT_SLACK.chat, SUPPORT_TELEGRAM.chat


async def test_a_case_stands_on_both_platforms_and_follows_the_claim(round: Round) -> None:
    case = await round.case()
    await round.go()
    await round.claim(case, BORIS.id)
    await round.go()

    for box in (round.slack, round.telegram):
        [card] = box.standing()
        assert card.edits == 1
        assert "Boris" in str(card.card)
    assert await round.counts() == {}


async def test_ten_presses_while_an_edit_is_under_way_cost_one_more_edit(round: Round) -> None:
    case = await round.case()
    await round.go()

    async def ten_presses() -> None:
        for _ in range(5):
            await round.claim(case, BORIS.id)
            await round.release(case, BORIS.id)

    round.slack.order("edit", Ordered(before=ten_presses))
    await round.claim(case, ANNA.id)
    await round.release(case, ANNA.id)
    await round.go()
    await round.go(after=10 * SECOND)

    assert len(round.slack.asked("edit")) == 2
    assert await round.counts() == {}


async def test_nobody_else_edits_while_an_edit_is_under_way(round: Round) -> None:
    case = await round.case()
    await round.go()
    other = courier(round.office, round.slack, round.telegram)

    async def press_and_let_another_courier_look() -> None:
        await round.claim(case, BORIS.id)
        await other.deliver_all()

    round.slack.order("edit", Ordered(before=press_and_let_another_courier_look))
    await round.claim(case, ANNA.id)
    await round.release(case, ANNA.id)
    await round.go()
    await round.go(after=10 * SECOND)

    assert "Boris" in str(round.slack.standing()[0].card)


async def test_after_a_crash_slack_finds_the_card_and_telegram_sends_it_again(round: Round) -> None:
    await round.case()
    for box in (round.slack, round.telegram):
        box.order("post", Ordered(failure=asyncio.CancelledError(), done=True))
    await round.go()
    assert [len(box.standing()) for box in (round.slack, round.telegram)] == [1, 1]

    await round.go(after=LEASE - SECOND)
    assert len(round.telegram.standing()) == 1, "the crashed courier's lease still holds"
    await round.go(after=SECOND)

    assert len(round.slack.standing()) == 1
    assert len(round.slack.asked("find")) == 1
    assert len(round.telegram.standing()) == 2
    assert await round.counts() == {}


async def test_a_crash_in_the_middle_of_an_edit_edits_again(round: Round) -> None:
    case = await round.case()
    await round.go()
    round.telegram.order("edit", Ordered(failure=asyncio.CancelledError()))
    await round.claim(case, BORIS.id)
    await round.go()
    await round.go(after=LEASE)

    [card] = round.telegram.standing()
    assert "Boris" in str(card.card)


async def test_what_a_paused_courier_brings_back_too_late_is_not_heard(round: Round) -> None:
    """Its lease ran out while its machine slept, and another courier finished the work meanwhile."""
    await round.case()
    other = courier(round.office, round.slack, round.telegram)

    async def sleep_past_the_lease() -> None:
        round.slack.in_hand.clear()
        round.clock.move(LEASE)
        await other.deliver_all()

    round.slack.order("post", Ordered(before=sleep_past_the_lease))
    await round.go()

    [mine] = [one for one in await round.postings() if one.place == SUPPORT_SLACK]
    assert mine.remote is not None
    assert mine.remote.message == "1", "the posting knows the message of whoever held the lease last"
    assert await round.counts() == {}


async def test_a_chat_that_asks_to_wait_waits_until_then_and_the_others_go_on(round: Round) -> None:
    until = round.clock() + timedelta(seconds=77)
    await round.case()
    round.slack.order("post", Ordered(failure=RetryLater("slow down", at=until)))
    await round.go()
    assert round.slack.standing() == []
    assert len(round.telegram.standing()) == 1

    await round.case("S-2")
    await round.go(after=timedelta(seconds=76.9))
    assert round.slack.standing() == [], "nothing at all goes to the chat"
    assert len(round.telegram.standing()) == 2
    await round.go(after=timedelta(seconds=0.1))
    assert len(round.slack.standing()) == 1
    await round.go(after=SECOND)
    assert len(round.slack.standing()) == 2


async def test_being_asked_to_wait_is_no_failure(round: Round) -> None:
    await round.case()
    for _ in range(LAST_ATTEMPT + 5):
        round.slack.order("post", Ordered(failure=RetryLater("slow down", at=round.clock() + SECOND)))
        await round.go(after=SECOND)
    await round.go(after=SECOND)

    assert len(round.slack.standing()) == 1


async def test_a_chat_that_hangs_delays_no_other(round: Round) -> None:
    stuck = asyncio.Event()
    round.slack.order(f"post {SLACK_CHAT}", *(Ordered(before=stuck.wait) for _ in range(100)))
    for n in range(40):
        await round.case(f"S-{n}")
    delivering = asyncio.create_task(round.courier.run())
    for n in range(8):
        await round.case(f"L-{n}", touchpoint="delivery")
        round.clock.move(timedelta(seconds=5))
        round.courier.nudge()
        await until(partial(there_are, round.slack, "C0LOGISTICS", n + 1))

    assert len(round.slack.asked("post", SLACK_CHAT)) == 3
    assert len(round.telegram.standing(TELEGRAM_CHAT)) > 3
    stuck.set()
    delivering.cancel()
    await asyncio.wait([delivering])


async def test_presses_go_before_broadcasts(round: Round) -> None:
    pressed = await round.case("S-0")
    await round.go(after=HOUR)
    for n in range(1, 20):
        await round.case(f"S-{n}")
    await round.claim(pressed, BORIS.id)
    await round.go()

    calls = [call.name for call in round.slack.calls if call.chat == SLACK_CHAT]
    assert "edit" in calls[1:3]


async def test_a_report_waits_for_its_card_and_hangs_under_it(round: Round) -> None:
    case = await round.case()
    round.slack.order("post", Ordered(failure=RetryLater("later", at=round.clock() + 10 * SECOND)))
    await round.go()
    await round.resolve(case, BORIS.id)
    await round.go(after=SECOND)
    assert round.slack.standing() == []
    await round.go(after=10 * SECOND)
    await round.go(after=10 * SECOND)

    card, report = round.slack.standing()
    assert report.parent == card.remote


async def test_a_report_stands_alone_when_its_card_was_deleted(round: Round) -> None:
    case = await round.case()
    await round.go()
    await round.resolve(case, BORIS.id)
    for message in round.slack.standing():
        message.deleted = True
    round.slack.order("post", Ordered(failure=RetryLater("later", at=round.clock() + 5 * SECOND)))
    await round.settle_all(steps=4)

    [report] = round.slack.standing()
    assert "Teruggebeld" in str(report.card)
    assert await round.counts() == {}


async def test_a_report_does_not_wait_for_a_card_that_was_refused(round: Round) -> None:
    case = await round.case()
    round.slack.order("post", Ordered(failure=Refused("no such blocks")))
    await round.go()
    await round.resolve(case, BORIS.id)
    await round.settle_all(steps=4)

    [report] = round.slack.standing()
    assert report.parent is None


async def test_a_deleted_card_of_an_open_case_is_posted_once_more(round: Round) -> None:
    case = await round.case()
    await round.go()
    round.slack.standing()[0].deleted = True
    await round.claim(case, BORIS.id)
    await round.settle_all(steps=4)

    [card] = round.slack.standing()
    assert "Boris" in str(card.card)
    assert len(round.slack.asked("post")) == 2


async def test_a_deleted_card_of_a_resolved_case_stays_away(round: Round) -> None:
    case = await round.case()
    await round.go()
    await round.resolve(case, BORIS.id)
    await round.settle_all(steps=4)
    card, _ = round.slack.standing()
    card.deleted = True
    async with round.office.db.begin() as tx:
        await postings.want(tx, (Shows.TEAM_CASE,), [case])
    await round.settle_all(steps=4)

    assert len(round.slack.standing()) == 1
    assert await round.counts() == {}
    await cases.reopen(round.office, case, round.by(BORIS.id))
    await round.settle_all(steps=4)
    assert len(round.slack.standing()) == 2, "opened again it is work again"


def there_are(box: Letterbox, chat: str, many: int) -> bool:
    """Whether so many messages stand in a chat."""
    return len(box.standing(chat)) >= many
