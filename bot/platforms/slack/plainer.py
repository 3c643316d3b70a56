"""The same message, ever plainer, for as long as Slack refuses what is in it."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import aclosing
from typing import TypeVar

from slack_sdk.errors import SlackApiError

from bot.cards.model import Card, Notice
from bot.errors import Refused
from bot.platforms.slack.charts import charts_in, native, pictured
from bot.platforms.slack.errors import BLOCKS_REFUSED, code_of
from bot.platforms.slack.pictures import Pictures
from bot.platforms.slack.render import Message, card_message, notice_message, notice_parts, without_blocks

_log = logging.getLogger(__name__)

_UPLOADS = 2

T = TypeVar("T")


async def post(card: Card, pictures: Pictures, send: Callable[[Message], Awaitable[T]], *, posting: int) -> T:
    """Send a card for everybody: with its charts as pictures, then in words, then without anything to press."""
    told = False
    async with aclosing(_posted(card, pictures)) as messages:
        async for message in messages:
            try:
                return await send(message)
            except SlackApiError as error:
                if not message.blocks or code_of(error) not in BLOCKS_REFUSED:
                    raise
                if not told:
                    _log.error(
                        "Slack refused the blocks of posting %s (%s); it is sent plainer", posting, code_of(error)
                    )
                told = True
    raise Refused("Slack takes it in no form")


async def tell(notice: Notice, send: Callable[[Message], Awaitable[object]]) -> None:
    """Send an answer for one person: with Slack's own charts, since nobody sees pictures in it, else with their words.
    It always arrives with all its text and buttons.
    """
    *richer, plainest = private(notice)
    for message in richer:
        try:
            await send(message)
        except SlackApiError as error:
            if code_of(error) not in BLOCKS_REFUSED:
                raise
            _log.warning("Slack refused a chart (%s); the answer goes without", code_of(error))
        else:
            return
    await send(plainest)


def private(notice: Notice) -> Iterator[Message]:
    """The forms that an answer for one person may take, the plainest last."""
    if charts_in(notice_parts(notice)):
        yield notice_message(notice, native)
    yield notice_message(notice)


async def _posted(card: Card, pictures: Pictures) -> AsyncGenerator[Message, None]:
    charts = charts_in(card.blocks)
    for _ in range(_UPLOADS if charts else 0):
        uploaded = await pictures.of(charts)
        if not uploaded.files:
            break
        message = card_message(card, pictured(uploaded.files))
        yield message
        if uploaded.fresh:
            for seconds in pictures.until_known:
                await asyncio.sleep(seconds)
                yield message
        # Somebody may have deleted the file.
        pictures.forget(charts)
        if uploaded.fresh:
            break
    yield card_message(card)
    yield without_blocks(card)
