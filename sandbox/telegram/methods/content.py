"""Texts, entities and replies in what the bot sends, checked as Telegram checks them."""

from collections.abc import Mapping

from sandbox.telegram.chat import Chat
from sandbox.telegram.errors import ApiError, bad_request
from sandbox.telegram.html_text import parse_html
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.spotting import spot
from sandbox.telegram.utf16 import width
from sandbox.telegram.values import Entity, Message, User
from sandbox.telegram.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_ENTITIES = 100


def formatted(
    world: World, given: Parameters, name: str, *, entities: str, longest: int
) -> tuple[str, tuple[Entity, ...]]:
    """The text without its mark-up and with all its entities; trimmed, as Telegram does.

    Entities after the hundredth are ignored. Raises ApiError when it cannot be parsed; the caller judges the length.
    """
    source = given.text(name).replace("\r", "")
    mode = given.text("parse_mode").lower()
    if mode == "html":
        text, marked = parse_html(source)
    elif mode in {"markdown", "markdownv2"}:
        raise ApiError(501, "Not Implemented: the sandbox speaks HTML and entities, not Markdown")
    elif mode and mode != "none":
        raise bad_request("unsupported parse_mode")
    else:
        text, marked = source, _given_entities(given, entities)
    marked = [entity for entity in (_known(world, each) for each in marked) if entity is not None]
    text, marked = _trimmed(text, marked)
    if width(text) > longest:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    found = sorted([*marked, *spot(text, marked)], key=lambda entity: (entity.offset, -entity.length))
    return text, tuple(found[:MOST_ENTITIES])


def _known(world: World, entity: Entity) -> Entity | None:
    """A mention of someone the bot has never met is plain text."""
    return None if entity.user is not None and entity.user.id not in world.users else entity


def _trimmed(text: str, marked: list[Entity]) -> tuple[str, list[Entity]]:
    shift = width(text) - width(text.lstrip())
    text = text.strip()
    end = width(text)
    kept: list[Entity] = []
    for entity in marked:
        begin = max(0, entity.offset - shift)
        length = min(end, entity.offset + entity.length - shift) - begin
        if length > 0:
            kept.append(_moved(entity, begin, length))
    return text, kept


def _moved(entity: Entity, offset: int, length: int) -> Entity:
    return Entity(
        type=entity.type,
        offset=offset,
        length=length,
        url=entity.url,
        language=entity.language,
        user=entity.user,
        custom_emoji_id=entity.custom_emoji_id,
        unix_time=entity.unix_time,
        date_time_format=entity.date_time_format,
    )


def _given_entities(given: Parameters, name: str) -> list[Entity]:
    listed = given.json(name, "entities")
    if listed is None:
        return []
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise bad_request("can't parse entities: Array of objects expected")
    return [_given_entity(each) for each in listed]


def _given_entity(each: Mapping[str, object]) -> Entity:
    kind, offset, length = each.get("type"), each.get("offset"), each.get("length")
    if not isinstance(kind, str) or not isinstance(offset, int) or not isinstance(length, int):
        raise bad_request("can't parse MessageEntity: type, offset and length must be given")
    url, language, person = each.get("url"), each.get("language"), each.get("user")
    mentioned = None
    if isinstance(person, dict):
        mentioned = User(id=int(str(person.get("id", 0))), first_name=str(person.get("first_name", "")))
    return Entity(
        type=kind,
        offset=offset,
        length=length,
        url=url if isinstance(url, str) else None,
        language=language if isinstance(language, str) else None,
        user=mentioned,
    )


def answered_message(chat: Chat, given: Parameters) -> Message | None:
    """The message that the new one replies to.

    Raises ApiError when it is gone and `allow_sending_without_reply` is not set.
    """
    reply = given.json("reply_parameters", "reply parameters")
    if reply is None:
        message_id, tolerant = given.integer("reply_to_message_id"), given.flag("allow_sending_without_reply")
    elif isinstance(reply, dict):
        message_id, tolerant = reply.get("message_id"), bool(reply.get("allow_sending_without_reply"))
        if reply.get("chat_id", chat.id) not in {chat.id, str(chat.id)}:
            raise bad_request("message to be replied not found")
    else:
        raise bad_request("can't parse reply parameters JSON object")
    if not isinstance(message_id, int) or message_id == 0:
        return None
    answered = chat.living(message_id)
    if answered is None and not tolerant:
        raise bad_request("message to be replied not found")
    return answered
