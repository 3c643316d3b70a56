"""Opening, closing and deleting the topics of a forum; the service messages go with it."""

from sandbox.telegram.chat import Chat
from sandbox.telegram.values import Message, Topic, User
from sandbox.telegram.world import World

DEFAULT_COLOUR = 7322096


def open_topic(world: World, chat: Chat, name: str, *, by: User) -> Topic:
    """A topic is named after the service message that opens it."""
    topic = Topic(id=world.next_message_id(chat), name=name)
    chat.topics[topic.id] = topic
    opening = world.stand(
        Message(
            id=topic.id,
            chat_id=chat.id,
            sender=by,
            date=world.clock(),
            topic=topic.id,
            service={"forum_topic_created": {"name": name, "icon_color": DEFAULT_COLOUR}},
        )
    )
    if by.id != world.bot.id and chat.present(world.bot.id):
        world.update("message", world.message(opening), ("chat", chat.id))
    world.tell("topics", chat.id)
    return topic


def close_topic(world: World, chat: Chat, topic_id: int, *, by: User, closed: bool = True) -> None:
    """Closes it, or opens it again."""
    chat.change_topic(topic_id, closed=closed)
    world.service(chat, by, {"forum_topic_closed" if closed else "forum_topic_reopened": {}}, topic=topic_id)
    world.tell("topics", chat.id)


def delete_topic(world: World, chat: Chat, topic_id: int) -> None:
    """The topic goes with all its messages; nobody is told."""
    chat.change_topic(topic_id, deleted=True)
    for message in list(chat.messages.values()):
        if message.topic == topic_id and not message.deleted:
            world.remove(message)
    world.tell("topics", chat.id)
