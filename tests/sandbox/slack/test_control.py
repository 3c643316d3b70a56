"""The control API, alone and mounted below a prefix of another server."""

from typing import Any

from aiohttp import ClientSession, web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.slack import SlackEmulator
from tests.sandbox.slack.clock import HandClock
from tests.sandbox.slack.conftest import ANNA, BORIS, LEADS, SUPPORT, Bot, make_bot, populate
from tests.sandbox.slack.test_loop import CARD, FORM


async def act(session: ClientSession, slack: SlackEmulator, name: str, **given: Any) -> tuple[int, dict[str, Any]]:
    async with session.post(f"{slack.url}/control/{name}", json=given) as answer:
        return answer.status, await answer.json()


async def state(session: ClientSession, slack: SlackEmulator, viewer: str) -> dict[str, Any]:
    async with session.get(f"{slack.url}/control/state", params={"viewer": viewer}) as answer:
        seen: dict[str, Any] = await answer.json()
        return seen


async def test_a_page_can_do_all_that_people_do(
    slack: SlackEmulator, client: AsyncWebClient, session: ClientSession, bot: Bot
) -> None:
    @bot.app.action("claim")
    async def claim(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @bot.app.view("resolve")
    async def resolve(ack: Any) -> None:
        await ack()

    ts = (await client.chat_postMessage(channel=SUPPORT, text="Nieuw", blocks=CARD))["ts"]
    await client.chat_postEphemeral(channel=SUPPORT, user=BORIS, text="psst")
    async with session.ws_connect(f"{slack.url}/control/live") as live:
        status, answer = await act(session, slack, "press", user=ANNA, channel=SUPPORT, ts=ts, action_id="claim")
        assert (status, answer["ok"]) == (200, True)
        change = await live.receive_json(timeout=2)
        assert change["number"] > 0

    seen = await state(session, slack, ANNA)
    assert [view["callback_id"] for view in seen["views"]] == ["resolve"]
    support = next(channel for channel in seen["channels"] if channel["id"] == SUPPORT)
    assert [message["text"] for message in support["messages"]] == ["Nieuw"]
    assert LEADS not in {channel["id"] for channel in seen["channels"]}
    boris = await state(session, slack, BORIS)
    assert boris["views"] == []
    support = next(channel for channel in boris["channels"] if channel["id"] == SUPPORT)
    assert [message["ephemeral"] for message in support["messages"]] == [False, True]

    view_id = seen["views"][0]["id"]
    _, wrong = await act(session, slack, "submit", user=ANNA, view_id=view_id, values={})
    assert wrong["outcome"] == "errors"
    _, done = await act(
        session,
        slack,
        "submit",
        user=ANNA,
        view_id=view_id,
        values={"done": {"words": "gebeld"}, "told": {"how": "phoned"}},
    )
    assert done["outcome"] == "closed"
    _, said = await act(session, slack, "say", user=ANNA, channel=SUPPORT, text="klaar", thread_ts=ts)
    await act(session, slack, "react", user=ANNA, channel=SUPPORT, ts=said["ts"], emoji="memo")
    assert slack.messages(SUPPORT)[-1].reactions == {"memo": (ANNA,)}
    async with session.get(f"{slack.url}/control/wire") as wire:
        entries = (await wire.json())["entries"]
    assert {"in", "out"} == {entry["direction"] for entry in entries}
    assert slack.bot_token not in str(entries)


async def test_a_page_is_told_of_commands_files_and_tabs(
    slack: SlackEmulator, client: AsyncWebClient, session: ClientSession, bot: Bot
) -> None:
    slack.add_command("/nps", "Your cases", "help | link")
    made = await client.files_getUploadURLExternal(filename="één 1/2.csv", length=4, alt_txt="Four bytes")
    async with session.post(str(made["upload_url"]), data=b"a;b\n") as uploaded:
        assert uploaded.status == 200
    await client.files_completeUploadExternal(files=[{"id": made["file_id"]}], channel_id=SUPPORT)
    await act(session, slack, "home", user=ANNA)
    await act(session, slack, "home", user=ANNA, tab="messages")
    assert (await act(session, slack, "home", user=ANNA, tab="about"))[0] == 409

    seen = await state(session, slack, ANNA)
    assert seen["commands"] == [{"command": "/nps", "description": "Your cases", "usage_hint": "help | link"}]
    support = next(channel for channel in seen["channels"] if channel["id"] == SUPPORT)
    (file,) = support["messages"][-1]["files"]
    assert (file["mimetype"], file["size"], file["alt_txt"]) == ("text/csv", 4, "Four bytes")
    async with session.get(f"{slack.url}/{file['path']}") as fetched:
        assert fetched.content_type == "application/octet-stream"
        assert await fetched.read() == b"a;b\n"
    assert [body["event"]["tab"] for body in bot.heard if body["event"]["type"] == "app_home_opened"] == [
        "home",
        "messages",
    ]


async def test_refusals_say_why(slack: SlackEmulator, session: ClientSession) -> None:
    assert (await act(session, slack, "press", user=ANNA))[0] == 400
    status, answer = await act(session, slack, "press", user=ANNA, channel=SUPPORT, ts="1.0", action_id="claim")
    assert (status, answer["ok"]) == (409, False)
    assert (await act(session, slack, "command", user=ANNA, channel=SUPPORT, command="/nps"))[0] == 504
    async with session.post(f"{slack.url}/control/say", data="{}", headers={"Content-Type": "text/plain"}) as answer2:
        assert answer2.status == 415
    headers = {"Origin": "https://elsewhere.example"}
    async with session.get(f"{slack.url}/control/live", headers=headers) as answer3:
        assert answer3.status == 403


async def test_mounted_below_a_prefix(clock: HandClock, session: ClientSession) -> None:
    slack = SlackEmulator(clock=clock, limits=False)
    populate(slack)
    outer = web.Application()
    outer.add_subapp("/slack", slack.app)
    runner = web.AppRunner(outer)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.set_public_url(f"http://127.0.0.1:{runner.addresses[0][1]}/slack")

    bot = make_bot(slack, session)
    handler = AsyncSocketModeHandler(
        bot.app,
        app_token=slack.app_token,
        web_client=AsyncWebClient(token=slack.app_token, base_url=slack.api_url),
    )
    await handler.connect_async()  # type: ignore[no-untyped-call]  # bolt leaves it untyped
    await slack.wait_connected()
    await act(session, slack, "say", user=ANNA, channel=SUPPORT, text="hoi")
    await slack.wait_for(lambda: bot.kinds() == ["message"])
    await handler.close_async()  # type: ignore[no-untyped-call]  # bolt leaves it untyped
    await runner.cleanup()
