"""What an emulated Slack workspace consists of: people, conversations, messages and views, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
"""A JSON object exactly as it crosses the wire."""

BOT_USER = "U0BOT"
BOT_ID = "B0BOT"
APP_ID = "A0SANDBOX"
TEAM_ID = "T0SANDBOX"


@dataclass(frozen=True, kw_only=True)
class SlackPerson:
    """One user. `is_stranger` marks a person of another workspace, met through Slack Connect."""

    id: str
    name: str
    email: str | None = None
    locale: str = "nl-NL"
    tz: str = "Europe/Amsterdam"
    team_id: str = TEAM_ID
    is_stranger: bool = False
    is_bot: bool = False
    is_admin: bool = False
    deleted: bool = False
    title: str = ""
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0

    @property
    def handle(self) -> str:
        """The short lower-case name that Slack calls `name`."""
        return self.name.lower().replace(" ", ".")


@dataclass(frozen=True, kw_only=True)
class SlackMessage:
    """One message as it stands now. `ephemeral_for` names the only person who sees it; `edited` is the ts of the
    last edit, which Slack shows only where there are no blocks; `deleted` is true for what was removed (text and
    blocks are then empty)."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: Json | None = None
    edited: str | None = None
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    deleted: bool = False
    ephemeral_for: str | None = None

    @property
    def by_bot(self) -> bool:
        """Whether the bot wrote it."""
        return self.user == BOT_USER

    @property
    def shows_edited(self) -> bool:
        """Whether people see "(edited)" behind it."""
        return self.edited is not None and not self.blocks

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(kw_only=True)
class SlackChannel:
    """A conversation and what stands in it. `kind` is channel, group (private), im or mpim."""

    id: str
    name: str
    kind: str = "channel"
    members: list[str] = field(default_factory=list)
    archived: bool = False
    shared: bool = False
    topic: str = ""
    created: int = 0
    messages: dict[str, SlackMessage] = field(default_factory=dict)
    replies: dict[str, list[str]] = field(default_factory=dict)
    ephemerals: dict[str, SlackMessage] = field(default_factory=dict)

    @property
    def bot_is_member(self) -> bool:
        """Whether the bot takes part."""
        return BOT_USER in self.members

    @property
    def private(self) -> bool:
        """Whether only members may know that it exists."""
        return self.kind != "channel"


@dataclass(frozen=True, kw_only=True)
class SlackView:
    """A modal or a Home tab as it stands: `body` is what the app sent, with the ids filled in that Slack fills
    in; `state` is what was entered so far, as `{block_id: {action_id: value object}}`."""

    id: str
    user: str
    body: Json
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    state: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)

    @property
    def callback_id(self) -> str:
        """The name by which the app knows the form."""
        return str(self.body.get("callback_id", ""))

    @property
    def title(self) -> str:
        """The words at the top."""
        title = self.body.get("title") or {}
        return str(title.get("text", ""))

    @property
    def private_metadata(self) -> str:
        """What the app hid in it."""
        return str(self.body.get("private_metadata", ""))

    @property
    def blocks(self) -> tuple[Json, ...]:
        """The blocks, each with its block_id."""
        return tuple(self.body.get("blocks", ()))
