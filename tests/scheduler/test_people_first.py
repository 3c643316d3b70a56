"""Anna waits with her phone in her hand; what everybody is shown can wait for a moment."""

import asyncio
import time

import pytest

from bot.app.precedence import Precedence
from tests.scheduler.rounds import Round, courier, until


@pytest.fixture
def precedence() -> Precedence:
    """Gives way for as long as a test may take, unless it says otherwise."""
    return Precedence(at_most=5)


async def test_nothing_is_shown_while_somebody_waits(round: Round, precedence: Precedence) -> None:
    answered, gives_way = asyncio.Event(), asyncio.Event()

    async def give_way() -> None:
        gives_way.set()
        await precedence.give_way()

    press = asyncio.ensure_future(precedence.people_first(answered.wait)())
    await asyncio.sleep(0)
    await round.case()
    working = asyncio.create_task(courier(round.office, round.slack, round.telegram, give_way=give_way).run())
    await gives_way.wait()
    await asyncio.sleep(0.1)
    assert round.slack.asked("post") == []

    answered.set()
    await press
    await until(round.slack.standing)
    working.cancel()
    await asyncio.wait([working])


async def test_a_crowd_that_never_ends_does_not_silence_us(round: Round) -> None:
    precedence = Precedence(at_most=0.05)
    for_ever = asyncio.ensure_future(precedence.people_first(asyncio.Event().wait)())
    await asyncio.sleep(0)
    await round.case()
    working = asyncio.create_task(
        courier(round.office, round.slack, round.telegram, give_way=precedence.give_way).run()
    )
    await until(round.slack.standing)
    for task in (for_ever, working):
        task.cancel()
    await asyncio.wait([for_ever, working])


async def test_when_the_last_of_several_is_answered_the_way_is_free(precedence: Precedence) -> None:
    gone_wrong, answered = asyncio.Event(), asyncio.Event()

    async def fails() -> None:
        await gone_wrong.wait()
        raise ValueError("the service is away")

    first = asyncio.ensure_future(precedence.people_first(fails)())
    second = asyncio.ensure_future(precedence.people_first(answered.wait)())
    await asyncio.sleep(0)
    waiting = asyncio.ensure_future(precedence.give_way())
    gone_wrong.set()
    with pytest.raises(ValueError, match="away"):
        await first
    await asyncio.sleep(0.02)
    assert not waiting.done()
    answered.set()
    await second
    await asyncio.wait_for(waiting, 1)
    began = time.monotonic()
    await precedence.give_way()
    assert time.monotonic() - began < 1, "nobody waits"
