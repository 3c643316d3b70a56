"""Slack calls us: parse, one dispatch, answer. Acknowledged once dispatch returned, so its effect is committed;
what the person reads comes right after, since it can be slow and may be lost.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.actions import AsksForWords
from bot.cards.model import Form, FormErrors, Notice, Reply, Text
from bot.clock import Clock
from bot.errors import DeliveryError
from bot.interaction import Interaction, Mentioned, OpenedHome, Pressed, Reacted
from bot.platforms.slack import parse
from bot.platforms.slack.gateway import SlackGateway
from bot.platforms.slack.origin import Origin
from bot.platforms.slack.status import StatusNews, status_news
from bot.platforms.slack.views import form_view, telling_view
from bot.platforms.slack.words import people_in
from bot.wording import Wording
from handlers.slack_answers import Answers, Asked, where

_log = logging.getLogger(__name__)
# Bolt writes whole payloads to its log at DEBUG.
_bolt_log = logging.getLogger("klankbord.slack_bolt")
_bolt_log.setLevel(logging.INFO)

_ANYTHING = re.compile("")
_NOTE = "note"
_PRODUCT = "Klankbord"

Dispatch = Callable[[Interaction], Awaitable[Reply]]
OnStatus = Callable[[StatusNews], Awaitable[None]]
Json = dict[str, Any]


def slack_app(gateway: SlackGateway, *, signing_secret: str | None) -> AsyncApp:
    """The bolt app: one workspace, every answer given after its listener is done. Without a signing secret it must
    not be reachable over HTTP.
    """

    async def authorize() -> AuthorizeResult:
        home = await gateway.home()
        return AuthorizeResult(
            enterprise_id=home.enterprise,
            team_id=home.team,
            bot_user_id=home.bot_user,
            bot_token=gateway.client.token,
        )

    ours = gateway.client
    return AsyncApp(
        name=_PRODUCT,
        # Bolt's own client: it takes the token from what authorize says.
        client=AsyncWebClient(base_url=ours.base_url, session=ours.session, retry_handlers=[], logger=_bolt_log),
        authorize=authorize,
        signing_secret=signing_secret or "",
        process_before_response=True,
        logger=_bolt_log,
    )


def register(
    app: AsyncApp,
    *,
    dispatch: Dispatch,
    gateway: SlackGateway,
    clock: Clock,
    wording: Callable[[], Wording],
    reactions: Callable[[], Mapping[str, str]],
    on_status: OnStatus | None = None,
) -> "SlackDesk":
    """Listen to everything with four listeners. `wording` is the organisation's; `reactions` maps emoji names to
    verbs. Both are asked anew each time, since a reload may change them. `on_status` hears of people's status.
    """
    desk = SlackDesk(
        dispatch=dispatch, gateway=gateway, clock=clock, wording=wording, reactions=reactions, on_status=on_status
    )
    app.action(_ANYTHING)(desk.press)
    app.view(_ANYTHING)(desk.submission)
    app.command(_ANYTHING)(desk.command)
    app.event(_ANYTHING)(desk.event)
    app.error(desk.failed)
    return desk


class SlackDesk:
    """Takes what Slack brings. A failed press is told to the presser; a failed event is brought again by Slack."""

    def __init__(
        self,
        *,
        dispatch: Dispatch,
        gateway: SlackGateway,
        clock: Clock,
        wording: Callable[[], Wording],
        reactions: Callable[[], Mapping[str, str]],
        on_status: OnStatus | None = None,
    ) -> None:
        self._dispatch = dispatch
        self._gateway = gateway
        self._clock = clock
        self._wording = wording
        self._reactions = reactions
        self._on_status = on_status
        self._answers = Answers(gateway, clock=clock, wording=wording)

    async def settled(self, seconds: float = 5.0) -> None:
        """Wait until every answer under way was given, for so long at most. For stopping."""
        await self._answers.settled(seconds)

    async def press(self, ack: AsyncAck, body: Json) -> None:
        """A button. What will ask for words shows a loading form at once: its trigger lives for three seconds."""
        interaction = parse.press(body, home=await self._gateway.home(), now=self._clock())
        asked = Asked(
            user=interaction.person.account.user_id,
            origin=parse.origin_of(body),
            response_url=body.get("response_url"),
            in_place=parse.answered_in_place(body),
            view_id=body["view"]["id"] if (body.get("view") or {}).get("type") == "modal" else None,
            trigger_id=body.get("trigger_id") if interaction.at_home else None,
        )
        pressed = interaction.what
        if asked.view_id is None and isinstance(pressed, Pressed) and isinstance(pressed.action, AsksForWords):
            asked.opening = self._answers.start(self._open_loading(body["trigger_id"], asked.origin))
        reply = await self._carried_out(interaction)
        await ack()
        self._answers.give(reply, asked)

    async def submission(self, ack: AsyncAck, body: Json) -> None:
        """A form. What is wrong shows under its field, and what was typed stays; else the form closes."""
        interaction = parse.submission(body, home=await self._gateway.home(), now=self._clock())
        origin = Origin.found(str(body["view"].get("private_metadata", "")))
        fields = [block["block_id"] for block in body["view"].get("blocks", ()) if block.get("type") == "input"]
        try:
            reply = await self._dispatch(interaction)
        except Exception as error:
            self._tell_log(error, interaction)
            reply = FormErrors(errors={"": self._failure()})
        match reply:
            case FormErrors() if reply.errors and fields:
                await ack(response_action="errors", errors=_under_fields(reply.errors, fields))
            case Form():
                await ack(response_action="update", view=form_view(reply, origin))
            case Notice() if interaction.at_home:  # there is no conversation to answer in
                await ack(response_action="update", view=self._answers.telling(reply, origin))
            case _:
                await ack()
                self._answers.give(reply, Asked(user=interaction.person.account.user_id, origin=origin))

    async def command(self, ack: AsyncAck, body: Json) -> None:
        """A slash command."""
        interaction = parse.command(body, home=await self._gateway.home(), now=self._clock())
        reply = await self._carried_out(interaction)
        await ack()
        asked = Asked(
            user=interaction.person.account.user_id,
            origin=Origin(chat=interaction.chat.chat),
            response_url=body.get("response_url"),
            trigger_id=body.get("trigger_id"),
        )
        self._answers.give(reply, asked)

    async def event(self, body: Json) -> None:
        """A mention, a word in private, a reaction, a home, a status; everything else is let pass. When this fails,
        Slack is told so and brings the event again.
        """
        status = status_news(body)
        if status is not None:
            if self._on_status is not None:
                await self._on_status(status)
            return
        happened = body["event"]
        home = await self._gateway.home()
        people = people_in(str(happened.get("text") or "")) - {home.bot_user}
        names = await self._gateway.names(people) if people else {}
        interaction = parse.event(body, home=home, now=self._clock(), names=names)
        if interaction is None:
            return
        if isinstance(interaction.what, Reacted):
            verb = self._reactions().get(interaction.what.emoji)
            if verb is None:
                return
            if verb == _NOTE and interaction.what.added:
                interaction = await self._with_words(interaction)
        reply = await self._dispatch(interaction)
        own = interaction.message
        if isinstance(interaction.what, Mentioned):
            own = parse.remote_of(happened)
        thread = interaction.thread.message if interaction.thread is not None else None
        origin = Origin(chat=interaction.chat.chat, thread=thread)
        opened = isinstance(interaction.what, OpenedHome)
        self._answers.give(reply, Asked(user=interaction.person.account.user_id, origin=origin, own=own, home=opened))

    async def failed(self, error: Exception, body: Json) -> BoltResponse:
        """Whatever got past us. An event is refused, so that Slack brings it again; all else is acknowledged, since
        bolt's own silence would show after three seconds only.
        """
        _log.error("slack: %s failed: %s", body.get("type", "request"), where(error))
        return BoltResponse(status=503 if body.get("type") == "event_callback" else 200, body="")

    async def _carried_out(self, interaction: Interaction) -> Reply:
        try:
            return await self._dispatch(interaction)
        except Exception as error:
            self._tell_log(error, interaction)
            return Notice(text=self._failure(), alert=True)

    async def _open_loading(self, trigger_id: str, origin: Origin) -> str:
        say = self._wording().say
        view = telling_view((Text(text=say("One moment…")),), title=_PRODUCT, close=say("Close"), origin=origin)
        return await self._gateway.open_view(trigger_id, view)

    async def _with_words(self, interaction: Interaction) -> Interaction:
        if interaction.message is None:
            return interaction
        try:
            written = await self._gateway.message(interaction.message)
        except DeliveryError as error:
            _log.warning("slack: a message could not be read: %s", error)
            return interaction
        if written is None:
            return interaction
        if written.by == (await self._gateway.home()).bot_user:  # a card of our own is not what somebody said
            return replace(interaction, thread=written.thread)
        by = written.by or interaction.person.account.user_id
        names = {} if by == interaction.person.account.user_id else await self._gateway.names([by])
        return replace(interaction, words=written.words, author=names.get(by), thread=written.thread)

    def _failure(self) -> str:
        return self._wording().say("That did not work, and nothing was changed. Please try again in a moment.")

    def _tell_log(self, error: Exception, interaction: Interaction) -> None:
        action = getattr(interaction.what, "action", None)
        kind = type(interaction.what).__name__ if action is None else type(action).__name__
        _log.error("slack: %s failed: %s", kind, where(error))


def _under_fields(errors: Mapping[str, str], fields: list[str]) -> dict[str, str]:
    """Slack refuses errors for fields that the form lacks: those go under its first field."""
    placed: dict[str, str] = {}
    for key, error in errors.items():
        field = key if key in fields else fields[0]
        placed[field] = f"{placed[field]} {error}" if field in placed else error
    return placed
