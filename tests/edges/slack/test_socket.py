"""The connection breaks and comes back, says how it fares, and is left without dropping what is in hand."""

import asyncio
import logging

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.actions import ClaimCase
from bot.cards.model import Reply
from bot.clock import system_clock
from bot.interaction import Interaction, Pressed
from bot.platforms.slack.client import web_client
from bot.platforms.slack.gateway import SlackGateway
from handlers.slack import slack_app
from handlers.slack_socket import SlackSocket
from sandbox.slack import SlackEmulator
from tests.edges.slack.conftest import Bench

BY_SOCKET = pytest.mark.parametrize("bench", ["socket"], indirect=True)
BY_HTTP = pytest.mark.parametrize("bench", ["http"], indirect=True)


@BY_SOCKET
async def test_the_connection_answers_pings(bench: Bench) -> None:
    for _ in range(100):
        health = await bench.socket.health()
        if health.ping_age is not None:
            break
        await asyncio.sleep(0.02)
    assert health.connected
    assert health.ping_age is not None
    assert health.ping_age < 2


@BY_SOCKET
@pytest.mark.parametrize("reason", ["refresh_requested", ""])
async def test_a_broken_connection_is_renewed_and_presses_arrive(bench: Bench, reason: str) -> None:
    card = await bench.post()
    opened = len([call for call in bench.slack.calls if call.method == "apps.connections.open"])
    await bench.slack.faults.disconnect_sockets(reason)
    await bench.slack.wait_for(
        lambda: len([call for call in bench.slack.calls if call.method == "apps.connections.open"]) > opened
    )
    await bench.slack.wait_connected()
    await bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Claim")
    assert bench.seen[0].what == Pressed(ClaimCase(42))


@BY_SOCKET
async def test_stopping_acknowledges_what_is_in_hand(bench: Bench) -> None:
    card = await bench.post()
    begun = asyncio.Event()

    async def slowly(_: Interaction) -> Reply:
        begun.set()
        await asyncio.sleep(0.3)
        return None

    bench.decide = slowly
    press = asyncio.create_task(bench.slack.press("U0ANNA", "C0SUPPORT", card.message, "Claim"))
    await begun.wait()
    await bench.socket.stop()
    assert (await press).seconds < 1
    assert not (await bench.socket.health()).connected


async def test_a_wrong_app_token_shows_in_its_health(
    slack: SlackEmulator, gateway: SlackGateway, session: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = web_client("xapp-wrong", session=session, api_url=slack.api_url)
    socket = SlackSocket(slack_app(gateway, signing_secret=None), client=wrong, ping_seconds=0.1)
    await socket.start(patience=0.3)
    assert not (await socket.health()).connected
    await socket.stop()
    assert "xapp-wrong" not in caplog.text


@BY_HTTP
async def test_slack_verifies_the_address(bench: Bench) -> None:
    assert await bench.slack.carrier.verify_url()


@BY_HTTP
async def test_a_forged_request_is_refused(bench: Bench, session: aiohttp.ClientSession) -> None:
    url = bench.slack.events_url
    assert url is not None
    body = b"command=/nps&text=help&user_id=U0ANNA&channel_id=C1&team_id=T1&trigger_id=t"
    stamp = str(int(system_clock().timestamp()))
    forged = SignatureVerifier("another secret").generate_signature(timestamp=stamp, body=body)
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": forged or "",
    }
    async with session.post(url, data=body, headers=headers) as answer:
        assert answer.status == 401
    async with session.post(url, data=b"\xff\xfe", headers=headers) as answer:
        assert answer.status == 400
    assert bench.seen == []
