"""What one person sees of the workspace, as JSON for a page."""

from urllib.parse import quote

from sandbox.slack.people import People
from sandbox.slack.values import BOT_USER, Json, SlackChannel, SlackMessage

MOST_MESSAGES = 300


def snapshot(slack: People, viewer: str, last_change: int) -> Json:
    """The workspace through the eyes of `viewer`: people, the conversations they may see with their newest
    messages (private ones marked), the commands on offer, open modals, the Home tab. `change` counts changes up."""
    space = slack.stage.workspace
    home = slack.home(viewer)
    return {
        "change": last_change,
        "now": space.clock().isoformat(),
        "viewer": viewer,
        "commands": list(space.commands.values()),
        "bot": {"id": BOT_USER, "name": space.bot.name},
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "handle": person.handle,
                "email": None if person.is_stranger else person.email,
                "locale": person.locale,
                "is_stranger": person.is_stranger,
                "deleted": person.deleted,
                "status": person.status_text,
            }
            for person in space.people.values()
            if not person.is_bot
        ],
        "channels": [
            _channel(slack, channel, viewer)
            for channel in list(space.channels.values())
            if viewer in channel.members or not (channel.private or space.is_external(viewer))
        ],
        "views": [slack.stage.views.json(view) for view in slack.views(viewer)],
        "home": None if home is None else slack.stage.views.json(home),
    }


def _channel(slack: People, channel: SlackChannel, viewer: str) -> Json:
    standing = [*slack.messages(channel.id), *slack.ephemerals(viewer, channel.id)]
    standing.sort(key=lambda message: message.ts)
    return {
        "id": channel.id,
        "name": slack.stage.workspace.bot.name if channel.kind == "im" else channel.name,
        "kind": channel.kind,
        "members": channel.members,
        "is_member": viewer in channel.members,
        "bot_is_member": channel.bot_is_member,
        "archived": channel.archived,
        "shared": channel.shared,
        "messages": [_message(slack, message) for message in standing[-MOST_MESSAGES:]],
    }


def _message(slack: People, message: SlackMessage) -> Json:
    files = slack.stage.files.by_id
    return {
        "ts": message.ts,
        "user": message.user,
        "name": slack.stage.workspace.people[message.user].name,
        "by_bot": message.by_bot,
        "text": message.text,
        "blocks": list(message.blocks),
        "thread_ts": message.thread_ts,
        "broadcast": message.broadcast,
        "edited": message.shows_edited,
        "ephemeral": message.ephemeral_for is not None,
        "reactions": {name: list(users) for name, users in message.reactions.items()},
        "files": [
            {
                "name": file.name,
                "title": file.title,
                "alt_txt": file.alt_text,
                "size": file.length,
                "mimetype": file.mimetype,
                "path": f"files/{file.id}/{quote(file.name, safe='')}",
            }
            for file in (files[file_id] for file_id in message.files)
        ],
    }
