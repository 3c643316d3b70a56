"""How a test or the demo furnishes the emulated Telegram before anyone acts; the bot hears nothing of it."""

from collections.abc import Iterable, Mapping
from itertools import count

from sandbox.telegram.chat import Chat, type_of_group
from sandbox.telegram.errors import Impossible
from sandbox.telegram.values import Message, Topic, User
from sandbox.telegram.world import World


class Founding:
    """World building."""

    world: World

    def add_user(self, id: int, first_name: str, username: str | None = None, language_code: str | None = "nl") -> User:
        """A person with a Telegram account, whom the bot cannot write to until they start it."""
        person = User(id=id, first_name=first_name, username=username, language_code=language_code)
        self.world.users[id] = person
        self.world.tell("members")
        return person

    def add_group(
        self,
        id: int,
        title: str,
        members: Iterable[int] = (),
        *,
        forum: bool = False,
        bot_is_admin: bool = True,
        bot_manages_topics: bool = True,
        bot_is_member: bool = True,
        topics: Mapping[int, str] | None = None,
    ) -> Chat:
        """A group (negative id); the first member owns it. With a forum, or an id below -10^12, a supergroup.

        `topics` maps ids to names: each is opened by a service message with that id.
        """
        if id >= 0:
            raise Impossible("a group's id is negative")
        members = tuple(members)
        unknown = [user_id for user_id in members if user_id not in self.world.users]
        if unknown:
            raise Impossible(f"nobody has the id {unknown[0]}")
        named = dict(topics or {})
        forum = forum or bool(named)
        chat = Chat(
            id=id,
            type=type_of_group(id, forum=forum),
            title=title,
            forum=forum,
            bot_manages_topics=bot_manages_topics and bot_is_admin,
            numbers=count(max(named, default=0) + 1),
        )
        for place, user_id in enumerate(members):
            chat.standing[user_id] = "creator" if place == 0 else "member"
        if bot_is_member:
            chat.standing[self.world.bot.id] = "administrator" if bot_is_admin else "member"
        self.world.chats[id] = chat
        owner = self.world.users[next(iter(chat.standing), self.world.bot.id)]
        for topic_id, name in named.items():
            chat.topics[topic_id] = Topic(id=topic_id, name=name)
            chat.messages[topic_id] = Message(
                id=topic_id,
                chat_id=id,
                sender=owner,
                date=self.world.clock(),
                topic=topic_id,
                service={"forum_topic_created": {"name": name, "icon_color": 7322096}},
            )
        self.world.tell("members", id)
        return chat
