"""Coming and going: blocking, kicking, joining, promoting, groups that move, topics that close."""

from sandbox.telegram import topics, wire
from sandbox.telegram.chat import Chat, type_of_group
from sandbox.telegram.errors import Impossible
from sandbox.telegram.values import User
from sandbox.telegram.world import World


class ComingsAndGoings:
    """What changes who is where. Where nobody is named, the group's owner does it."""

    world: World

    async def block(self, user_id: int) -> None:
        """Blocks the bot: it is told by my_chat_member, and may not write any more."""
        self.world.change_standing(self._chat(user_id), self.world.bot.id, "kicked", by=user_id)

    async def unblock(self, user_id: int) -> None:
        """Takes the bot back, which is told."""
        self.world.change_standing(self._chat(user_id), self.world.bot.id, "member", by=user_id)

    async def deactivate(self, user_id: int) -> None:
        """Deletes the person's account; nobody is told."""
        self.world.deactivated.add(user_id)

    async def kick_bot(self, chat_id: int) -> None:
        chat = self._group(chat_id)
        owner = self._owner(chat)
        self.world.change_standing(chat, self.world.bot.id, "kicked", by=owner.id)
        self.world.service(chat, owner, {"left_chat_member": wire.user(self.world.bot)})

    async def add_bot(self, chat_id: int, *, admin: bool = False) -> None:
        """Adds the bot to a group it is not in."""
        await self.join(self.world.bot.id, chat_id)
        if admin:
            await self.promote(self.world.bot.id, chat_id)

    async def join(self, user_id: int, chat_id: int) -> None:
        """Someone comes in: new_chat_members for all, chat_member where the bot is administrator and asked for it."""
        chat = self._group(chat_id)
        if chat.present(user_id):
            raise Impossible(f"{user_id} is already in chat {chat_id}")
        person = self.world.users[user_id]
        who = self._owner(chat) if person.is_bot else person
        self.world.change_standing(chat, user_id, "member", by=who.id)
        self.world.service(chat, who, {"new_chat_members": [wire.user(person)]})

    async def leave(self, user_id: int, chat_id: int) -> None:
        """Someone goes: left_chat_member for all, chat_member as above."""
        chat = self._group(chat_id)
        if not chat.present(user_id):
            raise Impossible(f"{user_id} is not in chat {chat_id}")
        person = self.world.users[user_id]
        self.world.change_standing(chat, user_id, "left", by=user_id)
        self.world.service(chat, person, {"left_chat_member": wire.user(person)})

    async def promote(self, user_id: int, chat_id: int) -> None:
        """Makes someone, or the bot, administrator."""
        chat = self._group(chat_id)
        self.world.change_standing(chat, user_id, "administrator", by=self._owner(chat).id)

    async def demote(self, user_id: int, chat_id: int) -> None:
        """Makes an administrator an ordinary member again."""
        chat = self._group(chat_id)
        self.world.change_standing(chat, user_id, "member", by=self._owner(chat).id)

    async def upgrade_group(self, chat_id: int) -> int:
        """Turns a group into a supergroup and returns its new id.

        The old id refuses everything with `migrate_to_chat_id`; messages stay behind; both chats get their service
        message.
        """
        old = self._group(chat_id)
        if old.type == "supergroup" or old.upgraded_to is not None:
            raise Impossible(f"chat {chat_id} is no basic group")
        new_id = -1_000_000_000_000 + chat_id
        new = Chat(
            id=new_id,
            type=type_of_group(new_id, forum=False),
            title=old.title,
            standing=dict(old.standing),
            bot_manages_topics=old.bot_manages_topics,
        )
        self.world.chats[new_id] = new
        owner = self._owner(old)
        self.world.service(old, owner, {"migrate_to_chat_id": new_id})
        old.upgraded_to = new_id
        self.world.service(new, owner, {"migrate_from_chat_id": chat_id})
        self.world.tell("members", new_id)
        return new_id

    async def open_topic(self, chat_id: int, name: str) -> int:
        """A person opens a topic; returns its id."""
        chat = self._group(chat_id)
        if not chat.forum:
            raise Impossible(f"chat {chat_id} has no topics")
        return topics.open_topic(self.world, chat, name, by=self._owner(chat)).id

    async def close_topic(self, chat_id: int, topic_id: int) -> None:
        chat = self._with_topic(chat_id, topic_id)
        topics.close_topic(self.world, chat, topic_id, by=self._owner(chat))

    async def reopen_topic(self, chat_id: int, topic_id: int) -> None:
        chat = self._with_topic(chat_id, topic_id)
        topics.close_topic(self.world, chat, topic_id, by=self._owner(chat), closed=False)

    async def delete_topic(self, chat_id: int, topic_id: int) -> None:
        topics.delete_topic(self.world, self._with_topic(chat_id, topic_id), topic_id)

    def _chat(self, chat_id: int) -> Chat:
        if chat_id not in self.world.chats:
            raise Impossible(f"there is no chat {chat_id}")
        return self.world.chats[chat_id]

    def _group(self, chat_id: int) -> Chat:
        chat = self._chat(chat_id)
        if chat.private:
            raise Impossible(f"chat {chat_id} is private")
        return chat

    def _with_topic(self, chat_id: int, topic_id: int) -> Chat:
        chat = self._group(chat_id)
        if topic_id not in chat.topics or chat.topics[topic_id].deleted:
            raise Impossible(f"chat {chat_id} has no topic {topic_id}")
        return chat

    def _owner(self, chat: Chat) -> User:
        people = [user_id for user_id in chat.standing if user_id != self.world.bot.id]
        owners = [user_id for user_id in people if chat.standing[user_id] == "creator"]
        if not people:
            raise Impossible(f"nobody is in chat {chat.id}")
        return self.world.users[(owners or people)[0]]
