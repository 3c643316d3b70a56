"""What `klankbord check` tells an operator about Slack."""

import aiohttp
import pytest

from bot.platforms.slack.check import OPTIONAL, REQUIRED, check
from bot.platforms.slack.client import web_client
from bot.platforms.slack.gateway import SlackGateway
from sandbox.slack import SlackEmulator

PLACES = [("Klantenservice", "C0SUPPORT")]


async def test_all_is_well(slack: SlackEmulator, gateway: SlackGateway) -> None:
    assert await check(gateway.client, places=PLACES, app_token=slack.app_token) == []


async def test_the_bot_is_not_in_the_channel(slack: SlackEmulator, gateway: SlackGateway) -> None:
    slack.add_channel("C0SALES", "sales", bot_is_member=False)
    [complaint] = await check(gateway.client, places=[("Verkoop", "C0SALES")])
    assert str(complaint) == (
        "team Verkoop, Slack channel C0SALES: the bot is not in #sales. Type /invite @klankbord in #sales on Slack"
    )


@pytest.mark.parametrize(("channel", "words"), [("C0NONE", "no such channel"), ("C0OLD", "archived")])
async def test_a_channel_that_will_not_do(
    slack: SlackEmulator, gateway: SlackGateway, channel: str, words: str
) -> None:
    slack.add_channel("C0OLD", "old", archived=True)
    [complaint] = await check(gateway.client, places=[("Support", channel)])
    assert words in complaint.what


async def test_people_are_no_channels(gateway: SlackGateway) -> None:
    assert await check(gateway.client, places=[("Support", "U0ANNA")]) == []


@pytest.mark.parametrize("scope", [*REQUIRED, *OPTIONAL])
async def test_a_missing_scope_is_named_with_its_purpose(
    slack: SlackEmulator, gateway: SlackGateway, scope: str
) -> None:
    slack.scopes.remove(scope)
    [complaint] = await check(gateway.client, places=PLACES)
    assert scope in complaint.what
    assert ("optional" in complaint.what) == (scope in OPTIONAL)
    assert {**REQUIRED, **OPTIONAL}[scope] in complaint.what


async def test_wrong_tokens(slack: SlackEmulator, session: aiohttp.ClientSession, gateway: SlackGateway) -> None:
    wrong = web_client("xoxb-wrong", session=session, api_url=slack.api_url)
    [complaint] = await check(wrong, places=PLACES, app_token=slack.app_token)
    assert complaint.where == "slack.bot_token"
    [complaint] = await check(gateway.client, places=PLACES, app_token="xapp-wrong")
    assert complaint.where == "slack.app_token"
    assert "connections:write" in complaint.hint


async def test_slack_cannot_be_reached(session: aiohttp.ClientSession) -> None:
    nowhere = web_client("xoxb-1", session=session, api_url="http://127.0.0.1:9/api/")
    [complaint] = await check(nowhere, places=PLACES)
    assert "cannot be reached" in complaint.what
