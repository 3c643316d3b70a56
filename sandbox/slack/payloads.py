"""Interaction payloads, in exactly Slack's shape."""

from sandbox.slack.entries import State
from sandbox.slack.shapes import message_json
from sandbox.slack.stage import Stage
from sandbox.slack.values import Json, SlackChannel, SlackMessage, SlackView

_CHANNEL_NAMES = {"im": "directmessage", "group": "privategroup"}


def block_actions_on_message(stage: Stage, user: str, message: SlackMessage, action: Json, state: State) -> Json:
    """Someone used an element of a message. An ephemeral message itself is not in the payload."""
    channel = stage.workspace.channels[message.channel]
    ephemeral = message.ephemeral_for is not None
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if message.is_reply:
        container["thread_ts"] = message.thread_ts
    reply_key = stage.reply_urls.issue(
        user=user,
        channel=channel.id,
        message_ts=message.ts,
        ephemeral=ephemeral,
        thread_ts=message.thread_ts if message.is_reply else None,
    )
    payload = _start(stage, "block_actions", user) | {
        "container": container,
        "trigger_id": stage.triggers.issue(user),
        "channel": channel_in_payload(channel),
        "state": {"values": _plain(state)},
        "response_url": f"{stage.url()}/response/{reply_key}",
        "actions": [action | {"action_ts": stage.workspace.next_ts()}],
    }
    if not ephemeral:
        payload["message"] = message_json(stage.workspace, message, with_metadata=True)
    return payload


def block_actions_in_view(stage: Stage, view: SlackView, action: Json) -> Json:
    """Someone used an element of a modal or a Home tab."""
    return _start(stage, "block_actions", view.user) | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": stage.triggers.issue(view.user, view.id),
        "view": stage.views.json(view),
        "actions": [action | {"action_ts": stage.workspace.next_ts()}],
    }


def view_submission(stage: Stage, view: SlackView) -> Json:
    """Someone pressed the modal's submit button."""
    return _start(stage, "view_submission", view.user) | {
        "trigger_id": stage.triggers.issue(view.user, view.id),
        "view": stage.views.json(view),
        "response_urls": [],
    }


def view_closed(stage: Stage, view: SlackView, *, is_cleared: bool) -> Json:
    """Someone dismissed a modal that asked to be told."""
    return _start(stage, "view_closed", view.user) | {"view": stage.views.json(view), "is_cleared": is_cleared}


def slash_command(stage: Stage, user: str, channel: SlackChannel, command: str, text: str) -> Json:
    """Someone typed a slash command."""
    space = stage.workspace
    reply_key = stage.reply_urls.issue(user=user, channel=channel.id)
    return {
        "token": "sandbox-verification-token",
        "team_id": space.people[user].team_id,
        "team_domain": space.domain,
        "channel_id": channel.id,
        "channel_name": channel_in_payload(channel)["name"],
        "user_id": user,
        "user_name": space.people[user].handle,
        "command": command,
        "text": text,
        "api_app_id": space.app_id,
        "is_enterprise_install": "false",
        "response_url": f"{stage.url()}/response/{reply_key}",
        "trigger_id": stage.triggers.issue(user),
    }


def channel_in_payload(channel: SlackChannel) -> Json:
    """A conversation as payloads name it: private ones without their name."""
    return {"id": channel.id, "name": _CHANNEL_NAMES.get(channel.kind, channel.name)}


def _start(stage: Stage, kind: str, user: str) -> Json:
    space = stage.workspace
    person = space.people[user]
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.handle,
            "name": person.handle,
            "team_id": person.team_id,
        },
        "api_app_id": space.app_id,
        "token": "sandbox-verification-token",
        "team": {"id": space.team_id, "domain": space.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _plain(state: State) -> Json:
    return {block: dict(values) for block, values in state.items()}
