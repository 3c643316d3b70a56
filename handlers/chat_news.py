"""Telegram tells that a chat closed, opened again or moved -> one service call."""

from collections.abc import Awaitable, Callable
from typing import assert_never

from bot.clock import Clock
from bot.domain.destination import Destination, Platform
from bot.platforms.telegram.parse import ChatClosed, ChatMovedTo, ChatNews, ChatReopened
from bot.services import chats
from bot.services.office import Office


def on_chat(office: Office, clock: Clock) -> Callable[[ChatNews], Awaitable[None]]:
    """What to call with such news."""

    async def hear(news: ChatNews) -> None:
        match news:
            case ChatClosed(chat=chat, reason=reason):
                team = office.organisation.team_at(Platform.TELEGRAM, chat)
                await chats.chat_closed(office, _place(chat), team=team, because=reason, now=clock())
            case ChatReopened(chat=chat):
                await chats.chat_opened(office, _place(chat), now=clock())
            case ChatMovedTo(chat=old, new=new):
                await chats.chat_moved(office, Platform.TELEGRAM, old=old, new=new)
            case _:
                assert_never(news)

    return hear


def _place(chat: str) -> Destination:
    return Destination(platform=Platform.TELEGRAM, chat=chat)
