"""A chat: who is in it, its topics and its messages."""

from dataclasses import dataclass, field, replace
from itertools import count

from sandbox.telegram.values import Message, Topic

SUPERGROUP_IDS = -1_000_000_000_000
PRESENT = frozenset({"creator", "administrator", "member"})
ADMINISTRATORS = frozenset({"creator", "administrator"})


@dataclass(kw_only=True)
class Chat:
    """Changes as the world does. `standing` maps user ids to Telegram's member statuses; no entry means never here."""

    id: int
    type: str
    title: str = ""
    forum: bool = False
    standing: dict[int, str] = field(default_factory=dict)
    bot_manages_topics: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    upgraded_to: int | None = None

    @property
    def private(self) -> bool:
        return self.type == "private"

    def present(self, user_id: int) -> bool:
        return self.standing.get(user_id) in PRESENT

    def administers(self, user_id: int) -> bool:
        return self.standing.get(user_id) in ADMINISTRATORS

    def members(self) -> list[int]:
        """Those who are here now, the bot included."""
        return [user_id for user_id in self.standing if self.present(user_id)]

    def living(self, message_id: int) -> Message | None:
        """A message that still stands."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message

    def change_topic(self, topic_id: int, *, closed: bool | None = None, deleted: bool = False) -> None:
        topic = self.topics[topic_id]
        self.topics[topic_id] = replace(
            topic, closed=topic.closed if closed is None else closed, deleted=topic.deleted or deleted
        )


def type_of_group(chat_id: int, *, forum: bool) -> str:
    """Telegram tells groups from supergroups by their number; only supergroups have topics."""
    return "supergroup" if forum or chat_id < SUPERGROUP_IDS else "group"
