"""Neutral blocks -> Block Kit. Words go into rich_text and plain_text, in which no markup can be injected."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, assert_never

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    MarkdownTextObject,
    PlainTextObject,
    RawTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
    TableBlock,
    TableBlockColumnSettings,
)
from slack_sdk.models.blocks import Block as SlackBlock

from bot.actions import encode
from bot.cards.model import (
    Block,
    Button,
    Buttons,
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
from bot.domain.destination import Platform, Remote
from bot.platforms.slack.charts import MOST_NATIVE, NativeChart, Shown, in_words
from bot.platforms.slack.text import ELLIPSIS, mrkdwn, one_line, pieces, plain, units

IN_PLACE = "in-place-"
MOST_BLOCKS = 50
_MOST_TEXT = 12_000
_RICH_TEXT = 3000
_RICH_ELEMENTS = 50
_SECTION_PARTS = 200
_CONTEXT = 2000
_BUTTONS_IN_ROW = 25
_BUTTON = 75
_CONFIRM_TITLE, _CONFIRM_TEXT, _CONFIRM_BUTTON = 100, 300, 30
_URL = 3000
_STAY = "✕"
_USER = re.compile(r"[UW][A-Z0-9]{2,}")

_TABLE_ROWS, _TABLE_COLUMNS, _CELL = 100, 20, 200

_ADDRESS = re.compile(r"(https?://[^\s<>]+)")

Json = dict[str, Any]
_Words = RichTextElementParts.Text | RichTextElementParts.Link


def blocks(parts: Iterable[Block], *, most: int = MOST_BLOCKS, charts: Shown = in_words) -> list[Json]:
    """At most `most` blocks, no text longer than Slack takes, about 12,000 units in all. Buttons are never dropped
    for want of room; what was dropped leaves an ellipsis. `charts` says how they are shown.
    """
    page = _Page(charts)
    for part in parts:
        page.add(part)
    return [block.to_dict() for block in _fitting(page.finished(), most)]


def _fitting(made: list[SlackBlock], most: int) -> list[SlackBlock]:
    if len(made) <= most:
        return made
    spare = len(made) - most + 1
    droppable = [position for position, block in enumerate(made) if not isinstance(block, ActionsBlock)]
    dropped = set(droppable[-spare:])
    kept = [block for position, block in enumerate(made) if position not in dropped]
    kept.insert(min(dropped), ContextBlock(elements=[PlainTextObject(text=ELLIPSIS)]))
    return kept[:most]


class _Page:
    """Gathers lines that can share a block, since every block costs room on a phone."""

    def __init__(self, charts: Shown) -> None:
        self._charts = charts
        self._made: list[SlackBlock] = []
        self._rich: list[RichTextElement] = []
        self._section: list[_Words] = []
        self._in_rich = 0
        self._small: list[str] = []
        self._left = _MOST_TEXT
        self._codes: Counter[str] = Counter()

    def add(self, part: Block) -> None:
        """Put the part below what stands already."""
        if not isinstance(part, Small):
            self._close_small()
        match part:
            case Heading():
                self._line(part.text, bold=True)
            case Text():
                self._line(part.text, bold=part.strong, leads_to=part.leads_to)
            case Quote():
                self._quote(part)
            case Facts():
                for label, value in part.rows:
                    self._fact(label, value)
            case Table():
                self._table(part)
            case Small():
                self._small_print(part.text)
            case Chart():
                self._chart(part)
            case Mention():
                self._mention(part)
            case Divider():
                self._close_rich()
                self._made.append(DividerBlock())
            case Buttons():
                self._close_rich()
                self._buttons(part.buttons)
            case _:
                assert_never(part)

    def finished(self) -> list[SlackBlock]:
        """Everything, in order."""
        self._close_small()
        self._close_rich()
        return self._made

    def _afford(self, text: str, most: int) -> str:
        allowed = min(most, self._left)
        fitting = plain(text, allowed) if allowed > 1 else ""
        self._left -= units(fitting)
        return fitting

    def _line(self, text: str, *, bold: bool, leads_to: Remote | str | None = None) -> None:
        if line := self._afford(text.strip("\n"), _RICH_TEXT):
            to = leads_to if isinstance(leads_to, str) and len(leads_to) <= _URL else None
            parts = _linked(line, bold=bold) if to is None else [RichTextElementParts.Link(url=to, text=line)]
            self._write(parts, units(line))

    def _fact(self, label: str, value: str) -> None:
        name = self._afford(one_line(label), _CONTEXT)
        words = self._afford(value.strip("\n"), _RICH_TEXT - _CONTEXT)
        parts = [_words(f"{name}: ", bold=True)] if name and words else [_words(name, bold=True)] if name else []
        if words:
            parts.append(_words(words))
        self._write(parts, units(name) + units(words) + 2)

    def _table(self, table: Table) -> None:
        """A message may hold one table; any other is told in lines below its headings."""
        if any(isinstance(block, TableBlock) for block in self._made):
            self._line(" · ".join(heading for heading in table.headings if heading.strip()), bold=True)
            for name, *cells in table.rows:
                self._fact(name, " · ".join(cell for cell in cells if cell))
            return
        self._close_rich()
        self._made.append(
            TableBlock(
                rows=[
                    [RawTextObject(text=self._afford(one_line(cell), _CELL) or " ") for cell in row[:_TABLE_COLUMNS]]
                    for row in (table.headings, *table.rows)[:_TABLE_ROWS]
                ],
                column_settings=[
                    TableBlockColumnSettings(align="right" if place else "left", is_wrapped=True)
                    for place, _ in enumerate(table.headings[:_TABLE_COLUMNS])
                ],
            )
        )

    def _small_print(self, text: str) -> None:
        self._close_rich()
        self._small += [line] if (line := self._afford(text.strip(), _CONTEXT)) else []

    def _chart(self, chart: Chart) -> None:
        shown = self._charts(chart)
        if isinstance(shown, NativeChart) and sum(isinstance(one, NativeChart) for one in self._made) >= MOST_NATIVE:
            shown = None
        if shown is None:
            return self._small_print(chart.alt)
        self._close_rich()
        self._made.append(shown)
        if isinstance(shown, NativeChart):
            self._small_print(chart.without_margins)

    def _write(self, parts: Sequence[_Words], size: int) -> None:
        self._make_room(size + 1)
        match parts[0] if self._section and parts else None:
            case RichTextElementParts.Text() as first:
                first.text = "\n" + first.text
            case RichTextElementParts.Link():
                self._section.append(_words("\n"))
        self._section += parts

    def _quote(self, quote: Quote) -> None:
        words = self._afford(quote.text.strip(), quote.limit)
        for piece in pieces(words, _RICH_TEXT) if words else ():
            self._make_room(units(piece))
            self._close_section()
            self._rich.append(RichTextQuoteElement(elements=[_words(piece)]))

    def _make_room(self, size: int) -> None:
        full = len(self._rich) >= _RICH_ELEMENTS or len(self._section) >= _SECTION_PARTS
        if full or self._in_rich + size > _RICH_TEXT:
            self._close_rich()
        self._in_rich += size

    def _close_section(self) -> None:
        if self._section:
            self._rich.append(RichTextSectionElement(elements=self._section))
            self._section = []

    def _close_rich(self) -> None:
        self._close_section()
        if self._rich:
            self._made.append(RichTextBlock(elements=self._rich))
            self._rich = []
        self._in_rich = 0

    def _close_small(self) -> None:
        if self._small:
            small = plain("\n".join(self._small), _CONTEXT)
            self._made.append(ContextBlock(elements=[PlainTextObject(text=small, emoji=True)]))
            self._small = []

    def _mention(self, mention: Mention) -> None:
        account = mention.accounts.get(Platform.SLACK)
        if account is None or not _USER.fullmatch(account):
            self._line(f"{one_line(mention.name)} {mention.text}".strip(), bold=False)
            return
        self._close_rich()
        words = f"<@{account}> {mrkdwn(mention.text, _CONTEXT)}".strip()
        self._made.append(SectionBlock(text=MarkdownTextObject(text=words, verbatim=True)))

    def _buttons(self, buttons: Sequence[Button]) -> None:
        for start in range(0, len(buttons), _BUTTONS_IN_ROW):
            row = buttons[start : start + _BUTTONS_IN_ROW]
            # A press does not tell what else the private message held, so the row itself tells what it may do to it.
            name = f"{IN_PLACE}{len(self._made)}" if all(button.in_place for button in row) else None
            self._made.append(ActionsBlock(elements=[self._button(button) for button in row], block_id=name))

    def _button(self, button: Button) -> ButtonElement:
        code = encode(button.action)
        self._codes[code] += 1
        nth = self._codes[code]
        style = "danger" if button.danger else "primary" if button.primary else None
        return ButtonElement(
            text=label(button.label, _BUTTON),
            action_id=code if nth == 1 else f"{code}#{nth}",
            value=code,
            style=style,
            confirm=_confirm(button, style) if button.confirm else None,
        )


def label(text: str, most: int) -> PlainTextObject:
    """A one-line plain text that is never empty."""
    return PlainTextObject(text=plain(one_line(text), most) or ELLIPSIS, emoji=True)


def _confirm(button: Button, style: str | None) -> ConfirmObject:
    return ConfirmObject(
        title=label(button.label, _CONFIRM_TITLE),
        text=label(button.confirm or "", _CONFIRM_TEXT),
        confirm=label(button.label, _CONFIRM_BUTTON),
        deny=PlainTextObject(text=_STAY),
        style=style,
    )


def _linked(line: str, *, bold: bool) -> list[_Words]:
    """Our own lines with their addresses as links: Slack makes none of the text in a rich_text block."""
    parts = [part for part in _ADDRESS.split(line) if part]
    return [
        RichTextElementParts.Link(url=part) if _ADDRESS.fullmatch(part) else _words(part, bold=bold) for part in parts
    ]


def _words(text: str, *, bold: bool = False) -> RichTextElementParts.Text:
    style = RichTextElementParts.TextStyle(bold=True) if bold else None
    return RichTextElementParts.Text(text=text, style=style)
