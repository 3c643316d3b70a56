"""Slack as a Gateway: posts, edits, removes and finds messages, and answers people in private."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.model import Attachment, Card, Chart, Notice
from bot.clock import Clock
from bot.domain.destination import Destination, Platform, Remote
from bot.errors import DeliveryError, Gone, Lost, Refused
from bot.interaction import Person
from bot.platforms.gateway import Draw
from bot.platforms.slack import plainer
from bot.platforms.slack.app_home import publish
from bot.platforms.slack.blocks import Json
from bot.platforms.slack.errors import THREAD_GONE, Call, code_of, translated
from bot.platforms.slack.files import upload
from bot.platforms.slack.mark import marked, standing
from bot.platforms.slack.parse import Home
from bot.platforms.slack.people import introduced, is_person, name_of
from bot.platforms.slack.pictures import UNTIL_KNOWN, Pictures
from bot.platforms.slack.removing import remove
from bot.platforms.slack.render import Message
from bot.platforms.slack.responding import respond
from bot.platforms.slack.words import people_in, readable

_log = logging.getLogger(__name__)

_SKEW = timedelta(minutes=1)
_NAMES_KEPT = 2000
_CANNOT_TELL = frozenset({"missing_scope", "not_in_channel", "channel_not_found", "thread_not_found", "no_permission"})


@dataclass(frozen=True, kw_only=True)
class Written:
    """What stands in a message: its words as their writer saw them, by whom, and the thread it hangs under."""

    words: str
    by: str | None
    thread: Remote | None


class SlackGateway:
    """Implements `Gateway` and `Files` for one workspace. Never retries; every method raises a DeliveryError when it
    failed. Without `draw`, charts are told in words.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        clock: Clock,
        draw: Draw | None = None,
        until_known: Sequence[float] = UNTIL_KNOWN,
    ) -> None:
        self.client = client
        self._pictures = Pictures(client, draw, clock, until_known=until_known)
        self._clock = clock
        self._home: Home | None = None
        self._asking = asyncio.Lock()
        self._names: OrderedDict[str, str] = OrderedDict()

    @property
    def platform(self) -> Platform:
        """Slack."""
        return Platform.SLACK

    async def home(self) -> Home:
        """Who we are in this workspace: asked once, then remembered."""
        if self._home is not None:
            return self._home
        async with self._asking:  # hundreds who press at once ask once
            if self._home is None:
                with translated(Call.ASK, self._clock):
                    answer = await self.client.auth_test()
                self._home = Home(
                    team=answer["team_id"], enterprise=answer.get("enterprise_id"), bot_user=answer["user_id"]
                )
        return self._home

    async def post(self, place: Destination, card: Card, *, posting: int, parent: Remote | None) -> Remote:
        """Send a new message. A person's id as chat becomes the id of our direct conversation with them. Where the
        thread is gone, it stands in the conversation itself.
        """
        chat = parent.chat if parent is not None else place.chat
        thread = parent.message if parent is not None else place.thread
        with translated(Call.POST, self._clock, private=is_person(chat)):
            return await plainer.post(
                card, self._pictures, lambda m: self._send(m, chat, thread, posting), posting=posting
            )

    async def edit(self, remote: Remote, card: Card, *, posting: int) -> None:
        """Change a message."""
        with translated(Call.CHANGE, self._clock):
            await plainer.post(card, self._pictures, lambda m: self._change(m, remote, posting), posting=posting)

    async def remove(self, remote: Remote) -> None:
        """Take a message away, or empty it where it may not be deleted."""
        with translated(Call.CHANGE, self._clock):
            await remove(self.client, remote)

    async def find(self, place: Destination, *, posting: int, since: datetime, parent: Remote | None) -> Remote | None:
        """Look for our posting id in the metadata of what was written there since then, up to a thousand messages.
        None as well where the history scope was not granted.
        """
        oldest = f"{(since - _SKEW).timestamp():.6f}"
        thread = parent.message if parent is not None else place.thread
        with translated(Call.ASK, self._clock):
            try:
                chat = parent.chat if parent is not None else await self._conversation(place.chat)
                return await standing(self.client, chat, thread, oldest=oldest, posting=posting)
            except SlackApiError as error:
                if code_of(error) not in _CANNOT_TELL:
                    raise
                return None

    async def publish(self, user: str, card: Card) -> None:
        """Show this on a person's App Home."""
        await publish(self.client, user, card, address_of=self.permalink, clock=self._clock)

    async def introduce(self, person: Person) -> Person:
        """The person with e-mail address, name, language and whether they are from outside, as far as granted."""
        profile = await self._user(person.account.user_id)
        if profile is None:
            return person
        return introduced(person, profile, await self.home())

    async def names(self, users: Iterable[str]) -> Mapping[str, str]:
        """What these people are called; who cannot be looked up is left out."""
        found = {}
        for user in users:
            if user not in self._names:
                try:
                    profile = await self._user(user)
                except DeliveryError:
                    continue
                self._names[user] = name_of(profile) if profile else ""
                if len(self._names) > _NAMES_KEPT:
                    self._names.popitem(last=False)
            if self._names[user]:
                found[user] = self._names[user]
        return found

    async def message(self, remote: Remote) -> Written | None:
        """What stands in a message; None when it is gone or the history scope was not granted."""
        with translated(Call.ASK, self._clock):
            try:
                answer = await self.client.conversations_replies(channel=remote.chat, ts=remote.message, limit=1)
            except SlackApiError as error:
                if code_of(error) not in _CANNOT_TELL:
                    raise
                return None
        found = next((one for one in answer.get("messages") or () if one.get("ts") == remote.message), None)
        if found is None:
            return None
        text, thread = str(found.get("text") or ""), found.get("thread_ts")
        return Written(
            words=readable(text, await self.names(people_in(text))),
            by=found.get("user"),
            thread=Remote(chat=remote.chat, message=thread) if thread and thread != remote.message else None,
        )

    async def ephemeral(self, chat: str, user: str, thread: str | None, notice: Notice) -> None:
        """Show a notice to one person in a conversation; in a direct message when that cannot be done there."""
        try:
            if not chat:
                raise Gone("the notice belongs to no conversation")
            with translated(Call.ASK, self._clock):
                await plainer.tell(
                    notice,
                    lambda shown: self.client.chat_postEphemeral(
                        channel=chat, user=user, thread_ts=thread, text=shown.text, blocks=shown.blocks
                    ),
                )
        except (Gone, Lost, Refused):
            if notice.fleeting:
                return
            with translated(Call.ASK, self._clock):
                await plainer.tell(
                    notice,
                    lambda m: self.client.chat_postMessage(channel=user, text=m.text, blocks=m.blocks, **_BARE),
                )

    async def respond(self, response_url: str, notice: Notice, *, in_place: bool = False) -> None:
        """Answer a press or a command through the address that came with it (five times, within thirty minutes).
        `in_place`: the private message that was pressed is replaced.
        """
        with translated(Call.ASK, self._clock):
            await respond(self.client, response_url, notice, in_place=in_place)

    async def send_file(self, person: str, file: Attachment | Chart, words: str) -> str:
        """Send a file into our direct conversation with a person, which is returned."""
        content = await self._pictures.drawn(file) if isinstance(file, Chart) else file
        with translated(Call.ASK, self._clock, private=True):
            chat = await self._conversation(person)
            await upload(self.client, content, chat=chat, words=words)
        return chat

    async def open_view(self, trigger_id: str, view: Json) -> str:
        """Show a modal to whom the trigger belongs to, within three seconds of the press. Returns the view's id."""
        with translated(Call.ASK, self._clock):
            answer = await self.client.views_open(trigger_id=trigger_id, view=view)
        shown: Mapping[str, Any] = answer["view"]
        return str(shown["id"])

    async def update_view(self, view_id: str, view: Json) -> None:
        """Change what a modal shows. One that was closed meanwhile stays closed."""
        with translated(Call.CHANGE, self._clock):
            try:
                await self.client.views_update(view_id=view_id, view=view)
            except SlackApiError as error:
                if code_of(error) != "not_found":
                    raise

    async def react(self, remote: Remote, name: str) -> bool:
        """Put our reaction on a message; one that stands already is fine. False when that scope was not granted."""
        with translated(Call.CHANGE, self._clock):
            try:
                await self.client.reactions_add(channel=remote.chat, timestamp=remote.message, name=name)
            except SlackApiError as error:
                if code_of(error) not in {"already_reacted", "missing_scope"}:
                    raise
                return code_of(error) == "already_reacted"
        return True

    async def permalink(self, remote: Remote) -> str:
        """The address at which people find the message."""
        with translated(Call.CHANGE, self._clock):
            answer = await self.client.chat_getPermalink(channel=remote.chat, message_ts=remote.message)
        return str(answer["permalink"])

    async def _send(self, message: Message, chat: str, thread: str | None, posting: int) -> Remote:
        try:
            answer = await self.client.chat_postMessage(
                channel=chat,
                thread_ts=thread,
                reply_broadcast=(message.loud and thread is not None) or None,
                text=message.text,
                blocks=message.blocks,
                metadata=marked(posting),
                **_BARE,
            )
        except SlackApiError as error:
            if thread is None or code_of(error) not in THREAD_GONE:
                raise
            return await self._send(message, chat, None, posting)
        return Remote(chat=str(answer["channel"]), message=str(answer["ts"]))

    async def _change(self, message: Message, remote: Remote, posting: int) -> None:
        await self.client.chat_update(
            channel=remote.chat,
            ts=remote.message,
            text=message.text,
            blocks=message.blocks,
            metadata=marked(posting),
            parse="none",
            link_names=False,
        )

    async def _conversation(self, chat: str) -> str:
        if not is_person(chat):
            return chat
        answer = await self.client.conversations_open(users=chat)
        opened: Mapping[str, Any] = answer["channel"]
        return str(opened["id"])

    async def _user(self, user: str) -> Mapping[str, Any] | None:
        with translated(Call.ASK, self._clock):
            try:
                answer = await self.client.users_info(user=user, include_locale=True)
            except SlackApiError as error:
                if code_of(error) not in {"missing_scope", "user_not_found", "user_not_visible"}:
                    raise
                return None
        found: Mapping[str, Any] = answer["user"]
        return found


_BARE: Mapping[str, Any] = {"unfurl_links": False, "unfurl_media": False, "parse": "none", "link_names": False}
