"""Telegram calls us: parse an update, dispatch what somebody did, answer them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import assert_never

from telegram import Bot, Update

from bot.cards.model import Confirmed, Form, FormErrors, Later, Notice, Reply
from bot.clock import Clock
from bot.errors import DeliveryError, Gone
from bot.interaction import Interaction, Pressed, Remarked, Started
from bot.platforms.telegram.answers import Answers, Press, WordingFor
from bot.platforms.telegram.doorway import OPEN, Doorway
from bot.platforms.telegram.forms import Dispatch, Forms, PendingForms
from bot.platforms.telegram.gateway import TelegramGateway
from bot.platforms.telegram.parse import (
    ChatClosed,
    ChatMovedTo,
    ChatNews,
    ChatReopened,
    FormCancelled,
    FormPressed,
    Parsed,
    Wrote,
    parse,
)

_log = logging.getLogger(__name__)

Promised = Callable[[], Awaitable[None]]
"""What comes when somebody has been told that it will."""

Work = Callable[[Parsed, Press], Awaitable[Promised | None]]
PeopleFirst = Callable[[Work], Work]


def _like_anything(work: Work) -> Work:
    return work


class TelegramHandler:
    """Handles updates one at a time. The bot must be initialized, so that it knows its own name."""

    def __init__(
        self,
        bot: Bot,
        *,
        gateway: TelegramGateway,
        dispatch: Dispatch,
        pending: PendingForms,
        on_chat: Callable[[ChatNews], Awaitable[None]],
        wording: WordingFor,
        clock: Clock,
        people_first: PeopleFirst = _like_anything,
    ) -> None:
        """`dispatch` carries out an interaction, once per delivery. `on_chat` hears that a chat closed or moved.

        `wording` is the language of a person, for the few sentences that only Telegram needs. `people_first` is told
        which work a person waits for.
        """
        self._bot = bot
        self._gateway = gateway
        self._dispatch = dispatch
        self._on_chat = on_chat
        self._carry_out_first = people_first(self._carry_out)
        self._keeping: set[asyncio.Task[None]] = set()
        self._clock = clock
        self._doorway = Doorway(bot)
        self._answers = Answers(gateway, self._doorway, wording)
        self._forms = Forms(
            pending=pending,
            gateway=gateway,
            answers=self._answers,
            dispatch=dispatch,
            wording=wording,
            clock=clock,
        )

    async def handle(self, update: Update, *, received_at: datetime | None = None) -> None:
        """Carry out an update and answer it. Handling it again repeats only what did not happen yet.

        Raises whatever dispatch raised, after a pressed button has got a polite answer.
        """
        for parsed in parse(update, me=self._bot.bot, received_at=received_at or self._clock()):
            press = Press(self._bot, update.callback_query.id if update.callback_query else None)
            try:
                promised = await self._carry_out_first(parsed, press)
                if promised is not None:
                    self._keep(promised)
            except Gone as closed:
                _log.info("nobody to answer any more: %s", closed)
            except Exception:
                if update.callback_query is not None and isinstance(parsed, Interaction | FormPressed | FormCancelled):
                    at = parsed if isinstance(parsed, Interaction) else parsed.at
                    await self._answers.excuse(at.person, press)
                raise
            finally:
                await press.answer()

    async def settled(self, seconds: float = 5.0) -> None:
        """Wait until every promise is kept, for so long at most."""
        if self._keeping:
            await asyncio.wait(set(self._keeping), timeout=seconds)

    async def _carry_out(self, parsed: Parsed, press: Press) -> Promised | None:
        match parsed:
            case Interaction():
                return await self._interact(parsed, press)
            case Wrote():
                if not await self._forms.wrote(parsed, press):
                    return await self._interact(parsed.otherwise, press)
            case FormPressed():
                await self._forms.pressed(parsed, press)
            case FormCancelled():
                await self._forms.cancelled(parsed, press)
            case ChatClosed() | ChatReopened() | ChatMovedTo():
                await self._on_chat(parsed)
            case _:
                assert_never(parsed)
        return None

    async def _interact(self, interaction: Interaction, press: Press) -> Promised | None:
        if isinstance(interaction.what, Started):
            interaction = await self._through_the_door(interaction, interaction.what)
        reply: Reply = await self._dispatch(interaction)
        if isinstance(interaction.what, Remarked) and reply is None:
            await self._take_away(interaction)
        match reply:
            case Form():
                await self._forms.start(reply, interaction, press)
            case Notice():
                await self._answers.tell(reply, interaction, press)
            case Later():
                await self._answers.tell(reply.first, interaction, press)
                return partial(self._tell_later, reply, interaction, press)
            case FormErrors(errors=errors):
                await self._answers.tell(Notice(text="\n".join(errors.values())), interaction, press)
            case Confirmed():
                await self._answers.confirm(interaction, press)
            case None:
                await press.answer()
            case _:
                assert_never(reply)
        return None

    def _keep(self, promised: Promised) -> None:
        """Beside everything else: neither the same person's next press nor anybody's card waits for it."""
        task = asyncio.create_task(_safely(promised))
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)

    async def _tell_later(self, promised: Later, interaction: Interaction, press: Press) -> None:
        await self._answers.tell(await promised.then(), interaction, press)

    async def _take_away(self, interaction: Interaction) -> None:
        """What was kept without a trace leaves none in the chat either; that it is gone tells that it is kept."""
        if interaction.message is not None:
            try:
                await self._gateway.remove(interaction.message)
            except DeliveryError as error:
                _log.warning("somebody's own words could not be taken away: %s", type(error).__name__)

    async def _through_the_door(self, interaction: Interaction, started: Started) -> Interaction:
        """What somebody pressed while their private chat was closed is carried out once it is open."""
        if started.code == OPEN:
            return replace(interaction, what=Started(""))
        action = self._doorway.read(interaction.person, started.code)
        if action is None:
            return interaction
        await self._on_chat(ChatReopened(chat=interaction.chat.chat))
        return replace(interaction, what=Pressed(action), message=None)


async def _safely(promised: Promised) -> None:
    try:
        await promised()
    except Gone as closed:
        _log.info("nobody to answer any more: %s", closed)
    except Exception as error:
        _log.error("a promised answer was not given: %s", type(error).__name__)
