"""The time machine, without a browser: what was to come comes within seconds, in order, and once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession

from sandbox.demo import Demo
from sandbox.demo.stops import a_little_later, stops
from tests.world import HOURS

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
async def friday() -> AsyncIterator[Demo]:
    """De Vries Wonen on Friday 20 November at ten, after a morning of feedback."""
    running = Demo(language="en", today=FRIDAY)
    await running.start()
    yield running
    await running.stop()


async def travel(session: ClientSession, demo: Demo, brings: str) -> str:
    """Go to the next moment that brings this, and return where one is."""
    async with session.get(f"{demo.url}/time") as answer:
        targets = (await answer.json())["targets"]
    to = next(target["at"] for target in targets if target["brings"] == brings)
    async with session.post(f"{demo.url}/time", json={"to": to}) as answer:
        assert answer.status == 200
        return str((await answer.json())["now"])


def on_slack(demo: Demo, channel: str) -> list[str]:
    return [message.text for message in demo.slack.messages(channel)]


@pytest.mark.slow
async def test_the_mornings_digest_and_the_deadlines_before_it_come_in_their_order(friday: Demo) -> None:
    async with ClientSession() as session:
        assert (await travel(session, friday, "digest")).startswith("2026-11-23T07:45:")
    said = on_slack(friday, "C0SUPPORT")
    assert said[-1].startswith("8 responses since Fri 08:45")
    overdue = [place for place, words in enumerate(said) if words.startswith("⚠️")]
    assert overdue
    assert len(said) == len(set(said))


@pytest.mark.slow
async def test_a_pulse_is_asked_answered_by_those_nobody_plays_and_shown_in_totals_only(friday: Demo) -> None:
    async with ClientSession() as session:
        await travel(session, friday, "pulse")
        question = "How likely are you to recommend De Vries Wonen as a place to work?"
        assert on_slack(friday, "U0JOOST") == [question]
        assert friday.telegram.messages(1002)[-1].text.startswith(question)
        assert (await travel(session, friday, "result")).startswith("2026-11-26T16:00:")
    (result,) = [words for words in on_slack(friday, "C0SUPPORT") if words.startswith("eNPS")]
    assert "+60" in result
    assert not [words for words in on_slack(friday, "C0UTRECHT") if words.startswith("eNPS")]


@pytest.mark.slow
async def test_every_week_asks_again(friday: Demo) -> None:
    async with ClientSession() as session:
        for week in (1, 2):
            await travel(session, friday, "pulse")
            asked = [words for words in on_slack(friday, "U0LISA") if words.startswith("How likely")]
            assert len(asked) == week


async def test_it_goes_forward_only_and_not_too_far(demo: Demo) -> None:
    async with ClientSession() as session:
        for to in (demo.clock() - timedelta(hours=1), demo.clock() + timedelta(days=400)):
            async with session.post(f"{demo.url}/time", json={"to": to.isoformat()}) as answer:
                assert answer.status == 409
        async with session.post(f"{demo.url}/time", json={"to": "tomorrow"}) as answer:
            assert answer.status == 409
        async with session.post(f"{demo.url}/time", data=b"not json", headers={"Content-Type": "text/plain"}) as answer:
            assert answer.status == 415


async def test_two_who_travel_at_once_go_one_after_the_other(demo: Demo) -> None:
    async with ClientSession() as session:
        to = (demo.clock() + timedelta(hours=1)).isoformat()
        answers = await asyncio.gather(*(session.post(f"{demo.url}/time", json={"to": to}) for _ in range(2)))
        assert sorted(answer.status for answer in answers) == [200, 409]


def test_it_stops_closely_at_first_and_sparsely_later_and_hardly_when_nobody_works() -> None:
    all_of_them = list(stops(FRIDAY, FRIDAY + timedelta(days=7), HOURS))
    assert all_of_them == sorted(all_of_them)
    assert all_of_them[-1] == FRIDAY + timedelta(days=7)
    per_day = {day: sum(one.day == day for one in all_of_them) for day in range(20, 28)}
    assert per_day[20] > 10
    assert per_day[21] == per_day[22] == 1
    assert per_day[25] < 8
    assert list(stops(FRIDAY, FRIDAY - timedelta(days=1), HOURS)) == []


def test_each_week_it_stops_a_second_later() -> None:
    began = FRIDAY
    assert a_little_later(FRIDAY + timedelta(days=6), began) == FRIDAY + timedelta(days=6)
    assert a_little_later(FRIDAY + timedelta(days=8), began) == FRIDAY + timedelta(days=8, seconds=1)
