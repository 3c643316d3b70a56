"""getChat, the members of a chat, leaveChat and sendChatAction."""

from sandbox.telegram import wire
from sandbox.telegram.chat import ADMINISTRATORS
from sandbox.telegram.errors import bad_request
from sandbox.telegram.methods.places import chat_of, topic_for, writable_chat
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.world import World

_ACTION_NAMES = """
typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location
record_video_note upload_video_note
"""
_ACTIONS = frozenset(_ACTION_NAMES.split())
_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


async def get_chat(world: World, given: Parameters) -> wire.Wire:
    chat = chat_of(world, given)
    shown = wire.chat(chat, world.users) | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, chat.private),
    }
    if not chat.private:
        shown["permissions"] = dict.fromkeys(_PERMISSIONS, True)
    return shown


async def get_chat_member(world: World, given: Parameters) -> wire.Wire:
    chat = chat_of(world, given)
    user_id = given.integer("user_id")
    person = None if user_id is None else world.users.get(user_id)
    if person is None:
        raise bad_request("invalid user_id specified" if user_id is None else "user not found")
    return wire.member(person, chat, is_me=person.id == world.bot.id)


async def get_chat_member_count(world: World, given: Parameters) -> int:
    return len(chat_of(world, given).members())


async def get_chat_administrators(world: World, given: Parameters) -> list[wire.Wire]:
    """People only, and the bot itself; Telegram leaves other bots out, of which there are none here."""
    chat = chat_of(world, given)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return [
        wire.member(world.users[user_id], chat, is_me=user_id == world.bot.id)
        for user_id, standing in chat.standing.items()
        if standing in ADMINISTRATORS
    ]


async def leave_chat(world: World, given: Parameters) -> bool:
    chat = chat_of(world, given)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    world.change_standing(chat, world.bot.id, "left", by=world.bot.id)
    return True


async def send_chat_action(world: World, given: Parameters) -> bool:
    if given.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(world, given)
    topic_for(chat, given, None, world.bot.id)
    return True
