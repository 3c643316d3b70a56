"""Card -> Telegram: HTML text and an inline keyboard, always within Telegram's limits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from telegram import InlineKeyboardMarkup

from bot.cards.model import (
    Block,
    Buttons,
    Card,
    Chart,
    Divider,
    Facts,
    Heading,
    Mention,
    Quote,
    Small,
    Table,
    Text,
)
from bot.domain.destination import Platform
from bot.platforms.telegram.html_text import ELLIPSIS, clean, clip, escape, is_blank, width
from bot.platforms.telegram.keyboard import action_button, keyboard

LONGEST_TEXT = 4096
MOST_ENTITIES = 100
MOST_LINES = 400
FOLDED_FROM = 700
LINE = "─" * 12


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """What goes over the wire."""

    text: str
    keyboard: InlineKeyboardMarkup | None
    silent: bool


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """A stretch of plain text in one mark-up."""

    text: str
    tag: str = ""
    attributes: str = ""

    def html(self) -> str:
        inner = escape(self.text)
        return f"<{self.tag}{self.attributes}>{inner}</{self.tag}>" if self.tag else inner


_Line = list[_Piece]


def render(card: Card) -> Rendered:
    """The card as Telegram shows it. Too much text is cut where it is longest, so that short facts stay whole."""
    lines = [line for block in card.blocks for line in _lines(block) if not is_blank("".join(p.text for p in line))]
    if not lines:
        lines = [[_Piece(text=ELLIPSIS if is_blank(summary := clean(card.summary)) else summary)]]
    rows = [[action_button(each) for each in block.buttons] for block in card.blocks if isinstance(block, Buttons)]
    return Rendered(text=_html(lines[:MOST_LINES]), keyboard=keyboard(rows), silent=card.silent)


def _lines(block: Block) -> Iterator[_Line]:
    match block:
        case Heading(text=text):
            yield [_Piece(text=clean(text), tag="b")]
        case Text(text=text, strong=strong):
            yield [_Piece(text=clean(text), tag="b" if strong else "")]
        case Small(text=text) | Chart(alt=text):
            yield [_Piece(text=clean(text), tag="i")]
        case Quote(text=text, limit=limit):
            words = clean(text).strip()
            words = clip(words, width(words[:limit]))
            folded = " expandable" if width(words) > FOLDED_FROM else ""
            yield [_Piece(text=words, tag="blockquote", attributes=folded)]
        case Facts(rows=rows):
            for name, value in rows:
                yield [_Piece(text=f"{clean(name)}: {clean(value)}")]
        case Table(headings=headings, rows=rows):
            yield [_Piece(text=clean(" · ".join(heading for heading in headings if heading.strip())), tag="i")]
            for name, *cells in rows:
                yield [_Piece(text=clean(name), tag="b"), _Piece(text=clean("  ".join(("", *cells))))]
        case Mention():
            yield _mention(block)
        case Divider():
            yield [_Piece(text=LINE)]
        case Buttons():
            pass
        case _:
            assert_never(block)


def _mention(block: Mention) -> _Line:
    account = block.accounts.get(Platform.TELEGRAM, "")
    name = _Piece(text=clean(block.name))
    if account.isascii() and account.isdecimal():
        name = replace(name, tag="a", attributes=f' href="tg://user?id={account}"')
    return [name, _Piece(text=f" {clean(block.text)}")] if block.text else [name]


def _html(lines: list[_Line]) -> str:
    longest = _cap([width(piece.text) for line in lines for piece in line], LONGEST_TEXT - (len(lines) - 1))
    marked = 0
    written: list[str] = []
    for line in lines:
        parts = [replace(piece, text=clip(piece.text, longest)) for piece in line]
        marked += sum(bool(part.tag) for part in parts)
        if marked > MOST_ENTITIES:
            parts = [replace(part, tag="") for part in parts]
        written.append("".join(part.html() for part in parts))
    return "\n".join(written)


def _cap(widths: list[int], room: int) -> int:
    """The greatest length to which each may go so that all fit together."""
    left = room
    for place, each in enumerate(sorted(widths)):
        share = left // (len(widths) - place)
        if each > share:
            return share
        left -= each
    return room
