"""What Slack still lacks before the bot can work, in words for an operator: tokens, scopes, channels."""

from collections.abc import Iterable, Mapping

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Complaint
from bot.platforms.slack.errors import GONE, OPERATOR, code_of

REQUIRED: Mapping[str, str] = {
    "chat:write": "posting, editing and removing cards, and private answers",
    "im:write": "the private chats in which people's own cases arrive",
    "commands": "the /nps command",
    "users:read": "knowing who pressed, and who is from another company",
    "users:read.email": "recognising members by their e-mail address",
    "app_mentions:read": "notes by mentioning the bot in a card's thread",
    "channels:read": "checking whether the bot is in the public channels",
    "groups:read": "checking whether the bot is in the private channels",
}
"""Scope -> what does not work without it."""

OPTIONAL: Mapping[str, str] = {
    "reactions:read": "claiming, reporting and noting by reaction",
    "reactions:write": "confirming a note with a reaction instead of a private answer",
    "files:write": "charts as pictures in messages, and files such as exports in private",
    "channels:history": "notes by reacting to a message in a public channel, and never a card twice after a time-out",
    "groups:history": "the same in private channels",
    "im:history": "the same in private chats, and words under a private card as a note",
}
"""Scope -> what is better with it. The bot works without."""

_WHERE = "slack.bot_token"
_REINSTALL = "Add it under OAuth & Permissions in the app's settings and install the app to the workspace again"


async def check(
    client: AsyncWebClient, *, places: Iterable[tuple[str, str]], app_token: str | None = None
) -> list[Complaint]:
    """Everything that is wrong, one line each; empty when all is well.

    `places` are (team name, channel id); `app_token` is given when Socket Mode is to be used.
    """
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        return [_token(error)]
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return [_unreachable(error)]
    granted = {scope.strip() for scope in str(answer.headers.get("x-oauth-scopes", "")).split(",") if scope.strip()}
    complaints = _scopes(granted) if granted else []
    for team, channel in dict.fromkeys(places):
        complaints += await _place(client, team, channel, str(answer.get("user") or "klankbord"), granted)
    if app_token is not None:
        complaints += await _socket(client, app_token)
    return complaints


def _scopes(granted: set[str]) -> list[Complaint]:
    lacking = [
        Complaint(where=_WHERE, what=f"the scope {scope} is missing, needed for {purpose}", hint=_REINSTALL)
        for scope, purpose in REQUIRED.items()
        if scope not in granted
    ]
    return lacking + [
        Complaint(
            where=_WHERE,
            what=f"the optional scope {scope} is missing, good for {purpose}",
            hint=_REINSTALL,
            serious=False,
        )
        for scope, purpose in OPTIONAL.items()
        if scope not in granted
    ]


async def _place(client: AsyncWebClient, team: str, channel: str, bot: str, granted: set[str]) -> list[Complaint]:
    where = f"team {team}, Slack channel {channel}"
    if channel.startswith(("U", "W", "D")):
        return []
    try:
        found = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError as error:
        if code_of(error) == "missing_scope":
            return []
        what = GONE.get(code_of(error), f"Slack does not show the channel ({code_of(error)})").partition(":")[0]
        hint = f"Check the id (channel name > About > Channel ID), and type /invite @{bot} in the channel"
        return [Complaint(where=where, what=what, hint=hint)]
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return [_unreachable(error)]
    if found.get("is_archived"):
        return [Complaint(where=where, what="the channel is archived", hint="Bring it back, or name another channel")]
    if not found.get("is_member") and "chat:write.public" not in granted:
        name = found.get("name") or channel
        return [
            Complaint(where=where, what=f"the bot is not in #{name}", hint=f"Type /invite @{bot} in #{name} on Slack")
        ]
    return []


async def _socket(client: AsyncWebClient, app_token: str) -> list[Complaint]:
    try:
        await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        what = f"Slack opens no Socket Mode connection ({code_of(error) or 'no answer that we understand'})"
        hint = (
            "Switch Socket Mode on in the app's settings, and make an app-level token (xapp-...) "
            "with the scope connections:write under Basic Information"
        )
        return [Complaint(where="slack.app_token", what=what, hint=hint)]
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return [_unreachable(error)]
    return []


def _token(error: SlackApiError) -> Complaint:
    code = code_of(error)
    what = OPERATOR.get(code, "Slack refuses the bot token")
    hint = "Copy the Bot User OAuth Token (xoxb-...) from OAuth & Permissions in the app's settings"
    return Complaint(where=_WHERE, what=f"{what} ({code or 'no answer that we understand'})", hint=hint)


def _unreachable(error: Exception) -> Complaint:
    return Complaint(
        where="slack.api_url",
        what=f"Slack cannot be reached ({type(error).__name__})",
        hint="Check the address, the network and the proxy, then try again",
    )
