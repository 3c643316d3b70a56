"""The people, conversations and messages of one workspace, and the only place where they change."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.clock import Clock
from sandbox.slack.changes import Changes
from sandbox.slack.ids import Ids
from sandbox.slack.values import APP_ID, BOT_ID, BOT_USER, TEAM_ID, Json, SlackChannel, SlackMessage, SlackPerson


class Workspace:
    """State only: it neither checks permissions nor tells the app. Timestamps are unique and only grow."""

    def __init__(self, *, clock: Clock, ids: Ids, changes: Changes, domain: str, bot_name: str) -> None:
        self.clock = clock
        self.ids = ids
        self.changes = changes
        self.domain = domain
        self.team_id = TEAM_ID
        self.app_id = APP_ID
        self.bot_id = BOT_ID
        self.bot = SlackPerson(id=BOT_USER, name=bot_name, is_bot=True)
        self.people: dict[str, SlackPerson] = {BOT_USER: self.bot}
        self.channels: dict[str, SlackChannel] = {}
        self.commands: dict[str, Json] = {}
        self._addresses: dict[str, str] = {}
        self._directs: dict[tuple[str, ...], str] = {}
        self._last = 0

    def now(self) -> float:
        """The workspace's time, in seconds since 1970."""
        return self.clock().timestamp()

    def next_ts(self) -> str:
        """A timestamp that no message has yet, later than all others."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def direct(self, users: list[str]) -> SlackChannel:
        """The bot's direct conversation with these people, made when there is none yet."""
        members = [BOT_USER, *sorted(set(users))]
        standing = self._directs.get(tuple(members))
        if standing is not None:
            return self.channels[standing]
        kind = "im" if len(users) == 1 else "mpim"
        channel_id = self.ids.draw("D0" if kind == "im" else "G0")
        name = "" if kind == "im" else "mpdm-" + "--".join(self.people[user].handle for user in users) + "-1"
        channel = SlackChannel(id=channel_id, name=name, kind=kind, members=members, created=int(self.now()))
        self.channels[channel_id] = channel
        self._directs[tuple(members)] = channel_id
        self.changes.tell("channel", channel=channel_id)
        return channel

    def standing_direct(self, user: str) -> SlackChannel | None:
        """The bot's conversation with one person, if they have ever had one."""
        channel_id = self._directs.get((BOT_USER, user))
        return None if channel_id is None else self.channels[channel_id]

    def put_person(self, person: SlackPerson) -> None:
        """Add a person or replace what is known of them."""
        before = self.people.get(person.id)
        if before is not None and before.email:
            self._addresses.pop(before.email.lower(), None)
        self.people[person.id] = person
        if person.email and not person.is_stranger and not person.deleted:
            self._addresses[person.email.lower()] = person.id
        self.changes.tell("person", user=person.id)

    def person_at(self, email: str) -> SlackPerson | None:
        """The present person of this workspace with this address, in whatever case."""
        user = self._addresses.get(email.strip().lower())
        return None if user is None else self.people[user]

    def channel_named(self, name: str) -> SlackChannel | None:
        """A channel by its name, with or without the number sign."""
        wanted = name.removeprefix("#")
        return next((c for c in self.channels.values() if c.name and c.name == wanted), None)

    def is_external(self, user: str) -> bool:
        """Whether this is a person of another workspace."""
        person = self.people.get(user)
        return person is not None and person.team_id != self.team_id

    def post(self, message: SlackMessage) -> SlackMessage:
        """Let a new message stand; an ephemeral one only for whom it is meant."""
        channel = self.channels[message.channel]
        if message.ephemeral_for is not None:
            channel.ephemerals[message.ts] = message
            self.changes.tell("ephemeral", channel=channel.id, ts=message.ts, user=message.ephemeral_for)
            return message
        channel.messages[message.ts] = message
        if message.is_reply and message.thread_ts is not None:
            channel.replies.setdefault(message.thread_ts, []).append(message.ts)
        self.changes.tell("message", channel=channel.id, ts=message.ts, user=message.user)
        return message

    def change(self, message: SlackMessage, **fields: Any) -> SlackMessage:
        """Replace a message by one that differs in these fields."""
        changed = replace(message, **fields)
        channel = self.channels[message.channel]
        if message.ephemeral_for is not None:
            channel.ephemerals[message.ts] = changed
            self.changes.tell("ephemeral", channel=channel.id, ts=message.ts, user=message.ephemeral_for)
        else:
            channel.messages[message.ts] = changed
            self.changes.tell("message", channel=channel.id, ts=message.ts, user=message.user)
        return changed

    def remove(self, message: SlackMessage) -> None:
        """Take a message away; below a removed one that has replies a tombstone stays, as in Slack."""
        channel = self.channels[message.channel]
        if message.ephemeral_for is not None:
            channel.ephemerals.pop(message.ts, None)
            self.changes.tell("ephemeral", channel=channel.id, ts=message.ts, user=message.ephemeral_for)
            return
        if message.is_reply and message.thread_ts is not None:
            channel.replies[message.thread_ts].remove(message.ts)
        self.change(message, deleted=True, text="", blocks=(), attachments=(), metadata=None, reactions={}, files=())

    def thread_root(self, channel: SlackChannel, ts: str) -> str | None:
        """The message above the thread to which this one belongs or could belong; None when it does not stand."""
        message = channel.messages.get(ts)
        if message is None:
            return None
        return message.thread_ts if message.is_reply else message.ts

    def replies_to(self, channel: SlackChannel, thread_ts: str) -> Iterator[SlackMessage]:
        """What stands in the thread below this message, oldest first."""
        return (channel.messages[ts] for ts in channel.replies.get(thread_ts, ()))

    def in_channel(self, channel: SlackChannel) -> Iterator[SlackMessage]:
        """What stands in the conversation itself, oldest first: no replies but those also sent to the channel, and
        of what was removed only the tombstones above a thread."""
        return (
            m
            for m in channel.messages.values()
            if (not m.is_reply or m.broadcast) and (not m.deleted or channel.replies.get(m.ts))
        )
