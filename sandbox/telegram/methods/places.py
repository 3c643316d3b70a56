"""Which chat a request means, and whether the bot may write there."""

from sandbox.telegram.chat import Chat
from sandbox.telegram.errors import ApiError, bad_request, forbidden
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.values import Message
from sandbox.telegram.world import World


def chat_of(world: World, given: Parameters) -> Chat:
    """The chat that `chat_id` names, which the bot can see.

    Raises ApiError: unknown, upgraded to a supergroup, or the bot was thrown out.
    """
    if "chat_id" not in given:
        raise bad_request("chat_id is empty")
    chat_id = given.integer("chat_id")
    chat = None if chat_id is None else world.chats.get(chat_id)
    if chat is None:
        if chat_id == world.bot.id:
            raise forbidden("bots can't send messages to bots")
        if chat_id in world.users:
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")
    if chat.upgraded_to is not None:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.upgraded_to,
        )
    standing = chat.standing.get(world.bot.id, "left")
    if not chat.private and standing == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if not chat.private and standing == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def writable_chat(world: World, given: Parameters) -> Chat:
    """Like `chat_of`, and the person in a private chat still wants to hear from the bot."""
    chat = chat_of(world, given)
    if chat.private and chat.id in world.deactivated:
        raise forbidden("user is deactivated")
    if chat.private and chat.standing.get(world.bot.id) == "kicked":
        raise forbidden("bot was blocked by the user")
    return chat


def message_of(chat: Chat, given: Parameters, missing: str) -> Message:
    """The standing message that `message_id` names. Raises ApiError with `missing` when there is none."""
    if "message_id" not in given:
        raise bad_request("message identifier is not specified")
    message_id = given.integer("message_id")
    message = None if message_id is None else chat.living(message_id)
    if message is None:
        raise bad_request(missing)
    return message


def topic_for(chat: Chat, given: Parameters, answered: Message | None, bot_id: int) -> int | None:
    """The topic a new message goes to: the named one, else that of the message it answers."""
    topic_id = given.integer("message_thread_id")
    if topic_id is None:
        topic_id = answered.topic if answered is not None else None
    if topic_id is None:
        return None
    topic = chat.topics.get(topic_id)
    if topic is None or topic.deleted:
        raise bad_request("message thread not found")
    manages = chat.administers(bot_id) and chat.bot_manages_topics
    if topic.closed and not manages:
        raise bad_request("TOPIC_CLOSED")
    return topic_id
