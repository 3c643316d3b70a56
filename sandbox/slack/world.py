"""Building the workspace, and looking at what people see in it."""

from dataclasses import replace
from typing import Any

from sandbox.slack.acts.actor import Actor
from sandbox.slack.files import SlackFile
from sandbox.slack.values import BOT_USER, TEAM_ID, SlackChannel, SlackMessage, SlackPerson, SlackView

STRANGER_TEAM = "T0STRANGER"


class World(Actor):
    """Who and what there is. Building tells the app nothing; acts do."""

    def add_user(
        self,
        id: str,
        name: str,
        email: str | None = None,
        *,
        locale: str = "nl-NL",
        tz: str = "Europe/Amsterdam",
        team_id: str = TEAM_ID,
        stranger: bool = False,
        admin: bool = False,
        title: str = "",
    ) -> SlackPerson:
        """Add a person. A `stranger` belongs to another workspace and is met through Slack Connect."""
        person = SlackPerson(
            id=id,
            name=name,
            email=email,
            locale=locale,
            tz=tz,
            team_id=STRANGER_TEAM if stranger and team_id == TEAM_ID else team_id,
            is_stranger=stranger,
            is_admin=admin,
            title=title,
        )
        self.stage.workspace.put_person(person)
        return person

    def change_user(self, id: str, **fields: Any) -> SlackPerson:
        """Change a person's fields: `deleted=True` for who left, a status, another e-mail address."""
        person = replace(self.stage.workspace.people[id], **fields)
        self.stage.workspace.put_person(person)
        return person

    def add_channel(
        self,
        id: str,
        name: str,
        members: list[str] | None = None,
        *,
        private: bool = False,
        bot_is_member: bool = True,
        archived: bool = False,
    ) -> SlackChannel:
        """Add a channel; with a stranger among its members it is a shared one."""
        space = self.stage.workspace
        present = [*(members or []), *([BOT_USER] if bot_is_member else [])]
        channel = SlackChannel(
            id=id,
            name=name,
            kind="group" if private else "channel",
            members=present,
            archived=archived,
            shared=any(space.is_external(user) for user in present),
            created=int(space.now()),
        )
        space.channels[id] = channel
        space.changes.tell("channel", channel=id)
        return channel

    def add_command(self, command: str, description: str, usage_hint: str = "") -> None:
        """Offer a slash command to whoever types, as the app's manifest does."""
        offered = {"command": command, "description": description, "usage_hint": usage_hint}
        self.stage.workspace.commands[command] = offered

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        self.stage.workspace.channels[channel].archived = True

    def direct_channel(self, user: str) -> SlackChannel:
        """The person's direct conversation with the bot."""
        return self.stage.workspace.direct([user])

    def messages(self, channel: str, viewer: str | None = None, *, with_deleted: bool = False) -> list[SlackMessage]:
        """What stands in a conversation, replies included, oldest first. With a `viewer` who may not see the
        conversation: nothing. `channel` may be an id, a name, or a user's id for their talk with the bot."""
        found = self._found(channel)
        if found is None or (viewer is not None and viewer not in found.members and found.private):
            return []
        return [message for message in found.messages.values() if with_deleted or not message.deleted]

    def thread(self, channel: str, ts: str) -> list[SlackMessage]:
        """The replies below a message, oldest first."""
        found = self.stage.workspace.channels[channel]
        return list(self.stage.workspace.replies_to(found, ts))

    def ephemerals(self, user: str, channel: str | None = None) -> list[SlackMessage]:
        """What only this person sees, in one conversation or in all, oldest first."""
        channels = self.stage.workspace.channels
        looked_at = channels.values() if channel is None else [found] if (found := self._found(channel)) else []
        mine = [m for one in looked_at for m in one.ephemerals.values() if m.ephemeral_for == user]
        return sorted(mine, key=lambda message: message.ts)

    def views(self, user: str) -> list[SlackView]:
        """The person's open modals, the uppermost last."""
        return self.stage.views.stack(user)

    def home(self, user: str) -> SlackView | None:
        """What stands on the person's Home tab."""
        return self.stage.views.homes.get(user)

    def files(self, channel: str | None = None) -> list[SlackFile]:
        """The files that arrived, in one channel or anywhere."""
        arrived = [file for file in self.stage.files.by_id.values() if file.completed]
        return [file for file in arrived if channel is None or channel in file.channels]

    def _found(self, channel: str) -> SlackChannel | None:
        space = self.stage.workspace
        if channel in space.channels:
            return space.channels[channel]
        if channel in space.people:
            return space.standing_direct(channel)
        return space.channel_named(channel)
