"""The one place where Telegram's exceptions become ours: each says what happens next."""

import datetime as dtm
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import aiohttp
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.clock import Clock
from bot.errors import DeliveryError, Gone, Lost, Moved, Refused, RetryLater, Uncertain

_NOT_MODIFIED = ("message is not modified",)
_MESSAGE_LOST = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message to react not found",
    "message_id_invalid",
)
_CHAT_CLOSED = (
    "chat not found",
    "peer_id_invalid",
    "not enough rights to send",
    "have no rights to send",
    "chat_write_forbidden",
    "user_is_blocked",
    "user not found",
)
_TOPIC_CLOSED = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
_QUERY_OVER = ("query is too old", "query id is invalid", "query_id_invalid")
_REASONS = {
    "blocked by the user": "the person has blocked the bot",
    "user is deactivated": "the person's Telegram account no longer exists",
    "can't initiate conversation": "the person has not opened the private chat with the bot",
    "was kicked": "the bot was removed from the chat",
    "not a member": "the bot is not in the chat",
    "chat not found": "the chat does not exist, or the bot is not in it",
    "not enough rights": "the bot may not write in the chat",
    "no rights to send": "the bot may not write in the chat",
    "chat_write_forbidden": "the bot may not write in the chat",
    "group chat was deleted": "the group was deleted",
}
_NEVER_LEFT = (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError, RuntimeError)


@contextmanager
def telegram_errors(clock: Clock, *, posting: bool = False) -> Iterator[None]:
    """Raises Telegram's refusals as DeliveryErrors; "not modified" passes as success.

    `posting`: a call that must not happen twice, so that a lost answer is Uncertain and not RetryLater.
    """
    try:
        yield
    except TelegramError as error:
        if not _says(error, _NOT_MODIFIED):
            raise delivery_error(error, now=clock(), posting=posting) from error


def delivery_error(error: TelegramError, *, now: datetime, posting: bool) -> DeliveryError:
    """What Telegram's refusal means for us."""
    match error:
        case RetryAfter():
            wait = error.retry_after
            pause = wait if isinstance(wait, dtm.timedelta) else dtm.timedelta(seconds=wait)
            return RetryLater("Telegram asks us to slow down", at=now + pause)
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Gone(_reason(error))
        case InvalidToken():
            return RetryLater("Telegram refuses the bot's token; put the right one in the configuration")
        case BadRequest() if _says(error, _MESSAGE_LOST):
            return Lost("the message no longer exists, or cannot be changed any more")
        case BadRequest() if _says(error, _CHAT_CLOSED):
            return Gone(_reason(error))
        case BadRequest():
            return Refused(f"Telegram refused: {error.message}")
        case NetworkError():
            if posting and not isinstance(error.__cause__, _NEVER_LEFT):
                return Uncertain("Telegram did not answer; the message may have been sent")
            return RetryLater("Telegram could not be reached, or did not answer")
        case _:
            return Refused(f"Telegram refused: {error.message}")


def is_topic_closed(error: TelegramError) -> bool:
    """Whether the topic is closed or gone, so that only the general topic is left."""
    return isinstance(error, BadRequest) and _says(error, _TOPIC_CLOSED)


def is_query_over(error: TelegramError) -> bool:
    """Whether a press can no longer be answered: too long ago, or answered before."""
    return isinstance(error, BadRequest) and _says(error, _QUERY_OVER)


def is_too_old_to_delete(error: TelegramError) -> bool:
    """Whether a message stands for so long that Telegram no longer lets us take it away."""
    return isinstance(error, BadRequest) and _says(error, ("message can't be deleted",))


def is_already_deleted(error: TelegramError) -> bool:
    """Whether the message to delete is gone."""
    return isinstance(error, BadRequest) and _says(error, ("message to delete not found",))


def is_without_text(error: TelegramError) -> bool:
    """Whether the message is a picture, whose words stand below it."""
    return isinstance(error, BadRequest) and _says(error, ("there is no text in the message to edit",))


def _says(error: TelegramError, words: tuple[str, ...]) -> bool:
    said = error.message.lower()
    return any(word in said for word in words)


def _reason(error: TelegramError) -> str:
    said = error.message.lower()
    return next((reason for words, reason in _REASONS.items() if words in said), error.message)
