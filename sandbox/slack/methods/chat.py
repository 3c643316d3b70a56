"""chat.*: posting, editing, removing."""

from typing import Any

from sandbox.slack.arguments import Arguments
from sandbox.slack.content import read_content
from sandbox.slack.errors import ApiError
from sandbox.slack.methods.method import SEVERAL_HUNDRED, TIER_3, TIER_4, Method
from sandbox.slack.shapes import message_json
from sandbox.slack.stage import Stage
from sandbox.slack.values import BOT_USER, Json, SlackChannel, SlackMessage


def post_message(stage: Stage, args: Arguments) -> Json:
    """Post as the bot, into a channel, a direct conversation or a thread."""
    channel = _writable(stage, args)
    content = read_content(stage, args)
    wait = stage.limits.wait_for_post(channel.id)
    if wait:
        raise ApiError("ratelimited", retry_after=wait)
    thread_ts = args.text("thread_ts") or None
    if thread_ts is not None:
        thread_ts = stage.workspace.thread_root(channel, thread_ts)
        if thread_ts is None:
            raise ApiError("thread_not_found")
    message = stage.workspace.post(
        SlackMessage(
            channel=channel.id,
            ts=stage.workspace.next_ts(),
            user=BOT_USER,
            text=content.text,
            blocks=content.blocks,
            attachments=content.attachments,
            thread_ts=thread_ts,
            broadcast=thread_ts is not None and args.flag("reply_broadcast"),
            metadata=content.metadata or None,
        )
    )
    stage.events.message(message)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "message": message_json(stage.workspace, message, with_metadata=True),
    }


def post_ephemeral(stage: Stage, args: Arguments) -> Json:
    """Show something to one member of the channel only."""
    channel = _writable(stage, args)
    content = read_content(stage, args)
    user = args.text("user", needed="invalid_arguments")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    message = stage.workspace.post(
        SlackMessage(
            channel=channel.id,
            ts=stage.workspace.next_ts(),
            user=BOT_USER,
            text=content.text,
            blocks=content.blocks,
            attachments=content.attachments,
            thread_ts=args.text("thread_ts") or None,
            ephemeral_for=user,
        )
    )
    return {"message_ts": message.ts}


def update(stage: Stage, args: Arguments) -> Json:
    """Edit a message of the bot's own. Text without blocks removes the blocks; attachments stay when not given."""
    channel = stage.channel(args.text("channel", needed="channel_not_found"))
    before = _standing(channel, args)
    if not before.by_bot:
        raise ApiError("cant_update_message")
    if channel.archived:
        raise ApiError("is_archived")
    content = read_content(stage, args, updating=True)
    fields: dict[str, Any] = {
        "text": content.text if args.has("text") else before.text,
        "blocks": content.blocks if content.blocks_given or args.has("text") else before.blocks,
        "attachments": content.attachments if args.has("attachments") else before.attachments,
        "edited": stage.workspace.next_ts(),
    }
    if content.metadata is not None:
        fields["metadata"] = content.metadata or None
    after = stage.workspace.change(before, **fields)
    stage.events.message_changed(before, after)
    return {
        "channel": channel.id,
        "ts": after.ts,
        "text": after.text,
        "message": message_json(stage.workspace, after, with_metadata=True),
    }


def delete(stage: Stage, args: Arguments) -> Json:
    """Remove a message of the bot's own."""
    channel = stage.channel(args.text("channel", needed="channel_not_found"))
    message = _standing(channel, args)
    if not message.by_bot:
        raise ApiError("cant_delete_message")
    stage.workspace.remove(message)
    stage.events.message_deleted(message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(stage: Stage, args: Arguments) -> Json:
    """The address of a message."""
    channel = stage.channel(args.text("channel", needed="channel_not_found"))
    ts = args.text("message_ts", needed="message_not_found")
    message = channel.messages.get(ts)
    if message is None or message.deleted:
        raise ApiError("message_not_found")
    link = f"https://{stage.workspace.domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _writable(stage: Stage, args: Arguments) -> SlackChannel:
    name = args.text("channel", needed="channel_not_found")
    channel = stage.channel(name, open_direct=True)
    if channel.archived:
        raise ApiError("is_archived")
    if not channel.bot_is_member and "chat:write.public" not in stage.scopes:
        raise ApiError("not_in_channel")
    return channel


def _standing(channel: SlackChannel, args: Arguments) -> SlackMessage:
    message = channel.messages.get(args.text("ts", needed="message_not_found"))
    if message is None or message.deleted:
        raise ApiError("message_not_found")
    return message


CHAT: dict[str, Method] = {
    "chat.postMessage": Method(run=post_message, per_minute=SEVERAL_HUNDRED, scopes=("chat:write",)),
    "chat.postEphemeral": Method(run=post_ephemeral, per_minute=TIER_4, scopes=("chat:write",)),
    "chat.update": Method(run=update, per_minute=TIER_3, scopes=("chat:write",)),
    "chat.delete": Method(run=delete, per_minute=TIER_3, scopes=("chat:write",)),
    "chat.getPermalink": Method(run=get_permalink, per_minute=SEVERAL_HUNDRED),
}
