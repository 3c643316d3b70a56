"""What the app hears of through the Events API, in Slack's shapes."""

from collections.abc import Callable

from sandbox.slack.shapes import message_json, user_json
from sandbox.slack.values import BOT_USER, Json, SlackChannel, SlackMessage, SlackPerson
from sandbox.slack.workspace import Workspace

MESSAGE_EVENTS = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
CHANNEL_TYPES = {"channel": "channel", "group": "group", "im": "im", "mpim": "mpim"}

ALL_EVENTS = frozenset(
    {
        *MESSAGE_EVENTS.values(),
        "app_mention",
        "app_home_opened",
        "reaction_added",
        "reaction_removed",
        "member_joined_channel",
        "member_left_channel",
        "user_status_changed",
    }
)


class Events:
    """Makes event payloads and hands those to `send` that the app subscribed to and may see: in a conversation,
    only what happens where the bot is a member."""

    def __init__(self, workspace: Workspace, send: Callable[[Json], None], subscribed: frozenset[str]) -> None:
        self._workspace = workspace
        self._send = send
        self.subscribed = subscribed

    def message(self, message: SlackMessage) -> None:
        """Someone, the bot itself included, wrote something."""
        channel = self._workspace.channels[message.channel]
        event = message_json(self._workspace, message, with_metadata=message.by_bot)
        event |= {
            "channel": channel.id,
            "event_ts": message.ts,
            "channel_type": CHANNEL_TYPES[channel.kind],
        }
        if not message.by_bot:
            event["client_msg_id"] = self._workspace.ids.uuid()
        self._conversation(channel, MESSAGE_EVENTS[channel.kind], event, message.user)
        if f"<@{BOT_USER}>" in message.text and not message.by_bot and channel.kind != "im":
            mention = {key: value for key, value in event.items() if key not in {"channel_type", "parent_user_id"}}
            self._conversation(channel, "app_mention", mention | {"type": "app_mention"}, message.user)

    def message_changed(self, before: SlackMessage, after: SlackMessage) -> None:
        """A message was edited."""
        channel = self._workspace.channels[after.channel]
        ts = self._workspace.next_ts()
        event: Json = {
            "type": "message",
            "subtype": "message_changed",
            "hidden": True,
            "message": message_json(self._workspace, after, with_metadata=after.by_bot),
            "previous_message": message_json(self._workspace, before),
            "channel": channel.id,
            "ts": ts,
            "event_ts": ts,
            "channel_type": CHANNEL_TYPES[channel.kind],
        }
        self._conversation(channel, MESSAGE_EVENTS[channel.kind], event, after.user)

    def message_deleted(self, before: SlackMessage) -> None:
        """A message was removed."""
        channel = self._workspace.channels[before.channel]
        ts = self._workspace.next_ts()
        event: Json = {
            "type": "message",
            "subtype": "message_deleted",
            "hidden": True,
            "deleted_ts": before.ts,
            "previous_message": message_json(self._workspace, before),
            "channel": channel.id,
            "ts": ts,
            "event_ts": ts,
            "channel_type": CHANNEL_TYPES[channel.kind],
        }
        self._conversation(channel, MESSAGE_EVENTS[channel.kind], event, before.user)

    def reaction(self, kind: str, user: str, message: SlackMessage, name: str) -> None:
        """`reaction_added` or `reaction_removed`."""
        event: Json = {
            "type": kind,
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": message.channel, "ts": message.ts},
            "item_user": message.user,
            "event_ts": self._workspace.next_ts(),
        }
        self._conversation(self._workspace.channels[message.channel], kind, event, user)

    def membership(self, kind: str, user: str, channel: SlackChannel) -> None:
        """`member_joined_channel` or `member_left_channel`; the bot hears of its own coming and going too."""
        event: Json = {
            "type": kind,
            "user": user,
            "channel": channel.id,
            "channel_type": "C" if channel.kind == "channel" else "G",
            "team": self._workspace.team_id,
            "event_ts": self._workspace.next_ts(),
        }
        if kind in self.subscribed and (channel.bot_is_member or user == BOT_USER):
            self._send(self._callback(event, user, channel))

    def home_opened(self, user: str, channel: SlackChannel, tab: str, view: Json | None) -> None:
        """Someone looked at one of the app's tabs; `view` is what stands on their Home, if anything."""
        event: Json = {
            "type": "app_home_opened",
            "user": user,
            "channel": channel.id,
            "tab": tab,
            "event_ts": self._workspace.next_ts(),
        }
        if view is not None:
            event["view"] = view
        if "app_home_opened" in self.subscribed:
            self._send(self._callback(event, user, None))

    def status(self, person: SlackPerson) -> None:
        """Someone set or cleared their status; told whatever conversations the bot is in."""
        event: Json = {
            "type": "user_status_changed",
            "user": user_json(self._workspace, person, with_email=True, with_locale=True),
            "cache_ts": int(self._workspace.now()),
            "event_ts": self._workspace.next_ts(),
        }
        if "user_status_changed" in self.subscribed:
            self._send(self._callback(event, person.id, None))

    def _conversation(self, channel: SlackChannel, name: str, event: Json, user: str) -> None:
        if name in self.subscribed and channel.bot_is_member:
            self._send(self._callback(event, user, channel))

    def _callback(self, event: Json, user: str, channel: SlackChannel | None) -> Json:
        space = self._workspace
        shared = channel is not None and channel.shared
        if shared and event["type"] in {"message", "app_mention"} and "subtype" not in event:
            event = event | {"user_team": space.people[user].team_id, "source_team": space.people[user].team_id}
        authorization = {
            "enterprise_id": None,
            "team_id": space.team_id,
            "user_id": BOT_USER,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": "sandbox-verification-token",
            "team_id": space.team_id,
            "context_team_id": space.team_id,
            "context_enterprise_id": None,
            "api_app_id": space.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": space.ids.draw("Ev0", 8),
            "event_time": int(space.now()),
            "authorizations": [authorization],
            "is_ext_shared_channel": shared,
            "event_context": "4-" + space.ids.draw("", 20),
        }
