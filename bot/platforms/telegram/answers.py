"""Answers to people: on the button they pressed, in their private chat, or, when that is closed, where they are."""

import logging
from collections.abc import Callable
from dataclasses import replace

from telegram import Bot, InlineKeyboardButton
from telegram.error import BadRequest

from bot.actions import Action
from bot.cards.model import Attachment, Buttons, Card, Chart, Mention, Notice, Text
from bot.domain.destination import Platform
from bot.errors import DeliveryError, Gone
from bot.interaction import Interaction, Person, Pressed
from bot.platforms.telegram.doorway import Doorway
from bot.platforms.telegram.errors import is_query_over
from bot.platforms.telegram.gateway import TelegramGateway
from bot.platforms.telegram.html_text import clean, clip, width
from bot.platforms.telegram.keyboard import keyboard, label
from bot.platforms.telegram.parse import private_chat
from bot.platforms.telegram.render import render
from bot.wording import Wording

LONGEST_TOAST = 200
CONFIRMED = "👍"
WordingFor = Callable[[Person], Wording]
_log = logging.getLogger(__name__)


class Press:
    """A pressed button, which spins until it is answered. None: nothing was pressed, and nothing spins."""

    def __init__(self, bot: Bot, query_id: str | None) -> None:
        self._bot = bot
        self._query_id = query_id

    @property
    def spins(self) -> bool:
        """Whether somebody waits for an answer."""
        return self._query_id is not None

    async def answer(self, text: str = "", *, alert: bool = False, url: str | None = None) -> None:
        """Stop the spinning, with a short text. Only the first answer counts; one that comes too late is no harm."""
        if self._query_id is None:
            return
        query_id, self._query_id = self._query_id, None
        try:
            await self._bot.answer_callback_query(query_id, clip(clean(text), LONGEST_TOAST), show_alert=alert, url=url)
        except BadRequest as refused:
            if not is_query_over(refused):
                _log.warning("Telegram refused the answer to a press: %s", refused.message)
        except Exception as error:
            _log.warning("a press could not be answered: %s", type(error).__name__)


class Answers:
    """Tells people what came of what they did."""

    def __init__(self, gateway: TelegramGateway, doorway: Doorway, wording: WordingFor) -> None:
        self._gateway = gateway
        self._doorway = doorway
        self._wording = wording

    async def tell(self, notice: Notice, to: Interaction, press: Press) -> None:
        """A notice: on the pressed button when that is enough, else in private.

        With the private chat closed, buttons come as a reply on the spot; a card stays private, and the person gets
        a link that opens their chat and shows it there.
        """
        if notice.file is not None:
            return await self._hand_over(notice.file, notice, to, press)
        on_button = press.spins and not notice.card and not notice.buttons and width(notice.text) <= LONGEST_TOAST
        if on_button or (notice.fleeting and press.spins):
            return await press.answer(notice.text, alert=notice.alert)
        try:
            await self._gateway.show(private_chat(to.person), _card(notice))
        except Gone:
            await self._tell_outside(notice, to, press)
        except DeliveryError as error:
            _log.warning("an answer could not be sent in private: %s", error)
        await press.answer(notice.text, alert=notice.alert)

    async def confirm(self, done: Interaction, press: Press) -> None:
        """A reaction on what the person wrote or reacted to; a pressed button just stops spinning."""
        if press.spins:
            return await press.answer()
        if done.message is not None:
            try:
                await self._gateway.react(done.message, CONFIRMED)
            except DeliveryError as error:
                _log.warning("could not confirm by a reaction: %s", error)

    async def excuse(self, person: Person, press: Press) -> None:
        """Something went wrong on our side."""
        say = self._wording(person).say
        await press.answer(say("Something went wrong here. We will try again in a moment."), alert=True)

    async def _hand_over(self, file: Attachment | Chart, notice: Notice, to: Interaction, press: Press) -> None:
        """Files go into the private chat; with that closed, the person gets a link that opens it."""
        try:
            await self._gateway.send_file(private_chat(to.person).chat, file, notice.text)
        except Gone:
            return await self._invite(to, press)
        except DeliveryError as error:
            _log.warning("a file was not sent: %s", error)
            say = self._wording(to.person).say
            notice = Notice(text=say("The file could not be sent. Please try again later."), alert=True)
            return await self.tell(notice, to, press)
        if notice.card is not None or notice.buttons:
            return await self.tell(replace(notice, file=None), to, press)
        await press.answer()

    async def _tell_outside(self, notice: Notice, to: Interaction, press: Press) -> None:
        if notice.card is not None or width(notice.text) > LONGEST_TOAST:
            return await self._invite(to, press)
        await self._reply(to, _card(notice))
        await press.answer(notice.text, alert=notice.alert)

    async def _invite(self, to: Interaction, press: Press) -> None:
        say = self._wording(to.person).say
        text = say("This is for your eyes only. Open our private chat and press Start; you will get it there.")
        link = self._doorway.link(to.person, _action(to))
        if press.spins:
            return await press.answer(text, url=link)
        button = InlineKeyboardButton(label(say("Open our private chat")), url=link)
        await self._reply(to, Card(summary=text, blocks=(Text(text=text),)), button)

    async def _reply(self, to: Interaction, card: Card, link: InlineKeyboardButton | None = None) -> None:
        """On the spot, so addressed by name."""
        if to.chat == private_chat(to.person):
            return
        rendered = render(replace(card, blocks=(called(to.person), *card.blocks)))
        if link is not None:
            rendered = replace(rendered, keyboard=keyboard([[link]]))
        try:
            await self._gateway.send(to.chat, rendered, parent=to.message)
        except DeliveryError as error:
            _log.warning("an answer could not be sent on the spot: %s", error)


def called(person: Person) -> Mention:
    """The person by name, so that their phone notices."""
    return Mention(name=person.name, accounts={Platform.TELEGRAM: person.account.user_id})


def _card(notice: Notice) -> Card:
    card = notice.card or Card(summary=notice.text, blocks=(Text(text=notice.text),))
    return replace(card, blocks=(*card.blocks, Buttons(buttons=notice.buttons))) if notice.buttons else card


def _action(to: Interaction) -> Action | None:
    return to.what.action if isinstance(to.what, Pressed) else None
