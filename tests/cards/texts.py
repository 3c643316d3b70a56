"""All that is to be read on something that people see."""

from collections.abc import Iterator
from typing import assert_never

from bot.cards.model import (
    Block,
    Button,
    Buttons,
    Card,
    Chart,
    Choice,
    Divider,
    Facts,
    Form,
    Heading,
    Mention,
    Notice,
    Quote,
    Small,
    Table,
    Text,
)

Seen = Card | Form | Notice


def all_text(seen: Seen) -> str:
    """Every text on it, a line each."""
    return "\n".join(_texts(seen))


def buttons_of(seen: Seen) -> tuple[Button, ...]:
    """Everything that can be pressed on it."""
    rows = tuple(button for block in _blocks(seen) if isinstance(block, Buttons) for button in block.buttons)
    return rows + (seen.buttons if isinstance(seen, Notice) else ())


def lines_of(card: Card) -> list[str]:
    """The card's blocks as lines, without its buttons."""
    return [line for block in card.blocks if not isinstance(block, Buttons) for line in _read(block)]


def _blocks(seen: Seen) -> tuple[Block, ...]:
    match seen:
        case Card():
            return seen.blocks
        case Notice():
            return seen.card.blocks if seen.card else ()
        case Form():
            return seen.intro
    assert_never(seen)


def _texts(seen: Seen) -> Iterator[str]:
    for block in _blocks(seen):
        yield from _read(block)
    match seen:
        case Card():
            yield seen.summary
        case Notice():
            yield seen.text
            yield from (button.label for button in seen.buttons)
        case Form():
            yield from (seen.title, seen.submit_label, seen.cancel_label)
            for field in seen.fields:
                yield field.label
                if isinstance(field, Choice):
                    yield from (option.label for option in field.options)
                else:
                    yield field.hint


def _read(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Text() | Quote() | Small():
            yield block.text
        case Facts():
            yield from (f"{label}: {value}" for label, value in block.rows)
        case Table():
            yield from (" · ".join(row) for row in (block.headings, *block.rows))
        case Chart():
            yield from (block.title, block.alt, *block.labels, *(line.label for line in block.series))
            yield block.note
        case Mention():
            yield f"{block.name} {block.text}"
        case Buttons():
            yield from (button.label for button in block.buttons)
        case Divider():
            return
        case _:
            assert_never(block)
