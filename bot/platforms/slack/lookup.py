"""Finding a colleague by their e-mail address, which the workspace vouches for."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.platforms.slack.errors import Call, code_of, translated


async def user_by_email(client: AsyncWebClient, email: str, *, clock: Clock) -> str | None:
    """The id of the present person of this workspace with this address; None when there is none.

    Raises a DeliveryError when Slack could not be asked.
    """
    with translated(Call.ASK, clock):
        try:
            found: Mapping[str, Any] = (await client.users_lookupByEmail(email=email))["user"]
        except SlackApiError as error:
            if code_of(error) not in {"users_not_found", "user_not_found"}:
                raise
            return None
    if found.get("deleted") or found.get("is_bot") or found.get("is_stranger"):
        return None
    return str(found["id"])
