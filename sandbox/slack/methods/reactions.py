"""reactions.add, remove and get."""

from sandbox.slack.arguments import Arguments
from sandbox.slack.errors import ApiError
from sandbox.slack.methods.method import TIER_2, TIER_3, Method
from sandbox.slack.reacting import add_reaction, remove_reaction
from sandbox.slack.shapes import message_json
from sandbox.slack.stage import Stage
from sandbox.slack.values import BOT_USER, Json, SlackMessage


def add(stage: Stage, args: Arguments) -> Json:
    """The bot reacts to a message."""
    add_reaction(stage, BOT_USER, _reactable(stage, args), args.text("name", needed="invalid_name"))
    return {}


def remove(stage: Stage, args: Arguments) -> Json:
    """The bot takes its reaction back."""
    remove_reaction(stage, BOT_USER, _reactable(stage, args), args.text("name", needed="invalid_name"))
    return {}


def get(stage: Stage, args: Arguments) -> Json:
    """A message with its reactions."""
    message = _reactable(stage, args)
    return {"type": "message", "channel": message.channel, "message": message_json(stage.workspace, message)}


def _reactable(stage: Stage, args: Arguments) -> SlackMessage:
    if not args.has("channel") or not args.has("timestamp"):
        raise ApiError("no_item_specified")
    channel = stage.channel(args.text("channel"), member=True)
    if channel.archived:
        raise ApiError("is_archived")
    message = channel.messages.get(args.text("timestamp"))
    if message is None or message.deleted:
        raise ApiError("message_not_found")
    return message


REACTIONS: dict[str, Method] = {
    "reactions.add": Method(run=add, per_minute=TIER_3, scopes=("reactions:write",)),
    "reactions.remove": Method(run=remove, per_minute=TIER_2, scopes=("reactions:write",)),
    "reactions.get": Method(run=get, per_minute=TIER_3, scopes=("reactions:read",)),
}
