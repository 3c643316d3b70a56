"""Taking a message away, so that at the end its words no longer stand there."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.destination import Remote
from bot.errors import Refused
from bot.platforms.slack.errors import code_of
from bot.platforms.slack.text import ELLIPSIS

_GONE = "message_not_found"
_MAY_NOT_DELETE = frozenset({"cant_delete_message", "compliance_exports_prevent_deletion"})
_MAY_NOT_EDIT = frozenset({"cant_update_message", "edit_window_closed"})


async def remove(client: AsyncWebClient, remote: Remote) -> None:
    """Where the workspace lets nobody delete, the message is emptied instead. "Already gone" is success.

    Raises Refused when its words stay, so that an operator hears of it, and SlackApiError for anything else.
    """
    try:
        await client.chat_delete(channel=remote.chat, ts=remote.message)
    except SlackApiError as error:
        if code_of(error) in _MAY_NOT_DELETE:
            await _empty(client, remote)
        elif code_of(error) != _GONE:
            raise


async def _empty(client: AsyncWebClient, remote: Remote) -> None:
    try:
        # Without blocks, the ones that stand there go.
        await client.chat_update(channel=remote.chat, ts=remote.message, text=ELLIPSIS)
    except SlackApiError as error:
        if code_of(error) in _MAY_NOT_EDIT:
            raise Refused("Slack lets us neither delete nor change it: delete it by hand") from None
        if code_of(error) != _GONE:
            raise
