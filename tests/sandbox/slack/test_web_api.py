"""The Web API is as strict as Slack's: tokens, scopes, membership, and every way to send arguments."""

import json
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.slack import SlackEmulator
from tests.sandbox.slack.clock import HandClock
from tests.sandbox.slack.conftest import ANNA, BORIS, FATIMA, GUEST, LEADS, SALES, SUPPORT, client_for


async def refusal(call: Any) -> str:
    """The error code with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as caught:
        await call
    code: str = caught.value.response["error"]
    return code


async def test_a_token_is_needed_and_must_be_the_right_kind(slack: SlackEmulator, session: ClientSession) -> None:
    async with session.post(f"{slack.api_url}auth.test") as answer:
        assert await answer.json() == {"ok": False, "error": "not_authed"}
    assert await refusal(client_for(slack, session, "xoxb-wrong").auth_test()) == "invalid_auth"
    assert await refusal(client_for(slack, session, slack.app_token).auth_test()) == "not_allowed_token_type"
    bot = client_for(slack, session)
    assert await refusal(bot.apps_connections_open(app_token=slack.bot_token)) == "not_allowed_token_type"
    whoami = await bot.auth_test()
    assert whoami["user_id"] == slack.bot_user
    assert "chat:write" in whoami.headers["x-oauth-scopes"].split(",")
    assert "xoxb" not in str(slack.calls)


async def test_a_missing_scope_is_named(slack: SlackEmulator, client: AsyncWebClient) -> None:
    slack.scopes.clear()
    slack.scopes.update({"chat:write", "channels:read", "users:read"})
    with pytest.raises(SlackApiError) as caught:
        await client.reactions_add(channel=SUPPORT, timestamp="1.0", name="eyes")
    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "reactions:write"
    assert caught.value.response["provided"] == "channels:read,chat:write,users:read"
    assert await refusal(client.conversations_open(users=ANNA)) == "missing_scope"
    assert await refusal(client.conversations_history(channel=SUPPORT)) == "missing_scope"
    assert "email" not in (await client.users_info(user=ANNA))["user"]["profile"]


async def test_unknown_methods_and_channels_are_refused(slack: SlackEmulator, client: AsyncWebClient) -> None:
    assert await refusal(client.api_call("chat.shout")) == "unknown_method"
    assert await refusal(client.chat_postMessage(channel="C0NOWHERE", text="hoi")) == "channel_not_found"
    assert await refusal(client.chat_postMessage(channel=LEADS, text="hoi")) == "channel_not_found"
    assert await refusal(client.conversations_info(channel=LEADS)) == "channel_not_found"
    assert await refusal(client.chat_postMessage(channel=SALES, text="hoi")) == "not_in_channel"
    assert await refusal(client.conversations_history(channel=SALES)) == "not_in_channel"
    assert await refusal(client.api_call("chat.postMessage", json={"channel": SUPPORT})) == "no_text"
    slack.archive(SUPPORT)
    assert await refusal(client.chat_postMessage(channel=SUPPORT, text="hoi")) == "is_archived"


async def test_a_bot_joins_before_it_posts(slack: SlackEmulator, client: AsyncWebClient) -> None:
    await client.conversations_join(channel=SALES)
    await client.chat_postMessage(channel="#sales", text="Goedemiddag")
    assert [message.text for message in slack.messages(SALES)] == ["Goedemiddag"]
    listed = await client.conversations_list(types="public_channel,private_channel")
    assert {channel["id"] for channel in listed["channels"]} == {SUPPORT, SALES, "C0SHARED"}
    own = await client.users_conversations()
    assert SALES in {channel["id"] for channel in own["channels"]}


async def test_json_form_and_query_say_the_same(slack: SlackEmulator, session: ClientSession) -> None:
    blocks = [{"type": "divider"}]
    bearer = {"Authorization": f"Bearer {slack.bot_token}"}
    url = f"{slack.api_url}chat.postMessage"
    given = {"channel": SUPPORT, "text": "één", "blocks": json.dumps(blocks)}
    async with session.post(url, json=given | {"blocks": blocks}, headers=bearer) as answer:
        assert (await answer.json())["ok"]
    async with session.post(url, data=given | {"token": slack.bot_token}) as answer:
        assert (await answer.json())["ok"]
    async with session.get(url, params=given, headers=bearer) as answer:
        assert (await answer.json())["ok"]
    assert [m.blocks[0]["type"] for m in slack.messages(SUPPORT)] == ["divider"] * 3
    assert all(m.blocks[0]["block_id"] for m in slack.messages(SUPPORT))
    async with session.post(url, data="{", headers=bearer | {"Content-Type": "application/json"}) as answer:
        assert (await answer.json())["error"] == "invalid_json"
    async with session.post(url, data=given | {"blocks": "[", "token": slack.bot_token}) as answer:
        assert (await answer.json())["error"] == "invalid_blocks_format"


async def test_editing_and_removing(slack: SlackEmulator, client: AsyncWebClient) -> None:
    divider: list[dict[str, Any]] = [{"type": "divider"}]
    posted = await client.chat_postMessage(channel=SUPPORT, text="eerst", blocks=divider)
    ts = posted["ts"]
    await client.chat_update(channel=SUPPORT, ts=ts, text="alleen woorden")
    assert slack.messages(SUPPORT)[0].blocks == ()
    assert await refusal(client.chat_update(channel=SUPPORT, ts="1.000000", text="x")) == "message_not_found"
    assert await refusal(client.chat_update(channel=SUPPORT, ts=ts, text="x" * 4001)) == "msg_too_long"
    theirs = await slack.say(ANNA, SUPPORT, "van mij")
    assert await refusal(client.chat_update(channel=SUPPORT, ts=theirs, text="x")) == "cant_update_message"
    assert await refusal(client.chat_delete(channel=SUPPORT, ts=theirs)) == "cant_delete_message"
    private = await client.chat_postEphemeral(channel=SUPPORT, user=ANNA, text="psst")
    hidden = private["message_ts"]
    assert await refusal(client.chat_update(channel=SUPPORT, ts=hidden, text="x")) == "message_not_found"
    assert await refusal(client.chat_postEphemeral(channel=SUPPORT, user=GUEST, text="x")) == "user_not_in_channel"
    await client.chat_delete(channel=SUPPORT, ts=ts)
    assert await refusal(client.chat_delete(channel=SUPPORT, ts=ts)) == "message_not_found"
    assert [message.text for message in slack.messages(SUPPORT)] == ["van mij"]


async def test_history_threads_and_metadata(slack: SlackEmulator, client: AsyncWebClient, clock: HandClock) -> None:
    metadata = {"event_type": "posting", "event_payload": {"id": 7}}
    stamps = []
    for number in range(5):
        clock.move(10)
        posted = await client.chat_postMessage(channel=SUPPORT, text=f"kaart {number}", metadata=metadata)
        stamps.append(posted["ts"])
    reply = await client.chat_postMessage(channel=SUPPORT, text="verslag", thread_ts=stamps[2])
    await slack.say(ANNA, SUPPORT, "dank", thread_ts=reply["ts"])

    page = await client.conversations_history(channel=SUPPORT, limit=2)
    assert [m["text"] for m in page["messages"]] == ["kaart 4", "kaart 3"]
    assert "metadata" not in page["messages"][0]
    rest = await client.conversations_history(
        channel=SUPPORT,
        cursor=page["response_metadata"]["next_cursor"],
        include_all_metadata=True,
    )
    assert [m["text"] for m in rest["messages"]] == ["kaart 2", "kaart 1", "kaart 0"]
    assert rest["messages"][0]["metadata"] == metadata
    assert rest["messages"][0]["reply_count"] == 2
    since = await client.conversations_history(channel=SUPPORT, oldest=stamps[3])
    assert [m["ts"] for m in since["messages"]] == [stamps[4]]
    thread = await client.conversations_replies(channel=SUPPORT, ts=stamps[2])
    assert [m["text"] for m in thread["messages"]] == ["kaart 2", "verslag", "dank"]
    assert thread["messages"][2]["thread_ts"] == stamps[2]
    assert await refusal(client.conversations_replies(channel=SUPPORT, ts="1.0")) == "thread_not_found"
    link = await client.chat_getPermalink(channel=SUPPORT, message_ts=reply["ts"])
    assert f"thread_ts={stamps[2]}" in link["permalink"]
    wrong = client.chat_postMessage(channel=SUPPORT, text="x", metadata={"event_type": "a b", "event_payload": {}})
    assert await refusal(wrong) == "invalid_metadata_format"


async def test_reactions(slack: SlackEmulator, client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel=SUPPORT, text="kaart"))["ts"]
    await client.reactions_add(channel=SUPPORT, timestamp=ts, name="memo")
    assert await refusal(client.reactions_add(channel=SUPPORT, timestamp=ts, name="memo")) == "already_reacted"
    assert await refusal(client.reactions_add(channel=SUPPORT, timestamp=ts, name="no way")) == "invalid_name"
    assert await refusal(client.reactions_remove(channel=SUPPORT, timestamp=ts, name="eyes")) == "no_reaction"
    await slack.react(ANNA, SUPPORT, ts, "eyes")
    seen = await client.reactions_get(channel=SUPPORT, timestamp=ts)
    assert seen["message"]["reactions"] == [
        {"name": "memo", "users": [slack.bot_user], "count": 1},
        {"name": "eyes", "users": [ANNA], "count": 1},
    ]
    await client.reactions_remove(channel=SUPPORT, timestamp=ts, name="memo")
    assert dict(slack.messages(SUPPORT)[0].reactions) == {"eyes": (ANNA,)}


async def test_people(slack: SlackEmulator, client: AsyncWebClient) -> None:
    slack.change_user(BORIS, status_text="Met vakantie", status_emoji=":palm_tree:", status_expiration=1_790_000_000)
    profile = await client.users_profile_get(user=BORIS)
    assert profile["profile"]["status_emoji"] == ":palm_tree:"
    assert await refusal(client.users_lookupByEmail(email="gerda@elders.nl")) == "users_not_found"
    stranger = (await client.users_info(user=GUEST))["user"]
    assert stranger["is_stranger"] is True
    assert "email" not in stranger["profile"]
    slack.change_user(FATIMA, deleted=True)
    assert await refusal(client.users_lookupByEmail(email="fatima@devrieswonen.nl")) == "users_not_found"
    assert await refusal(client.conversations_open(users=FATIMA)) == "user_disabled"
    assert await refusal(client.conversations_open(users=slack.bot_user)) == "cannot_dm_bot"
    everyone = [user["id"] async for page in await client.users_list(limit=2) for user in page["members"]]
    assert everyone == [slack.bot_user, ANNA, BORIS, FATIMA]
    members = await client.conversations_members(channel=SUPPORT)
    assert members["members"] == [ANNA, BORIS, FATIMA, slack.bot_user]
    group = await client.conversations_open(users=[ANNA, BORIS])
    assert (await client.conversations_info(channel=group["channel"]["id"]))["channel"]["is_mpim"]


async def test_files_arrive_in_three_steps(
    slack: SlackEmulator, client: AsyncWebClient, session: ClientSession
) -> None:
    await client.files_upload_v2(
        channel=SUPPORT, filename="trend.png", content=b"\x89PNG...", title="NPS", initial_comment="Kijk"
    )
    (file,) = slack.files(SUPPORT)
    assert (file.name, file.title, file.content) == ("trend.png", "NPS", b"\x89PNG...")
    assert slack.messages(SUPPORT)[0].text == "Kijk"
    async with session.get(f"{slack.url}/files/{file.id}/{file.name}") as shown:
        assert await shown.read() == b"\x89PNG..."
    announced = await client.files_getUploadURLExternal(filename="a.csv", length=5)
    async with session.post(announced["upload_url"], data=b"much too long") as answer:
        assert answer.status == 400
    files: list[dict[str, str | None]] = [{"id": announced["file_id"]}]
    assert await refusal(client.files_completeUploadExternal(files=files)) == "file_not_found"
