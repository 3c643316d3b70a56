"""createForumTopic, closeForumTopic, reopenForumTopic and deleteForumTopic."""

from sandbox.telegram import wire
from sandbox.telegram.chat import Chat
from sandbox.telegram.errors import bad_request
from sandbox.telegram.methods.places import chat_of
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.topics import DEFAULT_COLOUR, close_topic, delete_topic, open_topic
from sandbox.telegram.values import Topic
from sandbox.telegram.world import World

LONGEST_NAME = 128


async def create_forum_topic(world: World, given: Parameters) -> wire.Wire:
    chat = _forum(world, given)
    name = given.text("name").strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "topic name is too long")
    topic = open_topic(world, chat, name, by=world.bot)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": DEFAULT_COLOUR}


async def close_forum_topic(world: World, given: Parameters) -> bool:
    return _set_closed(world, given, closed=True)


async def reopen_forum_topic(world: World, given: Parameters) -> bool:
    return _set_closed(world, given, closed=False)


async def delete_forum_topic(world: World, given: Parameters) -> bool:
    chat = _forum(world, given)
    delete_topic(world, chat, _topic(chat, given).id)
    return True


def _set_closed(world: World, given: Parameters, *, closed: bool) -> bool:
    chat = _forum(world, given)
    topic = _topic(chat, given)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    close_topic(world, chat, topic.id, by=world.bot, closed=closed)
    return True


def _forum(world: World, given: Parameters) -> Chat:
    chat = chat_of(world, given)
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if not (chat.administers(world.bot.id) and chat.bot_manages_topics):
        raise bad_request("not enough rights to manage topics in the chat")
    return chat


def _topic(chat: Chat, given: Parameters) -> Topic:
    topic = chat.topics.get(given.integer("message_thread_id") or 0)
    if topic is None or topic.deleted:
        raise bad_request("TOPIC_ID_INVALID")
    return topic
