"""Charts as pictures in Telegram's messages: which picture a card gets, and where pictures stand."""

from collections import OrderedDict
from typing import TypeVar

from telegram import Message

from bot.cards.model import Card, Chart
from bot.domain.destination import Remote
from bot.platforms.gateway import Draw
from bot.platforms.telegram.html_text import visible, width
from bot.platforms.telegram.render import Rendered

LONGEST_CAPTION = 1024
_KEPT = 200

Key = TypeVar("Key")
Value = TypeVar("Value")


class Pictures:
    """Remembers, while it can, what Telegram has already, and which picture was sent above which words."""

    def __init__(self, draw: Draw | None) -> None:
        self._draw = draw
        self._sent: OrderedDict[Chart, str] = OrderedDict()
        self._above: OrderedDict[Remote, Remote] = OrderedDict()

    async def of(self, shown: Card | Chart) -> bytes | str | None:
        """The picture of a chart, or of a card's first: Telegram's id of it, else its bytes. None: there is none."""
        chart = shown if isinstance(shown, Chart) else chart_of(shown)
        if chart is None or self._draw is None:
            return None
        return self._sent.get(chart) or await self._draw(chart)

    def sent(self, shown: Card | Chart, message: Message) -> None:
        """The picture stands in this message, so Telegram has it."""
        chart = shown if isinstance(shown, Chart) else chart_of(shown)
        if chart is not None and message.photo:
            _keep(self._sent, chart, message.photo[-1].file_id)

    def forget(self, card: Card) -> None:
        """Telegram did not take it."""
        if (chart := chart_of(card)) is not None:
            self._sent.pop(chart, None)

    def put_above(self, words: Remote, picture: Remote) -> None:
        """The picture was sent right before the words, which were too long to stand below it."""
        _keep(self._above, words, picture)

    def take_above(self, words: Remote) -> Remote | None:
        """The picture that stands above these words, which is to be taken away with them."""
        return self._above.pop(words, None)


def chart_of(card: Card) -> Chart | None:
    """A card's first chart, which becomes its picture."""
    return next((block for block in card.blocks if isinstance(block, Chart)), None)


def fits_below_a_picture(rendered: Rendered) -> bool:
    """Whether the words are short enough."""
    return width(visible(rendered.text)) <= LONGEST_CAPTION


def _keep(kept: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    kept[key] = value
    if len(kept) > _KEPT:
        kept.popitem(last=False)
