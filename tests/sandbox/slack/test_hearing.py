"""What the app hears without a button: commands, messages, reactions, comings and goings, strangers."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.slack import Refused, SlackEmulator
from tests.sandbox.slack.conftest import ANNA, BORIS, FATIMA, GUEST, LEADS, SALES, SHARED, SUPPORT, Bot
from tests.sandbox.slack.test_interactions import posted_card


async def test_a_command_answers_in_private(slack: SlackEmulator, bot: Bot) -> None:
    @bot.app.command("/nps")
    async def nps(ack: Any, command: dict[str, Any]) -> None:
        bot.heard.append(command)
        await ack(text=f"Je vroeg: {command['text']}")

    answer = await slack.command(ANNA, SALES, "/nps", "link")
    assert answer.payload == {"text": "Je vroeg: link"}
    assert [m.text for m in slack.ephemerals(ANNA, SALES)] == ["Je vroeg: link"]
    command = bot.heard[-1]
    assert (command["command"], command["user_id"], command["channel_name"]) == ("/nps", ANNA, "sales")
    with pytest.raises(Refused):
        await slack.command(ANNA, LEADS, "/nps")


async def test_events_reach_the_app_where_it_is_a_member(slack: SlackEmulator, bot: Bot) -> None:
    ts = await slack.say(ANNA, SUPPORT, f"<@{slack.bot_user}> noteer dit & meer")
    await slack.say(BORIS, SALES, "dit hoort het niet")
    await slack.say(ANNA, slack.bot_user, "hoi")
    await slack.react(ANNA, SUPPORT, ts, "eyes")
    await slack.unreact(ANNA, SUPPORT, ts, "eyes")
    await slack.open_home(FATIMA)
    await slack.leave(BORIS, SUPPORT)
    await slack.wait_for(lambda: len(bot.heard) >= 7)
    assert sorted(bot.kinds()) == [
        "app_home_opened",
        "app_mention",
        "member_left_channel",
        "message",
        "message",
        "reaction_added",
        "reaction_removed",
    ]
    heard = {body["event"]["type"]: body for body in bot.heard}
    added = heard["reaction_added"]["event"]
    assert added["item"] == {"type": "message", "channel": SUPPORT, "ts": ts}
    assert (added["user"], added["reaction"], added["item_user"]) == (ANNA, "eyes", ANNA)
    assert heard["app_mention"]["event"]["text"] == f"<@{slack.bot_user}> noteer dit &amp; meer"
    assert heard["app_mention"]["authorizations"][0]["user_id"] == slack.bot_user
    assert heard["message"]["event_id"].startswith("Ev")
    direct = [body["event"] for body in bot.heard if body["event"].get("channel_type") == "im"]
    assert [event["text"] for event in direct] == ["hoi"]


async def test_the_apps_own_posts_come_back_as_events(slack: SlackEmulator, client: AsyncWebClient, bot: Bot) -> None:
    ts = await posted_card(client)
    await client.chat_update(channel=SUPPORT, ts=ts, text="anders")
    await slack.wait_for(lambda: len(slack.deliveries) == 2)
    assert [one.payload["event"].get("subtype") for one in slack.deliveries] == [None, "message_changed"]
    assert all(one.acknowledged for one in slack.deliveries)
    assert bot.heard == []


async def test_a_stranger_is_recognisable(slack: SlackEmulator, client: AsyncWebClient, bot: Bot) -> None:
    seen: list[dict[str, Any]] = []

    @bot.app.action("claim")
    async def claim(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        seen.append(body)

    ts = await posted_card(client, SHARED)
    await slack.press(GUEST, SHARED, ts, "claim")
    assert seen[0]["user"]["team_id"] != seen[0]["team"]["id"]
    await slack.say(GUEST, SHARED, "hallo")
    said = await slack.wait_for(lambda: [b for b in bot.heard if b["event"].get("user") == GUEST])
    assert said[0]["is_ext_shared_channel"] is True
    assert said[0]["event"]["user_team"] == "T0STRANGER"
    with pytest.raises(Refused):
        await slack.press(GUEST, SUPPORT, await posted_card(client), "claim")


async def test_a_status_is_told_whoever_sets_it(slack: SlackEmulator, bot: Bot) -> None:
    await slack.set_status(ANNA, "Op vakantie", ":palm_tree:", ends=1_795_766_400)
    await slack.set_status(ANNA)
    await slack.wait_for(lambda: len(bot.heard) >= 2)
    told = [body["event"]["user"]["profile"] for body in bot.heard]
    assert [(one["status_text"], one["status_emoji"], one["status_expiration"]) for one in told] == [
        ("Op vakantie", ":palm_tree:", 1_795_766_400),
        ("", "", 0),
    ]
