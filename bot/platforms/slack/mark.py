"""Our posting id, hidden in the message's metadata, by which a message is found that may have been sent."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.destination import Remote

_PAGE, _PAGES = 200, 5
_EVENT = "klankbord_posting"


def marked(posting: int) -> dict[str, Any]:
    """The metadata that a message is sent with."""
    return {"event_type": _EVENT, "event_payload": {"posting": posting}}


def is_marked(message: Mapping[str, Any], posting: int) -> bool:
    """Whether this message, as Slack's history shows it, carries this posting's mark."""
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == _EVENT and payload.get("posting") == posting


async def standing(
    client: AsyncWebClient, chat: str, thread: str | None, *, oldest: str, posting: int
) -> Remote | None:
    """The message with this posting's mark among the first thousand since `oldest`. Raises what the SDK raises."""
    cursor: str | None = None
    for _ in range(_PAGES):
        asked: dict[str, Any] = {"channel": chat, "oldest": oldest, "limit": _PAGE, "include_all_metadata": True}
        asked |= {"cursor": cursor} if cursor else {}
        if thread is None:
            answer = await client.conversations_history(**asked)
        else:
            answer = await client.conversations_replies(ts=thread, **asked)
        for found in answer.get("messages") or ():
            if is_marked(found, posting):
                return Remote(chat=chat, message=found["ts"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            break
    return None
