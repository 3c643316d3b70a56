"""What people do in their Telegram apps, and what the bot hears of it."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sandbox.telegram import wire
from sandbox.telegram.chat import Chat
from sandbox.telegram.errors import Impossible, Unanswered
from sandbox.telegram.methods.reactions import ALLOWED, plain
from sandbox.telegram.methods.sending import thread_root
from sandbox.telegram.spotting import spot
from sandbox.telegram.utf16 import cut, width
from sandbox.telegram.values import Button, CallbackAnswer, Entity, Message, User
from sandbox.telegram.world import Press, World

LONGEST_MESSAGE = 4096
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
PRESSES_KEPT = timedelta(hours=1)


class People:
    """Acting as people. What a client would not let a person do raises Impossible."""

    world: World

    def person(self, user_id: int) -> User:
        person = self.world.users.get(user_id)
        if person is None or person.is_bot:
            raise Impossible(f"nobody has the id {user_id}")
        return person

    def place(self, user_id: int, chat_id: int) -> Chat:
        """A chat in which this person is."""
        self.person(user_id)
        chat = self.world.chats.get(chat_id)
        if chat is None:
            raise Impossible(f"there is no chat {chat_id}; has the person started the bot?")
        if not chat.present(user_id):
            raise Impossible(f"{self.person(user_id).first_name} is not in chat {chat_id}")
        if chat.upgraded_to is not None:
            raise Impossible(f"the group has moved to {chat.upgraded_to}")
        return chat

    async def start_bot(self, user_id: int, payload: str = "") -> int:
        """Presses Start (a deep link's payload included): opens the private chat, unblocks. Returns the message id."""
        person = self.person(user_id)
        if not _PAYLOAD.fullmatch(payload):
            raise Impossible("a start parameter is at most 64 characters of A-Z, a-z, 0-9, _ and -")
        bot = self.world.bot
        if user_id not in self.world.chats:
            self.world.chats[user_id] = Chat(id=user_id, type="private", standing={user_id: "member", bot.id: "member"})
            self.world.tell("members", user_id)
        elif self.world.chats[user_id].standing[bot.id] == "kicked":
            self.world.change_standing(self.world.chats[user_id], bot.id, "member", by=user_id)
        return await self.say(person.id, user_id, f"/start {payload}".strip())

    async def say(
        self,
        user_id: int,
        chat_id: int,
        text: str,
        reply_to: int | None = None,
        topic: int | None = None,
        *,
        mentions: Mapping[str, int] | None = None,
    ) -> int:
        """Writes a message and returns its id. `mentions` names people without a username: {"Anna": 1001}."""
        chat = self.place(user_id, chat_id)
        text = text.strip()
        if not 1 <= width(text) <= LONGEST_MESSAGE:
            raise Impossible("a message has 1 to 4096 characters")
        if chat.private and chat.standing[self.world.bot.id] == "kicked":
            raise Impossible("the bot is blocked; start it again first")
        answered = chat.living(reply_to) if reply_to is not None else None
        if reply_to is not None and answered is None:
            raise Impossible(f"there is no message {reply_to} to reply to")
        topic = self._topic(chat, user_id, topic, answered)
        message = self.world.stand(
            Message(
                id=self.world.next_message_id(chat),
                chat_id=chat_id,
                sender=self.person(user_id),
                date=self.world.clock(),
                text=text,
                entities=self._entities(text, mentions or {}),
                reply_to=reply_to,
                topic=topic,
                thread_root=thread_root(chat.type, topic, answered),
            )
        )
        if self._bot_hears(chat, message):
            self.world.update("message", self.world.message(message), ("chat", chat_id))
        return message.id

    async def edit(self, user_id: int, chat_id: int, message_id: int, text: str) -> None:
        """Changes the words of an own message; the bot gets edited_message where it heard the message."""
        chat = self.place(user_id, chat_id)
        message = chat.living(message_id)
        if message is None or message.sender.id != user_id:
            raise Impossible(f"message {message_id} is not theirs to edit")
        wanted = replace(message, text=text, entities=self._entities(text, {}), edited=self.world.clock())
        self.world.put(wanted, "edited")
        if self._bot_hears(chat, wanted):
            self.world.update("edited_message", self.world.message(wanted), ("chat", chat_id))

    async def delete(self, user_id: int, chat_id: int, message_id: int) -> None:
        """Deletes a message: an own one, any in a private chat, any as administrator. No bot hears of it."""
        chat = self.place(user_id, chat_id)
        message = chat.living(message_id)
        if message is None:
            raise Impossible(f"there is no message {message_id} in chat {chat_id}")
        if not (message.sender.id == user_id or chat.private or chat.administers(user_id)):
            raise Impossible(f"message {message_id} is not theirs to delete")
        self.world.remove(message)

    def _topic(self, chat: Chat, user_id: int, topic: int | None, answered: Message | None) -> int | None:
        if topic is None and answered is not None:
            topic = answered.topic
        if topic is None:
            return None
        there = chat.topics.get(topic)
        if there is None or there.deleted:
            raise Impossible(f"there is no topic {topic}")
        if there.closed and not chat.administers(user_id):
            raise Impossible(f"the topic {there.name} is closed")
        return topic

    def _entities(self, text: str, mentions: Mapping[str, int]) -> tuple[Entity, ...]:
        marked = [
            Entity(
                type="text_mention",
                offset=width(text[: text.index(name)]),
                length=width(name),
                user=self.person(user_id),
            )
            for name, user_id in mentions.items()
            if name in text
        ]
        return tuple(sorted([*marked, *spot(text, marked)], key=lambda entity: entity.offset))

    def _bot_hears(self, chat: Chat, message: Message) -> bool:
        """Privacy mode: in groups only commands, mentions and replies to the bot, unless it is administrator."""
        bot = self.world.bot
        if chat.private or not self.world.privacy or chat.administers(bot.id):
            return chat.private or chat.present(bot.id)
        if not chat.present(bot.id):
            return False
        answered = chat.messages.get(message.reply_to) if message.reply_to is not None else None
        if answered is not None and answered.sender.id == bot.id:
            return True
        own_name = f"@{bot.username}".lower()
        for entity in message.entities:
            words = cut(message.text, entity.offset, entity.length).lower()
            if entity.type == "mention" and words == own_name:
                return True
            if entity.type == "bot_command" and ("@" not in words or words.endswith(own_name)):
                return True
            if entity.type == "text_mention" and entity.user is not None and entity.user.id == bot.id:
                return True
        return False

    async def press(
        self, user_id: int, chat_id: int, message_id: int, callback_data: str, *, patience: float = 5.0
    ) -> CallbackAnswer:
        """Presses a button, found by its callback data or else by its label, and waits for what the bot answers.

        Raises Unanswered when the button still spins after `patience` real seconds.
        """
        chat = self.place(user_id, chat_id)
        message = chat.living(message_id)
        if message is None:
            raise Impossible(f"there is no message {message_id} in chat {chat_id}")
        button = _find_button(message, callback_data)
        query_id = str(4_390_000_000_000_000 + next(self.world.serials))
        waiting: asyncio.Future[CallbackAnswer] = asyncio.get_running_loop().create_future()
        self._forget_old_presses()
        self.world.presses[query_id] = Press(user_id=user_id, at=self.world.clock(), answer=waiting)
        self.world.update(
            "callback_query",
            {
                "id": query_id,
                "from": wire.user(self.person(user_id)),
                "message": self.world.message(message),
                "chat_instance": str(7_000_000_000 + abs(chat_id)),
                "data": button.callback_data,
            },
            ("press", user_id),
        )
        try:
            return await asyncio.wait_for(asyncio.shield(waiting), patience)
        except TimeoutError:
            raise Unanswered(f"{button.text!r} was pressed and not answered within {patience} s") from None

    def _forget_old_presses(self) -> None:
        now = self.world.clock()
        for query_id, press in list(self.world.presses.items()):
            if now - press.at > PRESSES_KEPT:
                del self.world.presses[query_id]

    async def react(self, user_id: int, chat_id: int, message_id: int, emoji: Sequence[str]) -> None:
        """Sets this person's reactions; none removes them. The bot hears it only as administrator, when it asked."""
        chat = self.place(user_id, chat_id)
        message = chat.living(message_id)
        if message is None:
            raise Impossible(f"there is no message {message_id} in chat {chat_id}")
        old, new = message.reactions.get(user_id, ()), tuple(map(plain, emoji))
        if not ALLOWED.issuperset(new):
            raise Impossible(f"Telegram offers no reaction {''.join(set(new) - ALLOWED)}")
        reactions = {who: what for who, what in message.reactions.items() if who != user_id}
        self.world.put(replace(message, reactions=reactions | ({user_id: new} if new else {})), "reactions")
        if old == new or not (chat.private or chat.administers(self.world.bot.id)):
            return
        self.world.update(
            "message_reaction",
            {
                "chat": wire.chat(chat, self.world.users),
                "message_id": message_id,
                "user": wire.user(self.person(user_id)),
                "date": int(self.world.clock().timestamp()),
                "old_reaction": wire.reactions(old),
                "new_reaction": wire.reactions(new),
            },
            ("chat", chat_id),
        )


def _find_button(message: Message, wanted: str) -> Button:
    buttons = [button for row in message.buttons for button in row]
    for button in buttons:
        if button.callback_data is not None and button.callback_data == wanted:
            return button
    for button in buttons:
        if button.text == wanted:
            if button.callback_data is None:
                raise Impossible(f"{wanted!r} opens {button.url}")
            return button
    shown = ", ".join(button.text for button in buttons) or "none"
    raise Impossible(f"message {message.id} has no button {wanted!r}; it has: {shown}")
