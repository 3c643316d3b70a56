"""conversations.history and conversations.replies."""

from sandbox.slack.arguments import Arguments
from sandbox.slack.errors import ApiError
from sandbox.slack.methods.method import TIER_3, Method
from sandbox.slack.methods.pages import page
from sandbox.slack.shapes import message_json
from sandbox.slack.stage import FAMILIES, Stage
from sandbox.slack.values import Json, SlackMessage

_HISTORY = tuple(f"{family}:history" for family in FAMILIES.values())


def history(stage: Stage, args: Arguments) -> Json:
    """What stands in a conversation, newest first, in pages."""
    channel = stage.channel(args.text("channel", needed="channel_not_found"), member=True)
    stage.need_family_scope(channel, "history")
    found = [message for message in stage.workspace.in_channel(channel) if _within(args, message)]
    found.reverse()
    piece, cursor = page(args, found, usual=100, most=999)
    return _answer(stage, args, piece, cursor) | {"pin_count": 0}


def replies(stage: Stage, args: Arguments) -> Json:
    """A message and the thread below it, oldest first, in pages."""
    channel = stage.channel(args.text("channel", needed="channel_not_found"), member=True)
    stage.need_family_scope(channel, "history")
    root = channel.messages.get(args.text("ts", needed="thread_not_found"))
    if root is None:
        raise ApiError("thread_not_found")
    if root.is_reply:
        found = [root]
    else:
        below = [reply for reply in stage.workspace.replies_to(channel, root.ts) if _within(args, reply)]
        if root.deleted and not below:
            raise ApiError("thread_not_found")
        found = [root, *below]
    piece, cursor = page(args, found, usual=1000, most=1000)
    return _answer(stage, args, piece, cursor)


def _answer(stage: Stage, args: Arguments, piece: list[SlackMessage], cursor: str) -> Json:
    with_metadata = args.flag("include_all_metadata")
    answer: Json = {
        "messages": [message_json(stage.workspace, message, with_metadata=with_metadata) for message in piece],
        "has_more": bool(cursor),
    }
    if cursor:
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer


def _within(args: Arguments, message: SlackMessage) -> bool:
    at = _order(message.ts)
    inclusive = args.flag("inclusive")
    oldest, latest = args.text("oldest"), args.text("latest")
    if oldest and (at < _order(oldest) or (at == _order(oldest) and not inclusive)):
        return False
    return not (latest and (at > _order(latest) or (at == _order(latest) and not inclusive)))


def _order(ts: str) -> int:
    seconds, _, rest = ts.partition(".")
    try:
        return int(seconds or 0) * 1_000_000 + int(rest[:6].ljust(6, "0"))
    except ValueError:
        raise ApiError("invalid_ts_oldest") from None


HISTORY: dict[str, Method] = {
    "conversations.history": Method(run=history, per_minute=TIER_3, scopes=_HISTORY),
    "conversations.replies": Method(run=replies, per_minute=TIER_3, scopes=_HISTORY),
}
