"""Talking, reacting, typing commands, coming and going."""

import re
from dataclasses import replace

from sandbox.slack.acts.actor import Actor
from sandbox.slack.blockkit import check_message_blocks
from sandbox.slack.carrier import Acknowledged
from sandbox.slack.errors import ApiError, Refused
from sandbox.slack.payloads import slash_command
from sandbox.slack.reacting import add_reaction, remove_reaction
from sandbox.slack.values import BOT_USER, Json, SlackChannel, SlackMessage
from sandbox.slack.views import with_ids

_MENTION = re.compile(r"(<[@#!][^<>]+>|<https?://[^<>]+>)")


def escaped(typed: str) -> str:
    """What Slack makes of typed text: three characters escaped, mentions and links left alone."""
    parts = _MENTION.split(typed)
    parts[::2] = [part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for part in parts[::2]]
    return "".join(parts)


class Chatting(Actor):
    """Acts that cause events return once each event has been brought to the app a first time, whether or not it was
    acknowledged: what a person says stands in any case."""

    async def say(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> str:
        """Write a message, in a channel, a thread or (channel = the bot's user id) to the bot. Returns its ts. As in
        Slack, `&`, `<` and `>` are escaped in what the app gets; mentions such as `<@U0BOT>` stay."""
        found = self._seen_channel(user, channel)
        if user not in found.members:
            raise Refused(f"{user} is not a member of {channel}")
        if found.archived:
            raise Refused(f"{channel} is archived")
        space = self.stage.workspace
        if thread_ts is not None:
            thread_ts = space.thread_root(found, self._seen_message(user, channel, thread_ts).ts)

        def write() -> SlackMessage:
            message = SlackMessage(
                channel=found.id, ts=space.next_ts(), user=user, text=escaped(text), thread_ts=thread_ts
            )
            space.post(message)
            self.stage.events.message(message)
            return message

        return (await self.carrier.caused_by(write)).ts

    async def react(self, user: str, channel: str, ts: str, emoji: str) -> None:
        """React to a message, by the emoji's name. Raises Refused when that reaction already stands."""
        message = self._seen_message(user, channel, ts)
        try:
            await self.carrier.caused_by(lambda: add_reaction(self.stage, user, message, emoji))
        except ApiError as error:
            raise Refused(error.code) from None

    async def unreact(self, user: str, channel: str, ts: str, emoji: str) -> None:
        """Take one's own reaction away. Raises Refused when there is none."""
        message = self._seen_message(user, channel, ts)
        try:
            await self.carrier.caused_by(lambda: remove_reaction(self.stage, user, message, emoji))
        except ApiError as error:
            raise Refused(error.code) from None

    async def command(self, user: str, channel: str, command: str, text: str = "") -> Acknowledged:
        """Type a slash command. What the app answers at once is shown: privately, or to all when it says
        `in_channel`."""
        found = self._seen_channel(user, channel)
        answer = await self.carrier.interact("slash_commands", slash_command(self.stage, user, found, command, text))
        if answer.payload:
            self._show(user, found, answer.payload)
        return answer

    async def open_home(self, user: str, tab: str = "home") -> None:
        """Look at the app's Home tab, or at its `messages`."""
        space = self.stage.workspace
        if tab not in {"home", "messages"}:
            raise Refused(f"the app has no tab {tab!r}")
        if user not in space.people:
            raise Refused(f"there is no user {user}")
        standing = self.stage.views.homes.get(user)
        shown = None if standing is None or tab != "home" else self.stage.views.json(standing)
        channel = space.direct([user])
        await self.carrier.caused_by(lambda: self.stage.events.home_opened(user, channel, tab, shown))

    async def set_status(self, user: str, text: str = "", emoji: str = "", *, ends: int = 0) -> None:
        """Set one's status until `ends` (seconds since 1970; 0: for good); without text and emoji it is cleared."""
        space = self.stage.workspace
        person = replace(space.people[user], status_text=text, status_emoji=emoji, status_expiration=ends)

        def show() -> None:
            space.put_person(person)
            self.stage.events.status(person)

        await self.carrier.caused_by(show)

    async def join(self, user: str, channel: str) -> None:
        """Become a member of a channel; the bot too, when it is invited."""
        found = self.stage.workspace.channels[channel]
        if user in found.members:
            raise Refused(f"{user} is a member of {channel} already")

        def enter() -> None:
            found.members.append(user)
            self.stage.workspace.changes.tell("member", channel=found.id, user=user)
            self.stage.events.membership("member_joined_channel", user, found)

        await self.carrier.caused_by(enter)

    async def leave(self, user: str, channel: str) -> None:
        """Leave a channel, or be removed from it."""
        found = self.stage.workspace.channels[channel]
        if user not in found.members:
            raise Refused(f"{user} is not a member of {channel}")

        def go() -> None:
            found.members.remove(user)
            self.stage.workspace.changes.tell("member", channel=found.id, user=user)
            self.stage.events.membership("member_left_channel", user, found)

        await self.carrier.caused_by(go)

    async def delete_message(self, user: str, channel: str, ts: str) -> None:
        """Remove a message, one's own or (as a workspace owner can) the bot's."""
        message = self._seen_message(user, channel, ts)

        def remove() -> None:
            self.stage.workspace.remove(message)
            self.stage.events.message_deleted(message)

        await self.carrier.caused_by(remove)

    def _show(self, user: str, channel: SlackChannel, answer: Json) -> None:
        blocks = answer.get("blocks") or []
        wrong = check_message_blocks(blocks)
        if wrong:
            raise Refused(f"the command's answer has invalid blocks: {wrong}")
        space = self.stage.workspace
        to_all = answer.get("response_type") == "in_channel"
        space.post(
            SlackMessage(
                channel=channel.id,
                ts=space.next_ts(),
                user=BOT_USER,
                text=str(answer.get("text") or ""),
                blocks=tuple(with_ids(space, blocks)),
                ephemeral_for=None if to_all else user,
            )
        )
