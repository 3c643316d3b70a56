"""Reactions on messages, whoever gives them."""

import re

from sandbox.slack.errors import ApiError
from sandbox.slack.stage import Stage
from sandbox.slack.values import SlackMessage

_NAME = re.compile(r"[\w+'\-]{1,100}(::skin-tone-[2-6])?")


def add_reaction(stage: Stage, user: str, message: SlackMessage, name: str) -> SlackMessage:
    """Let `user` react. Raises ApiError: `invalid_name` or `already_reacted`."""
    name = name.strip(":")
    if not _NAME.fullmatch(name):
        raise ApiError("invalid_name")
    users = message.reactions.get(name, ())
    if user in users:
        raise ApiError("already_reacted")
    changed = stage.workspace.change(message, reactions={**message.reactions, name: (*users, user)})
    stage.events.reaction("reaction_added", user, changed, name)
    return changed


def remove_reaction(stage: Stage, user: str, message: SlackMessage, name: str) -> SlackMessage:
    """Take `user`'s reaction away. Raises ApiError(`no_reaction`)."""
    name = name.strip(":")
    users = message.reactions.get(name, ())
    if user not in users:
        raise ApiError("no_reaction")
    left = tuple(one for one in users if one != user)
    reactions = {key: value for key, value in message.reactions.items() if key != name}
    if left:
        reactions = {**message.reactions, name: left}
    changed = stage.workspace.change(message, reactions=reactions)
    stage.events.reaction("reaction_removed", user, changed, name)
    return changed
