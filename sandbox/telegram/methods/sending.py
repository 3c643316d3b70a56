"""sendMessage, sendPhoto and sendDocument."""

from sandbox.telegram import wire
from sandbox.telegram.errors import bad_request
from sandbox.telegram.methods.content import LONGEST_CAPTION, LONGEST_TEXT, answered_message, formatted
from sandbox.telegram.methods.files import sent_file
from sandbox.telegram.methods.markup import reply_markup
from sandbox.telegram.methods.places import topic_for, writable_chat
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.values import Attachment, Entity, Message
from sandbox.telegram.world import World


async def send_message(world: World, given: Parameters) -> wire.Wire:
    text, entities = formatted(world, given, "text", entities="entities", longest=LONGEST_TEXT)
    if not text:
        raise bad_request("message text is empty")
    return _send(world, given, text, entities)


async def send_photo(world: World, given: Parameters) -> wire.Wire:
    photo = sent_file(world, given, "photo")
    text, entities = _caption(world, given)
    return _send(world, given, text, entities, photo=photo)


async def send_document(world: World, given: Parameters) -> wire.Wire:
    document = sent_file(world, given, "document")
    text, entities = _caption(world, given)
    return _send(world, given, text, entities, document=document)


def _caption(world: World, given: Parameters) -> tuple[str, tuple[Entity, ...]]:
    return formatted(world, given, "caption", entities="caption_entities", longest=LONGEST_CAPTION)


def _send(
    world: World,
    given: Parameters,
    text: str,
    entities: tuple[Entity, ...],
    *,
    photo: Attachment | None = None,
    document: Attachment | None = None,
) -> wire.Wire:
    markup = reply_markup(given)
    chat = writable_chat(world, given)
    answered = answered_message(chat, given)
    topic = topic_for(chat, given, answered, world.bot.id)
    if "message_effect_id" in given and not chat.private:
        raise bad_request("EFFECT_ID_INVALID")
    world.limits.admit_message(chat.id)
    preview = given.json("link_preview_options", "link preview options")
    message = Message(
        id=world.next_message_id(chat),
        chat_id=chat.id,
        sender=world.bot,
        date=world.clock(),
        text=text,
        entities=entities,
        reply_markup=markup,
        reply_to=answered.id if answered is not None else None,
        topic=topic,
        thread_root=thread_root(chat.type, topic, answered),
        photo=photo,
        document=document,
        effect=given.text("message_effect_id") or None,
        silent=given.flag("disable_notification"),
        link_preview=not (isinstance(preview, dict) and preview.get("is_disabled")),
    )
    return world.message(world.stand(message))


def thread_root(chat_type: str, topic: int | None, answered: Message | None) -> int | None:
    """In supergroups without topics a chain of replies is a thread, named after its first message."""
    if chat_type != "supergroup" or topic is not None or answered is None:
        return None
    return answered.thread_root or answered.id
