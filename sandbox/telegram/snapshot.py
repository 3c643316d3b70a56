"""Everything that one person sees in their Telegram, as JSON for the page."""

from collections import Counter

from sandbox.telegram import wire
from sandbox.telegram.chat import Chat
from sandbox.telegram.methods.profile import shelf
from sandbox.telegram.methods.reactions import OFFERED
from sandbox.telegram.prompts import prompt_for
from sandbox.telegram.values import Attachment, Message, User
from sandbox.telegram.world import World

Shown = dict[str, object]


def snapshot(world: World, viewer: User, *, newest: int = 200) -> Shown:
    """The viewer's chats, the newest messages of each, and what their app offers.

    {"viewer", "bot", "started", "reactions": [...], "people": [...], "chats": [{"id", "type", "title", "forum",
    "topics", "members", "bot_present", "upgraded_to", "prompt", "commands", "messages"}]}. `prompt` is the id of the
    forced reply that this viewer's app shows, or null; `reactions` are those that it offers. Text offsets count UTF-16
    units, as JavaScript does.
    """
    chats = [chat for chat in world.chats.values() if chat.present(viewer.id)]
    return {
        "viewer": wire.user(viewer),
        "bot": wire.user(world.bot),
        "started": viewer.id in world.chats,
        "reactions": list(OFFERED),
        "people": [wire.user(person) for person in world.users.values() if not person.is_bot],
        "chats": [_chat(world, chat, viewer, newest) for chat in chats],
    }


def _chat(world: World, chat: Chat, viewer: User, newest: int) -> Shown:
    prompt = prompt_for(chat, viewer)
    standing = [message for message in chat.messages.values() if not message.deleted]
    return {
        "id": chat.id,
        "type": chat.type,
        "title": world.bot.first_name if chat.private else chat.title,
        "forum": chat.forum,
        "topics": [
            {"id": topic.id, "name": topic.name, "closed": topic.closed}
            for topic in chat.topics.values()
            if not topic.deleted
        ],
        "members": [wire.user(world.users[user_id]) for user_id in chat.members()],
        "bot_present": chat.present(world.bot.id),
        "upgraded_to": chat.upgraded_to,
        "prompt": prompt.id if prompt is not None else None,
        "commands": [
            {"command": command, "description": description}
            for command, description in commands_shown(world, chat, viewer)
        ],
        "messages": [_message(world, message, viewer) for message in standing[-newest:]],
    }


def _message(world: World, message: Message, viewer: User) -> Shown:
    counts = Counter(emoji for each in message.reactions.values() for emoji in each)
    return {
        "id": message.id,
        "from": wire.user(message.sender),
        "date": message.date.isoformat(),
        "edited": message.edited.isoformat() if message.edited is not None else None,
        "text": message.text,
        "entities": [wire.entity(entity, world.users) for entity in message.entities],
        "buttons": [
            [
                {
                    "text": button.text,
                    "callback_data": button.callback_data,
                    "url": button.url,
                    "style": button.style,
                }
                for button in row
            ]
            for row in message.buttons
        ],
        "reply_to": message.reply_to,
        "topic": message.topic,
        "photo": _file(message.photo),
        "document": _file(message.document),
        "reactions": [
            {
                "emoji": emoji,
                "count": count,
                "mine": emoji in message.reactions.get(viewer.id, ()),
                "who": [
                    world.users[user_id].first_name for user_id, given in message.reactions.items() if emoji in given
                ],
            }
            for emoji, count in counts.items()
        ],
        "silent": message.silent,
        "service": dict(message.service),
    }


def _file(attachment: Attachment | None) -> Shown | None:
    if attachment is None:
        return None
    return {
        "file_id": attachment.file_id,
        "name": attachment.name,
        "mime_type": attachment.mime_type,
        "size": len(attachment.content),
    }


def commands_shown(world: World, chat: Chat, viewer: User) -> list[tuple[str, str]]:
    """The commands in the viewer's menu: the narrowest scope that has any, in their language before no language."""
    narrow_to_wide: list[tuple[str, dict[str, int]]] = []
    if chat.private:
        narrow_to_wide += [("chat", {"chat_id": chat.id}), ("all_private_chats", {})]
    else:
        narrow_to_wide.append(("chat_member", {"chat_id": chat.id, "user_id": viewer.id}))
        if chat.administers(viewer.id):
            narrow_to_wide.append(("chat_administrators", {"chat_id": chat.id}))
        narrow_to_wide.append(("chat", {"chat_id": chat.id}))
        if chat.administers(viewer.id):
            narrow_to_wide.append(("all_chat_administrators", {}))
        narrow_to_wide.append(("all_group_chats", {}))
    narrow_to_wide.append(("default", {}))
    for scope, ids in narrow_to_wide:
        for language in (viewer.language_code or "", ""):
            if found := world.commands.get(shelf(scope, language, **ids)):
                return [(each["command"], each["description"]) for each in found]
    return []
