"""What the courier, and the answers to people, ask of Telegram."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from telegram import (
    Bot,
    BotCommand,
    ForceReply,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReactionTypeEmoji,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.cards.model import Attachment, Card, Chart
from bot.clock import Clock
from bot.domain.destination import Destination, Platform, Remote
from bot.errors import DeliveryError, Gone, Lost, Refused
from bot.interaction import Person
from bot.platforms.gateway import Draw
from bot.platforms.telegram.errors import (
    is_already_deleted,
    is_too_old_to_delete,
    is_topic_closed,
    is_without_text,
    telegram_errors,
)
from bot.platforms.telegram.html_text import ELLIPSIS, clean, clip, escape, visible
from bot.platforms.telegram.pictures import LONGEST_CAPTION, Pictures, fits_below_a_picture
from bot.platforms.telegram.render import Rendered, render

GENERAL_TOPIC = "1"
Attempt = Callable[[int | None, ReplyParameters | None], Awaitable[Message]]
"""Sends to a topic, as a reply."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_log = logging.getLogger(__name__)


class TelegramGateway:
    """Telegram for the courier (`bot.platforms.gateway.Gateway`), and for whoever answers people on Telegram.

    A message on Telegram has nowhere to carry our posting id, so the id goes unused. Without `draw`, charts are told
    in words.
    """

    platform = Platform.TELEGRAM

    def __init__(self, bot: Bot, *, clock: Clock, draw: Draw | None = None) -> None:
        self._bot = bot
        self._clock = clock
        self._pictures = Pictures(draw)

    async def post(self, place: Destination, card: Card, *, posting: int, parent: Remote | None) -> Remote:  # noqa: ARG002
        """Send a new message, as a reply to `parent` when that stands in the same chat and still exists."""
        return await self.show(place, card, parent=parent)

    async def edit(self, remote: Remote, card: Card, *, posting: int) -> None:  # noqa: ARG002
        """Change a message, and its picture with it. "Not modified" is success."""
        rendered = render(card)
        picture = await self._pictures.of(card) if fits_below_a_picture(rendered) else None
        if picture is None or not await self._change_picture(remote, picture, card, rendered):
            await self.change(remote, rendered)

    async def remove(self, remote: Remote) -> None:
        """Take a message away; one too old for that is emptied instead. "Already gone" is success."""
        if (above := self._pictures.take_above(remote)) is not None:
            await self._take_picture(above)
        with telegram_errors(self._clock):
            try:
                await self._bot.delete_message(remote.chat, int(remote.message))
            except BadRequest as refused:
                if is_already_deleted(refused):
                    return
                if not is_too_old_to_delete(refused):
                    raise
                await self._empty(remote)

    async def _empty(self, remote: Remote) -> None:
        try:
            await self.change(remote, Rendered(text=ELLIPSIS, keyboard=None, silent=True))
        except Lost:
            # It was there when we wanted to delete it, so its words are too.
            raise Refused("Telegram lets us neither delete nor change it: delete it by hand") from None

    async def find(
        self,
        place: Destination,  # noqa: ARG002
        *,
        posting: int,  # noqa: ARG002
        since: datetime,  # noqa: ARG002
        parent: Remote | None,  # noqa: ARG002
    ) -> Remote | None:
        """Always None: Telegram cannot tell what stands in a chat."""
        return None

    async def publish(self, user: str, card: Card) -> None:  # noqa: ARG002
        """Always Refused: people have no homes on Telegram."""
        raise Refused("Telegram has no homes")

    async def introduce(self, person: Person) -> Person:
        """The person unchanged: Telegram tells everything with each press."""
        return person

    async def send(
        self,
        place: Destination,
        rendered: Rendered,
        *,
        parent: Remote | None = None,
        markup: InlineKeyboardMarkup | ForceReply | None = None,
    ) -> Remote:
        """Send what is rendered, with `markup` in place of its own keyboard when given.

        A closed or deleted topic gives way to the general one. Raises what `Gateway.post` raises.
        """

        def attempt(topic: int | None, reply: ReplyParameters | None) -> Awaitable[Message]:
            return self._bot.send_message(
                place.chat,
                rendered.text,
                parse_mode=ParseMode.HTML,
                message_thread_id=topic,
                reply_parameters=reply,
                reply_markup=markup or rendered.keyboard,
                disable_notification=rendered.silent,
                link_preview_options=_NO_PREVIEW,
            )

        return _remote(await self._anywhere(place, parent, attempt))

    async def show(self, place: Destination, card: Card, *, parent: Remote | None = None) -> Remote:
        """Send a card. Its chart becomes a picture with the card's words below it, or before them where they are too
        long for that; without a picture the words alone go. Raises what `Gateway.post` raises.
        """
        rendered = render(card)
        picture = await self._pictures.of(card)
        if picture is None:
            return await self.send(place, rendered, parent=parent)
        below = rendered if fits_below_a_picture(rendered) else None
        try:
            sent = await self._send_picture(place, picture, below, parent)
        except (Gone, Refused) as error:
            # A group may take words but no pictures.
            _log.warning("a picture was not taken (%s); the message goes without", error)
            self._pictures.forget(card)
            return await self.send(place, rendered, parent=parent)
        self._pictures.sent(card, sent)
        above = _remote(sent)
        if below is not None:
            return above
        try:
            words = await self.send(place, rendered, parent=parent)
        except DeliveryError:
            # It will be sent again, and its picture with it.
            await self._take_picture(above)
            raise
        self._pictures.put_above(words, above)
        return words

    async def send_file(self, person: str, file: Attachment | Chart, words: str) -> str:
        """Send a file, a chart as a picture, into the private chat with a person, which is returned."""
        caption = clip(clean(words).strip(), LONGEST_CAPTION)
        with telegram_errors(self._clock, posting=True):
            if isinstance(file, Attachment):
                await self._bot.send_document(person, file.content, caption=caption or None, filename=file.name)
                return person
            picture = await self._pictures.of(file)
            if picture is None:
                raise Refused("the picture could not be drawn")
            told = file.alt if file.alt.startswith(words.strip()) else f"{words.strip()}\n{file.alt}"
            caption = clip(clean(told).strip(), LONGEST_CAPTION)
            self._pictures.sent(file, await self._bot.send_photo(person, picture, caption=caption or None))
        return person

    async def change(self, remote: Remote, rendered: Rendered) -> None:
        """Replace a message's text, or the words below its picture, and its buttons. Raises what `edit` raises."""
        with telegram_errors(self._clock):
            try:
                await self._bot.edit_message_text(
                    rendered.text,
                    chat_id=remote.chat,
                    message_id=int(remote.message),
                    parse_mode=ParseMode.HTML,
                    link_preview_options=_NO_PREVIEW,
                    reply_markup=rendered.keyboard,
                )
            except BadRequest as refused:
                if not is_without_text(refused):
                    raise
                fits = fits_below_a_picture(rendered)
                await self._bot.edit_message_caption(
                    chat_id=remote.chat,
                    message_id=int(remote.message),
                    caption=rendered.text if fits else escape(clip(visible(rendered.text), LONGEST_CAPTION)),
                    parse_mode=ParseMode.HTML,
                    reply_markup=rendered.keyboard,
                )

    async def take_buttons(self, remote: Remote) -> None:
        """Leave a message's text and remove its buttons."""
        with telegram_errors(self._clock):
            await self._bot.edit_message_reply_markup(chat_id=remote.chat, message_id=int(remote.message))

    async def react(self, remote: Remote, emoji: str) -> None:
        """Put the bot's one reaction on a message."""
        with telegram_errors(self._clock):
            await self._bot.set_message_reaction(remote.chat, int(remote.message), [ReactionTypeEmoji(emoji)])

    async def set_commands(self, menus: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Offer commands, each with what it is for, in everybody's menu: by language, "" for all others."""
        with telegram_errors(self._clock):
            for language, menu in menus.items():
                commands = [BotCommand(name, description) for name, description in menu]
                await self._bot.set_my_commands(commands, language_code=language or None)

    async def _send_picture(
        self, place: Destination, picture: bytes | str, below: Rendered | None, parent: Remote | None
    ) -> Message:
        def attempt(topic: int | None, reply: ReplyParameters | None) -> Awaitable[Message]:
            return self._bot.send_photo(
                place.chat,
                picture,
                caption=below.text if below is not None else None,
                parse_mode=ParseMode.HTML,
                message_thread_id=topic,
                reply_parameters=reply,
                reply_markup=below.keyboard if below is not None else None,
                # What follows it makes the sound.
                disable_notification=below is None or below.silent,
            )

        return await self._anywhere(place, parent, attempt)

    async def _change_picture(self, remote: Remote, picture: bytes | str, card: Card, rendered: Rendered) -> bool:
        """Whether Telegram took it."""
        try:
            with telegram_errors(self._clock):
                media = InputMediaPhoto(picture, caption=rendered.text, parse_mode=ParseMode.HTML)
                changed = await self._bot.edit_message_media(
                    media, chat_id=remote.chat, message_id=int(remote.message), reply_markup=rendered.keyboard
                )
                if isinstance(changed, Message):
                    self._pictures.sent(card, changed)
        except (Gone, Refused) as error:
            _log.warning("a picture was not changed (%s); its words are", error)
            self._pictures.forget(card)
            return False
        if (above := self._pictures.take_above(remote)) is not None:
            await self._take_picture(above)
        return True

    async def _take_picture(self, picture: Remote) -> None:
        try:
            with telegram_errors(self._clock):
                await self._bot.delete_message(picture.chat, int(picture.message))
        except DeliveryError as error:
            _log.warning("a picture could not be taken away: %s", error)

    async def _anywhere(self, place: Destination, parent: Remote | None, attempt: Attempt) -> Message:
        """In the topic, else in the general one; as a reply to `parent` when that stands in the same chat."""
        topic = int(place.thread) if place.thread and place.thread != GENERAL_TOPIC else None
        reply = None
        if parent is not None and parent.chat == place.chat:
            reply = ReplyParameters(int(parent.message), allow_sending_without_reply=True)
        with telegram_errors(self._clock, posting=True):
            try:
                return await attempt(topic, reply)
            except BadRequest as refused:
                if not is_topic_closed(refused):
                    raise
                _log.warning("topic %s of chat %s is closed; writing in the general topic", place.thread, place.chat)
                # A reply would go to the topic of what it answers, which is the closed one.
                return await attempt(None, None)


def _remote(message: Message) -> Remote:
    return Remote(chat=str(message.chat.id), message=str(message.message_id))
