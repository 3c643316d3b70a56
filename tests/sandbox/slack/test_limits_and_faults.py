"""Rate limits on the workspace's own clock, and failures on demand."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.slack import SlackEmulator
from tests.sandbox.slack.clock import HandClock
from tests.sandbox.slack.conftest import ANNA, SHARED, SUPPORT, client_for, populate


@pytest.fixture
async def busy(clock: HandClock) -> AsyncIterator[SlackEmulator]:
    """A workspace with Slack's own limits."""
    emulator = SlackEmulator(clock=clock)
    populate(emulator)
    await emulator.start()
    yield emulator
    await emulator.stop()


async def test_one_post_a_second_to_a_channel_after_a_short_burst(
    busy: SlackEmulator, session: ClientSession, clock: HandClock
) -> None:
    client = client_for(busy, session)
    for _ in range(5):
        await client.chat_postMessage(channel=SUPPORT, text="kaart")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=SUPPORT, text="kaart")
    assert caught.value.response.status_code == 429
    assert caught.value.response["error"] == "ratelimited"
    assert caught.value.response.headers["Retry-After"] == "1"
    await client.chat_postMessage(channel=SHARED, text="een ander kanaal")
    clock.move(1)
    await client.chat_postMessage(channel=SUPPORT, text="kaart")
    assert len(busy.messages(SUPPORT)) == 6


async def test_tiers_count_per_method_and_minute(busy: SlackEmulator, session: ClientSession, clock: HandClock) -> None:
    client = client_for(busy, session)
    for _ in range(50):
        await client.conversations_info(channel=SUPPORT)
    clock.move(20)
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_info(channel=SUPPORT)
    assert caught.value.response.headers["Retry-After"] == "40"
    await client.users_info(user=ANNA)
    clock.move(40)
    await client.conversations_info(channel=SUPPORT)


async def test_failures_on_demand(slack: SlackEmulator, client: AsyncWebClient) -> None:
    faults = slack.faults
    faults.fail_next("chat.postMessage", "ratelimited", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=SUPPORT, text="kaart")
    assert caught.value.response.headers["Retry-After"] == "7"
    faults.fail_next("*", "http", status=503, times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=SUPPORT, text="kaart")
        assert caught.value.response.status_code == 503
    faults.fail_next("chat.postMessage", "error", error="fatal_error")
    with pytest.raises(SlackApiError, match="fatal_error"):
        await client.chat_postMessage(channel=SUPPORT, text="kaart")
    faults.fail_next("chat.postMessage", "drop")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=SUPPORT, text="kaart")
    assert slack.messages(SUPPORT) == []
    faults.fail_next("chat.postMessage", "drop_after")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=SUPPORT, text="toch aangekomen")
    assert [message.text for message in slack.messages(SUPPORT)] == ["toch aangekomen"]
    assert [call.status for call in slack.calls] == [429, 503, 503, 200, 0, 0]


@pytest.mark.parametrize("stands", [0, 1], ids=["timeout_before", "timeout_after"])
async def test_a_call_that_never_answers(slack: SlackEmulator, stands: int) -> None:
    async with ClientSession(timeout=aiohttp.ClientTimeout(total=0.2)) as session:
        client = client_for(slack, session)
        slack.faults.fail_next("chat.postMessage", "timeout_after" if stands else "timeout_before")
        with pytest.raises(asyncio.TimeoutError):
            await client.chat_postMessage(channel=SUPPORT, text="hangt")
        assert len(slack.messages(SUPPORT)) == stands
        await client.chat_postMessage(channel=SUPPORT, text="weer goed")
