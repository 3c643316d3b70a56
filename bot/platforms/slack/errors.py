"""The one place where what Slack and its SDK raise becomes a DeliveryError: what happens next, and why, in words.

No reason holds a token or anybody's words.
"""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import Enum, auto

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.clock import Clock
from bot.errors import DeliveryError, Gone, Lost, Refused, RetryLater, Uncertain


class Call(Enum):
    """What was being done: only a message that is sent twice does harm, and only one that stands can be lost."""

    POST = auto()
    CHANGE = auto()
    ASK = auto()


GONE: Mapping[str, str] = {
    "channel_not_found": "Slack knows no such channel, or it is private and the bot is not in it: "
    "check the channel's id, and type /invite @klankbord there",
    "not_in_channel": "the bot is not in this channel: type /invite @klankbord there",
    "is_archived": "the channel is archived",
    "is_inactive": "the channel is frozen",
    "user_not_found": "Slack knows no such person",
    "user_disabled": "Slack knows no such person, or their account is deactivated",
    "cannot_dm_bot": "this account belongs to a bot",
    "messages_tab_disabled": "people cannot get messages from this app: "
    "switch the Messages tab on under App Home in the app's settings",
    "not_enabled": "people have no home with this app: switch the Home tab on under App Home in the app's settings",
    "restricted_action": "an admin of the workspace lets nobody post here",
    "restricted_action_read_only_channel": "the bot may not post in this read-only channel",
    "restricted_action_thread_only_channel": "this channel takes threads only",
    "restricted_action_non_threadable_channel": "this channel takes no threads",
    "as_user_not_supported": "the bot may not write here",
}
"""The chat is closed to us until a person does something."""

OPERATOR: Mapping[str, str] = {
    "invalid_auth": "Slack does not know the bot token",
    "not_authed": "no bot token was sent",
    "token_revoked": "the bot token was revoked",
    "token_expired": "the bot token has expired",
    "account_inactive": "the app was removed from the workspace",
    "missing_scope": "the bot token lacks a scope",
    "no_permission": "the bot token lacks a permission",
    "not_allowed_token_type": "this is not a bot token",
    "access_denied": "the workspace denies access",
    "team_access_not_granted": "the app is not granted access to this workspace",
    "org_login_required": "the workspace is being moved",
    "team_added_to_org": "the workspace is being moved",
    "ekm_access_denied": "an admin has suspended access to the workspace",
    "accesslimited": "the workspace limits access",
}
"""Wrong for every chat alike; nothing is lost, everything waits until an operator has mended it."""

BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
"""The same words without blocks may still be accepted."""

VIEW_REFUSED = frozenset({"invalid_arguments", "invalid_blocks", "invalid_blocks_format", "view_too_large"})
"""The same words without blocks may still be shown on a home."""

THREAD_GONE = frozenset({"thread_not_found", "cannot_reply_to_message"})
"""The message that was to be answered no longer exists."""

_LOST = frozenset({"message_not_found", "cant_update_message", "cant_delete_message", "edit_window_closed"})
_BUSY = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable", "request_timeout"})
_CHANGED_MEANWHILE = "hash_conflict"
_DOUBTFUL = frozenset({"internal_error", "fatal_error"})


@contextmanager
def translated(call: Call, clock: Clock, *, private: bool = False) -> Iterator[None]:
    """Whatever the SDK raises inside leaves as a DeliveryError; the original is dropped, since it may hold words.
    `private`: the chat is a person's, of whom Slack says "no such channel" when their account is closed.
    """
    try:
        yield
    except SlackApiError as error:
        if private and code_of(error) == "channel_not_found":
            raise Gone(GONE["user_disabled"]) from None
        raise _answered(error, call, clock) from None
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise RetryLater(f"Slack cannot be reached ({type(error).__name__})") from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise _doubtful(f"Slack's answer never came ({type(error).__name__})", call) from None
    except SlackClientError as error:
        raise Refused(f"the call could not be made ({type(error).__name__})") from None


def code_of(error: SlackApiError) -> str:
    """Slack's name for the error; `""` when the answer was none of Slack's."""
    data = getattr(error.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def _answered(error: SlackApiError, call: Call, clock: Clock) -> DeliveryError:
    status, code = _status(error), code_of(error)
    if status == 429 or code in _BUSY:
        return RetryLater(f"Slack asks to wait ({code or status})", at=_when(error, clock()))
    if status >= 500 or code in _DOUBTFUL or not code:
        return _doubtful(f"Slack failed ({code or status})", call)
    if code in OPERATOR:
        needed = _needed(error)
        return RetryLater(f"{OPERATOR[code]} ({code}{needed}): run klankbord check")
    if code == _CHANGED_MEANWHILE:
        return RetryLater("somebody else changed it meanwhile (hash_conflict)")
    if code in GONE:
        return Gone(GONE[code])
    if code in _LOST and call is Call.CHANGE:
        return Lost(f"the message cannot be changed any more ({code})")
    return Refused(f"Slack refused it ({code})")


def _doubtful(reason: str, call: Call) -> DeliveryError:
    return Uncertain(reason) if call is Call.POST else RetryLater(reason)


def _status(error: SlackApiError) -> int:
    # An unreadable answer comes as aiohttp's response, every other one as the SDK's own.
    status: object = getattr(error.response, "status_code", None) or getattr(error.response, "status", None)
    return status if isinstance(status, int) else 0


def _when(error: SlackApiError, now: datetime) -> datetime | None:
    headers: Mapping[str, str] = getattr(error.response, "headers", None) or {}
    try:
        seconds = float(headers.get("Retry-After", ""))
    except (TypeError, ValueError):
        return None
    return now + timedelta(seconds=max(seconds, 0.0)) if math.isfinite(seconds) else None


def _needed(error: SlackApiError) -> str:
    data = getattr(error.response, "data", None)
    needed = data.get("needed") if isinstance(data, dict) else None
    return f": {needed}" if isinstance(needed, str) else ""
