"""Forced replies: which message a person's app now asks them to answer."""

from collections.abc import Iterator

from sandbox.telegram.chat import Chat
from sandbox.telegram.utf16 import cut
from sandbox.telegram.values import Message, User


def prompt_for(chat: Chat, person: User) -> Message | None:
    """The latest standing forced reply meant for this person that they have not yet written after; None if none.

    A selective one is meant for those it mentions and for the author of the message it replies to.
    """
    return next(_prompts(chat, person), None)


def _prompts(chat: Chat, person: User) -> Iterator[Message]:
    for message in reversed(chat.messages.values()):
        if message.sender.id == person.id and not message.deleted:
            return
        if message.deleted or not message.force_reply:
            continue
        if not message.selective or _addressed(chat, message, person):
            yield message


def _addressed(chat: Chat, message: Message, person: User) -> bool:
    answered = chat.messages.get(message.reply_to) if message.reply_to is not None else None
    if answered is not None and answered.sender.id == person.id:
        return True
    for entity in message.entities:
        if entity.user is not None and entity.user.id == person.id:
            return True
        named = cut(message.text, entity.offset, entity.length)
        if entity.type == "mention" and person.username and named.lower() == f"@{person.username}".lower():
            return True
    return False
