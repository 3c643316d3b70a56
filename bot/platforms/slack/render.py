"""Cards and notices -> Slack messages: blocks, and the one line that a locked phone and a screen reader get."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from bot.cards.model import (
    Block,
    Buttons,
    Card,
    Chart,
    Divider,
    Facts,
    Heading,
    Mention,
    Notice,
    Quote,
    Small,
    Table,
    Text,
)
from bot.platforms.slack.blocks import Json, blocks
from bot.platforms.slack.charts import Shown, in_words
from bot.platforms.slack.text import ELLIPSIS, mrkdwn, one_line

_SUMMARY = 300
_WITHOUT_BLOCKS = 3900


@dataclass(frozen=True, kw_only=True)
class Message:
    """What chat.postMessage takes: `text` is escaped and never empty; `blocks` may be empty. `loud`: a reply that is
    shown in the channel too.
    """

    text: str
    blocks: list[Json]
    loud: bool = False


def card_message(card: Card, charts: Shown = in_words) -> Message:
    """A card as a message. `charts` says how they are shown."""
    text = mrkdwn(one_line(card.summary), _SUMMARY) or ELLIPSIS
    return Message(text=text, blocks=blocks(card.blocks, charts=charts), loud=card.loud)


def notice_message(notice: Notice, charts: Shown = in_words) -> Message:
    """A private answer: a longer one shows its card, a short one its text; its buttons stand below."""
    text = mrkdwn(notice.text.strip(), _WITHOUT_BLOCKS) or ELLIPSIS
    return Message(text=text, blocks=blocks(notice_parts(notice), charts=charts))


def notice_parts(notice: Notice) -> tuple[Block, ...]:
    """The blocks that a notice consists of."""
    shown: tuple[Block, ...] = notice.card.blocks if notice.card is not None else (Text(text=notice.text),)
    own = tuple(replace(button, in_place=True) for button in notice.buttons)
    return (*shown, Buttons(buttons=own)) if own else shown


def without_blocks(card: Card) -> Message:
    """The same card as mere text, for when Slack refuses its blocks. Nobody can press it, but everybody can read it."""
    lines = "\n".join(line for block in card.blocks for line in _lines(block))
    text = mrkdwn(lines.strip() or card.summary, _WITHOUT_BLOCKS) or ELLIPSIS
    return Message(text=text, blocks=[], loud=card.loud)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Text() | Small():
            yield block.text
        case Quote():
            yield f"“{block.text}”"
        case Facts():
            yield from (f"{label}: {value}" for label, value in block.rows)
        case Table():
            yield from (" · ".join(row) for row in (block.headings, *block.rows))
        case Chart():
            yield block.alt
        case Mention():
            yield f"{block.name} {block.text}".strip()
        case Divider() | Buttons():
            return
        case _:
            assert_never(block)
