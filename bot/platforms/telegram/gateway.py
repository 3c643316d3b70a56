"""What the courier, and the answers to people, ask of Telegram."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from telegram import (
    Bot,
    BotCommand,
    ForceReply,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReactionTypeEmoji,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.cards.model import Card
from bot.clock import Clock
from bot.domain.destination import Destination, Platform, Remote
from bot.errors import Refused
from bot.interaction import Person
from bot.platforms.telegram.errors import is_already_deleted, is_too_old_to_delete, is_topic_closed, telegram_errors
from bot.platforms.telegram.html_text import ELLIPSIS
from bot.platforms.telegram.render import Rendered, render

GENERAL_TOPIC = "1"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_log = logging.getLogger(__name__)


class TelegramGateway:
    """Telegram for the courier (`bot.platforms.gateway.Gateway`), and for whoever answers people on Telegram.

    A message on Telegram has nowhere to carry our posting id, so the id goes unused.
    """

    platform = Platform.TELEGRAM

    def __init__(self, bot: Bot, *, clock: Clock) -> None:
        self._bot = bot
        self._clock = clock

    async def post(self, place: Destination, card: Card, *, posting: int, parent: Remote | None) -> Remote:  # noqa: ARG002
        """Send a new message, as a reply to `parent` when that stands in the same chat and still exists."""
        return await self.send(place, render(card), parent=parent)

    async def edit(self, remote: Remote, card: Card, *, posting: int) -> None:  # noqa: ARG002
        """Change a message. "Not modified" is success."""
        await self.change(remote, render(card))

    async def remove(self, remote: Remote) -> None:
        """Take a message away; one too old for that is emptied instead. "Already gone" is success."""
        with telegram_errors(self._clock):
            try:
                await self._bot.delete_message(remote.chat, int(remote.message))
            except BadRequest as refused:
                if is_already_deleted(refused):
                    return
                if not is_too_old_to_delete(refused):
                    raise
                await self.change(remote, Rendered(text=ELLIPSIS, keyboard=None, silent=True))

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
        topic = int(place.thread) if place.thread and place.thread != GENERAL_TOPIC else None
        reply = parent if parent is not None and parent.chat == place.chat else None
        with telegram_errors(self._clock, posting=True):
            try:
                return await self._send(place.chat, rendered, topic, reply, markup or rendered.keyboard)
            except BadRequest as refused:
                if not is_topic_closed(refused):
                    raise
                _log.warning("topic %s of chat %s is closed; writing in the general topic", place.thread, place.chat)
                # A reply would go to the topic of what it answers, which is the closed one.
                return await self._send(place.chat, rendered, None, None, markup or rendered.keyboard)

    async def change(self, remote: Remote, rendered: Rendered) -> None:
        """Replace a message's text and buttons. Raises what `Gateway.edit` raises."""
        with telegram_errors(self._clock):
            await self._bot.edit_message_text(
                rendered.text,
                chat_id=remote.chat,
                message_id=int(remote.message),
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
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

    async def _send(
        self,
        chat: str,
        rendered: Rendered,
        topic: int | None,
        parent: Remote | None,
        markup: InlineKeyboardMarkup | ForceReply | None,
    ) -> Remote:
        reply = ReplyParameters(int(parent.message), allow_sending_without_reply=True) if parent else None
        message = await self._bot.send_message(
            chat,
            rendered.text,
            parse_mode=ParseMode.HTML,
            message_thread_id=topic,
            reply_parameters=reply,
            reply_markup=markup,
            disable_notification=rendered.silent,
            link_preview_options=_NO_PREVIEW,
        )
        return Remote(chat=str(message.chat.id), message=str(message.message_id))
