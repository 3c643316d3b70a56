"""editMessageText, editMessageCaption, editMessageMedia, editMessageReplyMarkup, deleteMessage and deleteMessages."""

from dataclasses import replace
from datetime import timedelta

from sandbox.telegram import wire
from sandbox.telegram.chat import Chat
from sandbox.telegram.errors import bad_request
from sandbox.telegram.methods.content import LONGEST_CAPTION, LONGEST_TEXT, formatted
from sandbox.telegram.methods.files import sent_file
from sandbox.telegram.methods.markup import inline_markup
from sandbox.telegram.methods.places import chat_of, message_of, writable_chat
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.values import Message
from sandbox.telegram.world import World

DELETABLE_FOR = timedelta(hours=48)
MOST_AT_ONCE = 100
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def edit_message_text(world: World, given: Parameters) -> wire.Wire:
    text, entities = formatted(world, given, "text", entities="entities", longest=LONGEST_TEXT)
    if not text:
        raise bad_request("message text is empty")
    message = _editable(world, given)
    if message.photo is not None or message.document is not None:
        raise bad_request("there is no text in the message to edit")
    wanted = replace(message, text=text, entities=entities, reply_markup=inline_markup(given))
    return _edit(world, message, wanted)


async def edit_message_caption(world: World, given: Parameters) -> wire.Wire:
    text, entities = formatted(world, given, "caption", entities="caption_entities", longest=LONGEST_CAPTION)
    message = _editable(world, given)
    if message.photo is None and message.document is None:
        raise bad_request("there is no caption in the message to edit")
    wanted = replace(message, text=text, entities=entities, reply_markup=inline_markup(given))
    return _edit(world, message, wanted)


async def edit_message_media(world: World, given: Parameters) -> wire.Wire:
    """Another picture with other words below it; a message of mere words gets one."""
    media = given.json("media", "InputMedia")
    if not isinstance(media, dict) or media.get("type") != "photo":
        raise bad_request("the sandbox changes pictures into pictures only")
    inner = Parameters(
        {
            "photo": str(media.get("media", "")),
            "caption": str(media.get("caption", "")),
            "parse_mode": str(media.get("parse_mode", "")),
        },
        given.uploads,
    )
    message = _editable(world, given)
    text, entities = formatted(world, inner, "caption", entities="caption_entities", longest=LONGEST_CAPTION)
    photo = sent_file(world, inner, "photo")
    wanted = replace(
        message, text=text, entities=entities, photo=photo, document=None, reply_markup=inline_markup(given)
    )
    return _edit(world, message, wanted)


async def edit_message_reply_markup(world: World, given: Parameters) -> wire.Wire:
    message = _editable(world, given)
    return _edit(world, message, replace(message, reply_markup=inline_markup(given)))


def _editable(world: World, given: Parameters) -> Message:
    chat = writable_chat(world, given)
    message = message_of(chat, given, "message to edit not found")
    plain_or_inline = message.reply_markup is None or "inline_keyboard" in message.reply_markup
    if message.sender.id != world.bot.id or message.service or not plain_or_inline:
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, message: Message, wanted: Message) -> wire.Wire:
    if wanted == message:
        raise bad_request(_NOT_MODIFIED)
    world.limits.admit_edit(message.chat_id)
    if (wanted.text, wanted.entities) != (message.text, message.entities):
        wanted = replace(wanted, edited=world.clock())
    return world.message(world.put(wanted, "edited"))


async def delete_message(world: World, given: Parameters) -> bool:
    chat = chat_of(world, given)
    message = message_of(chat, given, "message to delete not found")
    if not _deletable(world, chat, message):
        everyone = "" if chat.type == "supergroup" else " for everyone"
        raise bad_request(f"message can't be deleted{everyone}")
    world.remove(message)
    return True


async def delete_messages(world: World, given: Parameters) -> bool:
    """Skips what it cannot find or may not delete, as Telegram does."""
    ids = given.json("message_ids", "message identifiers")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    chat = chat_of(world, given)
    for message_id in ids:
        message = chat.living(int(message_id))
        if message is not None and _deletable(world, chat, message):
            world.remove(message)
    return True


def _deletable(world: World, chat: Chat, message: Message) -> bool:
    recent = world.clock() - message.date <= DELETABLE_FOR
    own = message.sender.id == world.bot.id
    return recent and (own or chat.private or chat.administers(world.bot.id))
