"""Socket Mode and signed requests when things go wrong: lost connections, lost acknowledgements, repeats."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, web
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.slack import NotAcknowledged, NotConnected, SlackEmulator
from tests.sandbox.slack.conftest import ANNA, BORIS, SUPPORT, Bot, make_bot
from tests.sandbox.slack.test_loop import CARD


async def connect(slack: SlackEmulator, session: ClientSession) -> Any:
    """A bare Socket Mode connection after its hello."""
    client = AsyncWebClient(token=slack.app_token, base_url=slack.api_url, session=session)
    opened = await client.apps_connections_open(app_token=slack.app_token)
    socket = await session.ws_connect(opened["url"])
    return socket, await socket.receive_json(timeout=2)


async def test_hello_counts_and_the_eleventh_is_sent_away(slack: SlackEmulator, session: ClientSession) -> None:
    kept = []
    for number in range(1, 11):
        socket, hello = await connect(slack, session)
        kept.append(socket)
        assert (hello["type"], hello["num_connections"]) == ("hello", number)
    _, refusal = await connect(slack, session)
    assert (refusal["type"], refusal["reason"]) == ("disconnect", "too_many_websockets")
    async with session.get(f"{slack.url}/socket?ticket=invented") as answer:
        assert answer.status == 401


async def test_without_a_connection_a_press_fails_at_once(slack: SlackEmulator, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel=SUPPORT, text="Nieuw", blocks=CARD)
    with pytest.raises(NotConnected):
        await slack.press(ANNA, SUPPORT, posted["ts"], "claim")


async def test_an_unacknowledged_event_is_brought_again(slack: SlackEmulator, session: ClientSession) -> None:
    socket, _ = await connect(slack, session)
    saying = asyncio.create_task(slack.say(ANNA, SUPPORT, "hoi"))
    first = await socket.receive_json(timeout=2)
    assert (first["type"], first["retry_attempt"]) == ("events_api", 0)
    assert first["accepts_response_payload"] is False
    await saying
    again = await socket.receive_json(timeout=2)
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")
    assert again["payload"]["event_id"] == first["payload"]["event_id"]
    await socket.send_json({"envelope_id": again["envelope_id"]})
    await slack.wait_for(lambda: slack.deliveries and slack.deliveries[-1].acknowledged)
    await socket.close()


async def test_a_broken_connection_hands_its_envelope_to_the_next(
    slack: SlackEmulator, session: ClientSession, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel=SUPPORT, text="Nieuw", blocks=CARD)
    first, _ = await connect(slack, session)
    pressing = asyncio.create_task(slack.press(ANNA, SUPPORT, posted["ts"], "claim"))
    lost = await first.receive_json(timeout=2)
    await first.close()
    second, _ = await connect(slack, session)
    again = await second.receive_json(timeout=2)
    assert (again["envelope_id"], again["payload"]) == (lost["envelope_id"], lost["payload"])
    await second.send_json({"envelope_id": again["envelope_id"], "payload": {}})
    assert (await pressing).payload == {}
    await second.close()


async def test_the_real_client_comes_back_after_a_disconnect(slack: SlackEmulator, bot: Bot) -> None:
    for reason in ("warning", "refresh_requested", ""):
        await slack.faults.disconnect_sockets(reason)
        await slack.wait_connected()
        await slack.say(ANNA, SUPPORT, f"na {reason}")
        await slack.wait_for(lambda: len(bot.heard))
        bot.heard.clear()


async def test_an_outage_loses_nothing(slack: SlackEmulator, session: ClientSession, bot: Bot) -> None:
    await slack.say(ANNA, SUPPORT, "ervoor")
    port = int(slack.url.rsplit(":", 1)[1])
    await slack.stop()
    await slack.start(port=port)
    await slack.wait_connected()
    await slack.say(ANNA, SUPPORT, "erna")
    await slack.wait_for(lambda: len(bot.heard) == 2)
    assert [message.text for message in slack.messages(SUPPORT)] == ["ervoor", "erna"]
    socket, hello = await connect(slack, session)
    assert hello["num_connections"] == 2
    await socket.close()


async def test_repeats_and_lost_acknowledgements(slack: SlackEmulator, client: AsyncWebClient, bot: Bot) -> None:
    presses: list[str] = []

    @bot.app.action("claim")
    async def claim(ack: Any, body: dict[str, Any]) -> None:
        presses.append(body["trigger_id"])
        await ack()

    posted = await client.chat_postMessage(channel=SUPPORT, text="Nieuw", blocks=CARD)
    slack.faults.duplicate_next_delivery()
    await slack.press(ANNA, SUPPORT, posted["ts"], "claim")
    assert len(presses) == 2
    assert presses[0] == presses[1]
    slack.faults.lose_next_acknowledgement()
    with pytest.raises(NotAcknowledged):
        await slack.press(BORIS, SUPPORT, posted["ts"], "claim")
    assert len(presses) == 3
    slack.faults.lose_next_acknowledgement()
    await slack.say(ANNA, SUPPORT, "dubbel")
    await slack.wait_for(lambda: len(bot.heard) == 2)
    assert bot.heard[0]["event_id"] == bot.heard[1]["event_id"]


@pytest.fixture
async def http_bot(slack: SlackEmulator, session: ClientSession) -> AsyncIterator[Bot]:
    """The bot behind its own HTTP server, without Socket Mode."""
    made = make_bot(slack, session)
    server = await serve_bolt(made.app)
    slack.events_url = f"http://127.0.0.1:{server.addresses[0][1]}/slack/events"
    yield made
    await server.cleanup()


async def serve_bolt(app: AsyncApp) -> web.AppRunner:
    application = app.web_app(path="/slack/events", port=0)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


async def test_signed_requests_do_what_sockets_do(slack: SlackEmulator, client: AsyncWebClient, http_bot: Bot) -> None:
    @http_bot.app.action("claim")
    async def claim(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="Anna & <Boris>")
        await ack()

    @http_bot.app.command("/nps")
    async def nps(ack: Any, command: dict[str, Any]) -> None:
        await ack(f"é {command['text']}")

    assert await slack.carrier.verify_url()
    posted = await client.chat_postMessage(channel=SUPPORT, text="Nieuw & oud", blocks=CARD)
    await slack.press(ANNA, SUPPORT, posted["ts"], "claim")
    assert slack.messages(SUPPORT)[0].text == "Anna & <Boris>"
    await slack.command(ANNA, SUPPORT, "/nps", "link & meer")
    assert slack.ephemerals(ANNA)[0].text == "é link & meer"
    await slack.say(ANNA, SUPPORT, "hoi")
    assert http_bot.kinds() == ["message"]
    assert all(one.by == "http" for one in slack.deliveries)


async def test_events_are_posted_again_three_times_with_a_reason(slack: SlackEmulator) -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def fail(request: web.Request) -> web.Response:
        seen.append((request.headers.get("x-slack-retry-num"), request.headers.get("x-slack-retry-reason")))
        stop = {"x-slack-no-retry": "1"} if request.query.get("stop") else {}
        return web.Response(status=500, headers=stop)

    application = web.Application()
    application.router.add_post("/slack/events", fail)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    slack.events_url = address
    await slack.say(ANNA, SUPPORT, "hoi")
    await slack.wait_for(lambda: len(slack.deliveries) == 4)
    assert seen == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    slack.events_url = f"{address}?stop=1"
    await slack.say(ANNA, SUPPORT, "hoi")
    await asyncio.sleep(0.05)
    assert len(seen) == 5
    await runner.cleanup()
    await slack.say(ANNA, SUPPORT, "niemand thuis")
    assert not slack.deliveries[-1].acknowledged


async def test_a_wrong_secret_is_refused_by_bolt(slack: SlackEmulator, session: ClientSession) -> None:
    app = AsyncApp(
        client=AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, session=session),
        signing_secret="another secret",
    )
    server = await serve_bolt(app)
    slack.events_url = f"http://127.0.0.1:{server.addresses[0][1]}/slack/events"
    with pytest.raises(NotAcknowledged, match="http_error"):
        await slack.command(ANNA, SUPPORT, "/nps")
    await server.cleanup()
