"""What an interaction gives the app for a short while: trigger ids and response URLs."""

from dataclasses import dataclass

from sandbox.slack.errors import ApiError
from sandbox.slack.workspace import Workspace

TRIGGER_SECONDS = 3.0
REPLY_SECONDS = 30 * 60.0
REPLY_USES = 5
_KEPT = 5_000


@dataclass(kw_only=True)
class Trigger:
    """A permit to open one view for one person, within three seconds. `view_id` is the modal it came from."""

    user: str
    made_at: float
    view_id: str | None
    used: bool = False


class Triggers:
    """Issues trigger ids and exchanges each once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, view_id: str | None = None) -> str:
        """A fresh trigger id for this person."""
        ids = self._workspace.ids
        trigger_id = f"{ids.digits(13)}.{ids.digits(12)}.{ids.hexadecimal(32)}"
        self._issued[trigger_id] = Trigger(user=user, made_at=self._workspace.now(), view_id=view_id)
        if len(self._issued) > _KEPT:
            del self._issued[next(iter(self._issued))]
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger id up. Raises ApiError: invalid, expired or exchanged."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if self._workspace.now() - trigger.made_at > TRIGGER_SECONDS:
            raise ApiError("expired_trigger_id")
        trigger.used = True
        return trigger


@dataclass(kw_only=True)
class ReplyUrl:
    """A response URL: where it answers to, and how often it has been used."""

    user: str
    channel: str
    made_at: float
    message_ts: str | None = None
    ephemeral: bool = False
    thread_ts: str | None = None
    uses: int = 0


class ReplyUrls:
    """Issues response URLs; each works five times within thirty minutes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._issued: dict[str, ReplyUrl] = {}

    def issue(
        self,
        *,
        user: str,
        channel: str,
        message_ts: str | None = None,
        ephemeral: bool = False,
        thread_ts: str | None = None,
    ) -> str:
        """The last part of a fresh response URL."""
        key = self._workspace.ids.hexadecimal(32)
        self._issued[key] = ReplyUrl(
            user=user,
            channel=channel,
            made_at=self._workspace.now(),
            message_ts=message_ts,
            ephemeral=ephemeral,
            thread_ts=thread_ts,
        )
        if len(self._issued) > _KEPT:
            del self._issued[next(iter(self._issued))]
        return key

    def use(self, key: str) -> ReplyUrl:
        """Use a response URL once. Raises ApiError: `invalid_url`, `expired_url` or `used_url`."""
        reply = self._issued.get(key)
        if reply is None:
            raise ApiError("invalid_url")
        if self._workspace.now() - reply.made_at > REPLY_SECONDS:
            raise ApiError("expired_url")
        if reply.uses >= REPLY_USES:
            raise ApiError("used_url")
        reply.uses += 1
        return reply
