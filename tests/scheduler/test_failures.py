"""Every kind of failure says what happens next, and none of them is the end of anything."""

from datetime import timedelta

from bot.domain.posting import Shows, Standing
from bot.errors import Refused, RetryLater, Uncertain
from scheduler.backoff import LAST_ATTEMPT
from storage import postings
from tests.scheduler.letterbox import Ordered
from tests.scheduler.rounds import Round
from tests.world import SUPPORT_SLACK, SUPPORT_TELEGRAM

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
SLACK_CHAT, TELEGRAM_CHAT = SUPPORT_SLACK.chat, SUPPORT_TELEGRAM.chat


async def test_a_refused_message_is_parked_until_the_operator_tries_again(round: Round) -> None:
    await round.case()
    round.slack.order("post", Ordered(failure=Refused("invalid_blocks")))
    await round.settle_all()
    assert round.slack.standing() == []
    assert await round.counts() == {"parked": 1}

    async with round.office.db.begin() as tx:
        assert await postings.retry(tx, Standing.PARKED, now=round.clock()) == 1
    await round.go()
    assert len(round.slack.standing()) == 1
    assert await round.counts() == {}


async def test_maybe_sent_is_looked_for_where_that_can_be_done(round: Round) -> None:
    await round.case()
    for box in (round.slack, round.telegram):
        box.order("post", Ordered(failure=Uncertain("no answer"), done=True))
    await round.settle_all(steps=4)

    assert len(round.slack.standing()) == 1
    assert len(round.telegram.standing()) == 2


async def test_maybe_sent_but_not_there_is_sent_again(round: Round) -> None:
    await round.case()
    round.slack.order("post", Ordered(failure=Uncertain("no answer")))
    await round.settle_all(steps=4)

    assert len(round.slack.standing()) == 1
    assert len(round.slack.asked("find")) == 1


async def test_looking_may_fail_too_and_is_tried_again(round: Round) -> None:
    await round.case()
    round.slack.order("post", Ordered(failure=Uncertain("no answer"), done=True))
    round.slack.order("find", Ordered(failure=RetryLater("slow down")), Ordered(failure=ValueError("nobody foresaw")))
    await round.settle_all()

    assert len(round.slack.standing()) == 1


async def test_what_maybe_stands_and_should_not_is_looked_for_and_removed(round: Round) -> None:
    case = await round.case()
    round.slack.order("post", Ordered(failure=Uncertain("no answer"), done=True))
    await round.go()
    async with round.office.db.begin() as tx:
        await postings.take_away(tx, Shows.TEAM_CASE, case)
    await round.settle_all(steps=4)

    assert round.slack.standing() == []
    assert round.telegram.standing() == []
    assert await round.counts() == {}


async def test_what_nobody_foresaw_kills_nobody(round: Round) -> None:
    await round.case()
    round.slack.order("post", Ordered(failure=KeyError("channel")), Ordered(failure=RuntimeError("closed"), done=True))
    await round.settle_all(steps=4)

    assert len(round.slack.standing()) == 1
    assert await round.counts() == {}


async def test_many_failures_in_a_row_end_in_the_operators_hands(round: Round) -> None:
    await round.case()
    round.slack.order("post", *(Ordered(failure=RetryLater("no network")) for _ in range(LAST_ATTEMPT + 50)))
    for _ in range(LAST_ATTEMPT + 1):
        await round.go(after=timedelta(minutes=15))

    assert await round.counts() == {"parked": 1}
    assert len(round.slack.asked("post")) == LAST_ATTEMPT
