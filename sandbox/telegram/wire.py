"""How people, chats and messages look in the JSON that the bot gets."""

from collections.abc import Mapping

from sandbox.telegram.chat import Chat
from sandbox.telegram.values import Attachment, Entity, Message, User

Wire = dict[str, object]


def user(person: User) -> Wire:
    shown: Wire = {"id": person.id, "is_bot": person.is_bot, "first_name": person.first_name}
    if person.username:
        shown["username"] = person.username
    if person.language_code and not person.is_bot:
        shown["language_code"] = person.language_code
    return shown


def chat(place: Chat, users: Mapping[int, User]) -> Wire:
    shown: Wire = {"id": place.id, "type": place.type}
    if place.private:
        person = users[place.id]
        shown["first_name"] = person.first_name
        if person.username:
            shown["username"] = person.username
        return shown
    shown["title"] = place.title
    if place.forum:
        shown["is_forum"] = True
    if place.type == "group":
        shown["all_members_are_administrators"] = False
    return shown


def entity(found: Entity, users: Mapping[int, User]) -> Wire:
    shown: Wire = {"type": found.type, "offset": found.offset, "length": found.length}
    for name in ("url", "language", "custom_emoji_id", "unix_time", "date_time_format"):
        if value := getattr(found, name):
            shown[name] = value
    if found.user is not None:
        shown["user"] = user(users.get(found.user.id, found.user))
    return shown


def _photo(picture: Attachment) -> list[Wire]:
    return [
        {
            "file_id": picture.file_id,
            "file_unique_id": picture.file_unique_id,
            "width": 800,
            "height": 600,
            "file_size": len(picture.content),
        }
    ]


def _document(paper: Attachment) -> Wire:
    return {
        "file_id": paper.file_id,
        "file_unique_id": paper.file_unique_id,
        "file_name": paper.name,
        "mime_type": paper.mime_type,
        "file_size": len(paper.content),
    }


def message(said: Message, place: Chat, users: Mapping[int, User], *, nested: bool = False) -> Wire:
    """A message as the bot gets it. A message inside another shows no further replies, as with Telegram."""
    shown: Wire = {
        "message_id": said.id,
        "from": user(said.sender),
        "chat": chat(place, users),
        "date": int(said.date.timestamp()),
    }
    if said.edited is not None:
        shown["edit_date"] = int(said.edited.timestamp())
    if said.topic is not None:
        shown["message_thread_id"] = said.topic
        shown["is_topic_message"] = True
    elif said.thread_root is not None:
        shown["message_thread_id"] = said.thread_root
    media = said.photo is not None or said.document is not None
    if said.photo is not None:
        shown["photo"] = _photo(said.photo)
    if said.document is not None:
        shown["document"] = _document(said.document)
    if said.text:
        shown["caption" if media else "text"] = said.text
    if said.entities:
        shown["caption_entities" if media else "entities"] = [entity(each, users) for each in said.entities]
    if said.reply_markup is not None and "inline_keyboard" in said.reply_markup:
        shown["reply_markup"] = dict(said.reply_markup)
    if said.effect is not None:
        shown["effect_id"] = said.effect
    if not nested:
        answered = place.living(said.reply_to) if said.reply_to is not None else None
        if answered is None and said.topic is not None and said.topic != said.id:
            answered = place.living(said.topic)
        if answered is not None:
            shown["reply_to_message"] = message(answered, place, users, nested=True)
    shown.update(said.service)
    return shown


def inaccessible(message_id: int, place: Chat, users: Mapping[int, User]) -> Wire:
    """What stands in place of a message that is gone: date zero."""
    return {"message_id": message_id, "chat": chat(place, users), "date": 0}


def reactions(emoji: tuple[str, ...]) -> list[Wire]:
    return [{"type": "emoji", "emoji": each} for each in emoji]


_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def member(person: User, place: Chat, *, status: str | None = None, is_me: bool = False) -> Wire:
    """A ChatMember with the rights that go with the status."""
    status = status or place.standing.get(person.id, "left")
    shown: Wire = {"user": user(person), "status": status}
    if status == "creator":
        shown["is_anonymous"] = False
    elif status == "administrator":
        shown |= dict.fromkeys(_RIGHTS, True)
        shown |= {"can_be_edited": False, "is_anonymous": False, "can_promote_members": False}
        if place.type == "supergroup":
            shown["can_manage_topics"] = place.bot_manages_topics if is_me else True
    elif status == "kicked":
        shown["until_date"] = 0
    return shown
