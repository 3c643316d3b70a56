"""How Slack writes people, conversations and messages down in JSON."""

from zoneinfo import ZoneInfo

from sandbox.slack.values import BOT_ID, BOT_USER, Json, SlackChannel, SlackMessage, SlackPerson
from sandbox.slack.workspace import Workspace


def user_json(space: Workspace, person: SlackPerson, *, with_email: bool, with_locale: bool) -> Json:
    """A user object. A stranger's e-mail address is never shown."""
    user: Json = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.handle,
        "deleted": person.deleted,
        "real_name": person.name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": _offset(space, person),
        "profile": profile_json(person, with_email=with_email),
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": int(space.now()),
    }
    if person.is_stranger:
        user["is_stranger"] = True
    if with_locale:
        user["locale"] = person.locale
    return user


def _offset(space: Workspace, person: SlackPerson) -> int:
    offset = space.clock().astimezone(ZoneInfo(person.tz)).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def profile_json(person: SlackPerson, *, with_email: bool) -> Json:
    """A profile object, with the status that the person set."""
    profile: Json = {
        "title": person.title,
        "real_name": person.name,
        "real_name_normalized": person.name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": person.name.split(" ")[0],
        "last_name": " ".join(person.name.split(" ")[1:]),
        "status_text": person.status_text,
        "status_emoji": person.status_emoji,
        "status_expiration": person.status_expiration,
        "avatar_hash": "g0",
        "team": person.team_id,
    }
    if with_email and person.email and not person.is_stranger:
        profile["email"] = person.email
    if person.is_bot:
        profile["bot_id"] = BOT_ID
        profile["api_app_id"] = ""
    return profile


def channel_json(space: Workspace, channel: SlackChannel) -> Json:
    """A conversation object of any kind."""
    if channel.kind == "im":
        other = next(user for user in channel.members if user != BOT_USER)
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "is_org_shared": False,
            "is_archived": channel.archived,
            "context_team_id": space.team_id,
            "user": other,
            "is_user_deleted": space.people[other].deleted,
            "is_open": True,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": False,
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.private,
        "is_archived": channel.archived,
        "is_general": False,
        "is_member": channel.bot_is_member,
        "is_shared": channel.shared,
        "is_ext_shared": channel.shared,
        "is_org_shared": False,
        "created": channel.created,
        "creator": next((user for user in channel.members if user != BOT_USER), BOT_USER),
        "context_team_id": space.team_id,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }


def message_json(space: Workspace, message: SlackMessage, *, with_metadata: bool = False) -> Json:
    """A message object as history, payloads and events show it."""
    person = space.people[message.user]
    shown: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "team": person.team_id,
        "text": message.text,
    }
    channel = space.channels[message.channel]
    if message.deleted:
        shown |= {"subtype": "tombstone", "text": "This message was deleted.", "hidden": True, "user": "USLACKBOT"}
    elif message.by_bot:
        shown |= {
            "bot_id": space.bot_id,
            "app_id": space.app_id,
            "bot_profile": {
                "id": space.bot_id,
                "app_id": space.app_id,
                "user_id": space.bot.id,
                "name": space.bot.name,
                "team_id": space.team_id,
                "deleted": False,
            },
        }
    if message.broadcast:
        shown["subtype"] = "thread_broadcast"
    if message.blocks:
        shown["blocks"] = list(message.blocks)
    if message.attachments:
        shown["attachments"] = list(message.attachments)
    if message.shows_edited:
        shown["edited"] = {"user": message.user, "ts": message.edited}
    if message.thread_ts is not None:
        shown["thread_ts"] = message.thread_ts
    if message.is_reply and message.thread_ts is not None:
        root = channel.messages.get(message.thread_ts)
        if root is not None:
            shown["parent_user_id"] = root.user
    replies = list(space.replies_to(channel, message.ts))
    if replies and not message.is_reply:
        users = list(dict.fromkeys(reply.user for reply in replies))
        shown |= {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users_count": len(users),
            "reply_users": users,
            "latest_reply": replies[-1].ts,
            "is_locked": False,
            "subscribed": False,
        }
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()
        ]
    if message.files:
        shown["files"] = [{"id": file_id} for file_id in message.files]
    if with_metadata and message.metadata is not None:
        shown["metadata"] = message.metadata
    return shown
