"""The emulated Telegram's state, and the few ways in which it changes."""

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from bot.clock import Clock
from sandbox.telegram import wire
from sandbox.telegram.changes import Changes
from sandbox.telegram.chat import Chat
from sandbox.telegram.errors import bad_request
from sandbox.telegram.limits import Limits
from sandbox.telegram.updates import UpdateQueue
from sandbox.telegram.values import Attachment, CallbackAnswer, Change, Message, User
from sandbox.telegram.webhook import Webhook


@dataclass(frozen=True, kw_only=True)
class Press:
    """A pressed button that waits for its answer."""

    user_id: int
    at: datetime
    answer: asyncio.Future[CallbackAnswer]


@dataclass(kw_only=True)
class World:
    """Everything there is. The bot knows it by the Bot API only; people act on it through the emulator."""

    clock: Clock
    bot: User
    privacy: bool
    callback_lifetime: timedelta
    updates: UpdateQueue
    limits: Limits
    changes: Changes = field(default_factory=Changes)
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    files: dict[str, Attachment] = field(default_factory=dict)
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    profile: dict[str, str] = field(default_factory=dict)
    deactivated: set[int] = field(default_factory=set)
    webhook: Webhook | None = None
    poll_ticket: int = 0
    polls_to_drop: int = 0
    closing: bool = False
    account_numbers: "count[int]" = field(default_factory=lambda: count(1))
    serials: "count[int]" = field(default_factory=lambda: count(1))

    def tell(self, kind: str, chat_id: int | None = None, message_id: int | None = None) -> None:
        self.changes.tell(Change(kind=kind, chat_id=chat_id, message_id=message_id))

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups count for themselves; private chats and basic groups share the bot's own count."""
        return next(chat.numbers if chat.type == "supergroup" else self.account_numbers)

    def stand(self, message: Message) -> Message:
        """Puts a new message in its chat."""
        self.chats[message.chat_id].messages[message.id] = message
        self.tell("message", message.chat_id, message.id)
        return message

    def put(self, message: Message, kind: str) -> Message:
        """Replaces a message by a later state of it."""
        self.chats[message.chat_id].messages[message.id] = message
        self.tell(kind, message.chat_id, message.id)
        return message

    def remove(self, message: Message) -> None:
        self.put(replace(message, deleted=True, reply_markup=None), "deleted")

    def message(self, said: Message) -> wire.Wire:
        return wire.message(said, self.chats[said.chat_id], self.users)

    def update(self, kind: str, payload: wire.Wire, lane: Hashable) -> bool:
        """Sends the bot an update, unless it does not want the kind."""
        return self.updates.add(kind, payload, lane)

    def service(self, chat: Chat, sender: User, told: dict[str, object], *, topic: int | None = None) -> Message:
        """A service message, which every bot in the chat gets whatever its privacy."""
        message = self.stand(
            Message(
                id=self.next_message_id(chat),
                chat_id=chat.id,
                sender=sender,
                date=self.clock(),
                topic=topic,
                service=told,
            )
        )
        if sender.id != self.bot.id and chat.present(self.bot.id):
            self.update("message", self.message(message), ("chat", chat.id))
        return message

    def change_standing(self, chat: Chat, user_id: int, status: str, *, by: int) -> None:
        """Gives someone another place in a chat and tells the bot: my_chat_member, or chat_member when it is admin."""
        old = chat.standing.get(user_id, "left")
        is_me = user_id == self.bot.id
        person = self.users[user_id]
        before = wire.member(person, chat, status=old, is_me=is_me)
        informed = is_me or chat.administers(self.bot.id)
        chat.standing[user_id] = status
        self.tell("members", chat.id)
        if old == status or not informed:
            return
        self.update(
            "my_chat_member" if is_me else "chat_member",
            {
                "chat": wire.chat(chat, self.users),
                "from": wire.user(self.users[by]),
                "date": int(self.clock().timestamp()),
                "old_chat_member": before,
                "new_chat_member": wire.member(person, chat, is_me=is_me),
            },
            ("members", chat.id),
        )

    def press_for(self, query_id: str) -> Press:
        """The press that waits for this answer. Raises ApiError when it is unknown, answered or too old."""
        press = self.presses.get(query_id)
        if press is None or press.answer.done() or self.clock() - press.at > self.callback_lifetime:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return press
