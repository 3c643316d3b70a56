"""Two couriers on one database share the work: nothing is done twice, and each chat keeps its pace."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.destination import Destination
from bot.domain.posting import Standing
from bot.services.intake import take_in_many
from scheduler.courier import Courier
from scheduler.pace import pace_of
from storage.engine import Database
from tests.scheduler.letterbox import Letterbox, Ordered
from tests.scheduler.rounds import Round, courier, until
from tests.world import BORIS, LOGISTICS_SLACK, LOGISTICS_TELEGRAM, SUPPORT_SLACK, SUPPORT_TELEGRAM, nps, open_office

PLACES = (SUPPORT_SLACK, SUPPORT_TELEGRAM, LOGISTICS_SLACK, LOGISTICS_TELEGRAM)


@pytest.fixture
async def other(round: Round, database_url: str) -> AsyncIterator[Courier]:
    """The courier of another replica: same database and same platforms, nothing else shared."""
    database = Database(database_url)
    yield courier(await open_office(database), round.slack, round.telegram)
    await database.close()


async def a_busy_morning(round: Round, cases: int) -> None:
    """So many detractors for support, and as many for logistics."""
    said = [nps(id=f"S-{n}", touchpoint="delivery" if n % 2 else "call-centre") for n in range(cases * 2)]
    await take_in_many(round.office, said, now=round.clock())


async def test_nothing_twice_and_no_chat_faster_than_its_pace(round: Round, other: Courier) -> None:
    await a_busy_morning(round, 12)
    for _ in range(80):
        await asyncio.gather(round.courier.deliver_all(), other.deliver_all())
        round.clock.move(timedelta(seconds=0.5))

    for box, places in ((round.slack, (SUPPORT_SLACK, LOGISTICS_SLACK)), (round.telegram, PLACES[1::2])):
        assert max(Counter(message.posting for message in box.standing()).values()) == 1
        for place in places:
            assert len(box.standing(place.chat)) == 12
            keeps_pace(box, place)
    assert await round.counts() == {}


async def test_both_lend_a_hand(round: Round, other: Courier) -> None:
    """While one is busy with an answer that does not come, the other goes on with the same chats."""
    await a_busy_morning(round, 3)
    stuck = asyncio.Event()
    for box in (round.slack, round.telegram):
        box.order("post", *(Ordered(before=stuck.wait) for _ in range(6)))
    held_up = asyncio.create_task(round.courier.deliver_all())
    await until(lambda: len(round.slack.calls) + len(round.telegram.calls) == 12)
    await a_busy_morning_more(round)
    for _ in range(40):
        round.clock.move(timedelta(seconds=1))
        await other.deliver_all()
    assert len(round.slack.standing()) == len(round.telegram.standing()) == 2
    stuck.set()
    await held_up
    assert await round.counts() == {}


async def a_busy_morning_more(round: Round) -> None:
    """One more for each team."""
    said = [nps(id="M-1", touchpoint="delivery"), nps(id="M-2")]
    await take_in_many(round.office, said, now=round.clock())


async def test_both_at_once_all_day_with_presses(round: Round, other: Courier) -> None:
    """Both run as in the product, and are stopped in the middle: what was under way is finished."""
    running = [asyncio.create_task(one.run()) for one in (round.courier, other)]
    cases = []
    for n in range(12):
        cases.append(await round.case(f"S-{n}"))
        if n % 3 == 2:
            await round.claim(cases[n - 1], BORIS.id)
        for one in (round.courier, other):
            one.nudge()
        await asyncio.sleep(0.01)
        round.clock.move(timedelta(seconds=4))
    for task in running:
        task.cancel()
    await asyncio.wait(running)
    await round.settle_all(steps=60, step=timedelta(seconds=4))

    assert await round.counts() == {}
    assert set((await round.standings()).values()) == {Standing.LIVE}
    for box, place in ((round.slack, SUPPORT_SLACK), (round.telegram, SUPPORT_TELEGRAM)):
        assert sorted(message.posting for message in box.standing()) == sorted(
            one.id for one in await round.postings() if one.place == place
        )
        assert sum("Boris" in str(message.card) for message in box.standing()) == 4


def keeps_pace(box: Letterbox, place: Destination) -> None:
    """In any stretch of time a chat gets no more than its burst and one for every interval."""
    pace = pace_of(place)
    moments = [call.at for call in box.calls if call.chat == place.chat]
    for first, start in enumerate(moments):
        for last, end in enumerate(moments[first:], start=1):
            assert last <= pace.burst + (end - start) / pace.interval
