"""A card as somebody's App Home: a view that is published, and no message."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.model import Block, Card, Text
from bot.clock import Clock
from bot.domain.destination import Remote
from bot.errors import DeliveryError, Gone, Refused
from bot.platforms.slack.blocks import Json, blocks
from bot.platforms.slack.errors import VIEW_REFUSED, Call, code_of, translated
from bot.platforms.slack.render import without_blocks

_log = logging.getLogger(__name__)

_MOST_BLOCKS = 100


async def publish(
    client: AsyncWebClient,
    user: str,
    card: Card,
    *,
    address_of: Callable[[Remote], Awaitable[str]],
    clock: Clock,
) -> None:
    """Show the card on a person's home. Raises RetryLater, or Refused: that somebody has no home closes nothing else.

    No hash goes along: what is published is always how things are now, so the last one to come is right.
    """
    shown = replace(card, blocks=tuple([await _leading(block, address_of) for block in card.blocks]))
    try:
        with translated(Call.CHANGE, clock):
            try:
                await client.views_publish(user_id=user, view=home_view(shown))
            except SlackApiError as error:
                if code_of(error) not in VIEW_REFUSED:
                    raise
                _log.error("Slack refused the blocks of a home (%s); it is shown as mere text", code_of(error))
                await client.views_publish(user_id=user, view=_plain_view(card))
    except Gone as error:
        raise Refused(str(error)) from None


def home_view(card: Card) -> Json:
    """The home, with as much as a view holds."""
    parts = card.blocks or (Text(text=card.summary),)
    return View(type="home", blocks=blocks(parts, most=_MOST_BLOCKS)).to_dict()


def _plain_view(card: Card) -> Json:
    """The same words without their blocks. Nobody can press it, but everybody can read it."""
    return home_view(replace(card, blocks=(Text(text=without_blocks(card).text),)))


async def _leading(block: Block, address_of: Callable[[Remote], Awaitable[str]]) -> Block:
    """The block with the address of the message that it leads to; the words alone where there is none."""
    if not isinstance(block, Text) or not isinstance(block.leads_to, Remote):
        return block
    try:
        return replace(block, leads_to=await address_of(block.leads_to))
    except DeliveryError as error:
        _log.warning("a message's address was not told: %s", error)
        return replace(block, leads_to=None)
