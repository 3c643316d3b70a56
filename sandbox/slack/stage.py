"""All that stands behind one emulated workspace, handed to whoever needs more than one part of it."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.slack.errors import ApiError
from sandbox.slack.events import Events
from sandbox.slack.faults import Faults
from sandbox.slack.files import Files
from sandbox.slack.limits import Limits
from sandbox.slack.triggers import ReplyUrls, Triggers
from sandbox.slack.values import BOT_USER, SlackChannel
from sandbox.slack.views import Views
from sandbox.slack.wire import Wire
from sandbox.slack.workspace import Workspace

FAMILIES = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


@dataclass(kw_only=True)
class Stage:
    """The parts of one emulated Slack; `url` gives its public address without a slash at the end, and
    `socket_ticket` a fresh permit for one Socket Mode connection."""

    workspace: Workspace
    views: Views
    triggers: Triggers
    reply_urls: ReplyUrls
    files: Files
    events: Events
    limits: Limits
    faults: Faults
    wire: Wire
    scopes: set[str]
    url: Callable[[], str]
    socket_ticket: Callable[[], str]

    def need_scope(self, *any_of: str) -> None:
        """Raise ApiError(`missing_scope`) unless the bot was granted one of these."""
        if not self.scopes.intersection(any_of):
            raise ApiError("missing_scope", needed=",".join(any_of), provided=",".join(sorted(self.scopes)))

    def need_family_scope(self, channel: SlackChannel, right: str) -> None:
        """The same for a right that differs by kind of conversation, such as `channels:history`."""
        self.need_scope(f"{FAMILIES[channel.kind]}:{right}")

    def channel(self, channel_id: str, *, member: bool = False, open_direct: bool = False) -> SlackChannel:
        """A conversation that the bot may know of. A private one without the bot does not exist for it; with
        `member`, a public one without the bot is refused too. With `open_direct` a user's id or a channel's name
        serves as well, as in chat.postMessage."""
        space = self.workspace
        found = space.channels.get(channel_id)
        if found is None and open_direct:
            person = space.people.get(channel_id)
            if person is not None and person.id != BOT_USER and not person.deleted:
                found = space.direct([person.id])
            else:
                found = space.channel_named(channel_id)
        if found is None or (found.private and not found.bot_is_member):
            raise ApiError("channel_not_found")
        if member and not found.bot_is_member:
            raise ApiError("not_in_channel")
        return found
