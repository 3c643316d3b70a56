"""How one field of a form is asked on Telegram, and how its answer is shown afterwards."""

from collections.abc import Mapping
from dataclasses import replace
from zlib import crc32

from telegram import ForceReply, InlineKeyboardButton

from bot.cards.model import Block, Card, Choice, Field, Form, Heading, Option, Small, Text, Words
from bot.interaction import Person
from bot.platforms.telegram.answers import called
from bot.platforms.telegram.html_text import clean, clip, is_blank
from bot.platforms.telegram.keyboard import MOST_BUTTONS, keyboard, label
from bot.platforms.telegram.render import Rendered, render
from bot.wording import Wording

LONGEST_PLACEHOLDER = 64
SKIPPED = ""
Prompt = tuple[Rendered, ForceReply | None]


def next_field(form: Form, values: Mapping[str, str]) -> Field | None:
    """The first field that still needs asking; None when the form is complete."""
    return next((field for field in form.fields if field.key not in values and is_needed(field, values)), None)


def is_needed(field: Field, values: Mapping[str, str]) -> bool:
    """Whether a field is asked, after what was chosen before."""
    if isinstance(field, Choice) or field.needed_when is None:
        return True
    key, value = field.needed_when
    return values.get(key) == value


def is_optional(field: Field) -> bool:
    """Whether the field can be skipped. One that is asked only when needed cannot."""
    return not field.required and (isinstance(field, Choice) or field.needed_when is None)


def chosen(field: Choice, mark: str) -> Option | None:
    """The option that carries this mark."""
    return next((option for option in field.options if _mark(option) == mark), None)


def prompt(
    form: Form,
    field: Field,
    *,
    number: int,
    asked: Person,
    outside: bool,
    first: bool,
    complaints: tuple[str, ...],
    wording: Wording,
) -> Prompt:
    """The question for one field of form `number`: a choice by buttons, words by a forced reply.

    `outside`: in a group, so that the person is called by name and only they are made to reply.
    """
    blocks: list[Block] = [called(asked)] if outside else []
    blocks += [Text(text=complaint, strong=True) for complaint in complaints]
    if first:
        blocks += [Heading(text=form.title), *form.intro]
    blocks.append(Text(text=field.label, strong=True))
    if isinstance(field, Words) and field.hint:
        blocks.append(Small(text=field.hint))
    if isinstance(field, Words):
        blocks.append(Small(text=_how(outside=outside, buttons=is_optional(field), wording=wording)))
    rendered = render(Card(summary=field.label, blocks=tuple(blocks)))
    if isinstance(field, Words) and not is_optional(field):
        placeholder = clip(" ".join(clean(field.hint or field.label).split()), LONGEST_PLACEHOLDER)
        return rendered, ForceReply(
            selective=outside, input_field_placeholder=None if is_blank(placeholder) else placeholder
        )
    return replace(rendered, keyboard=keyboard(_rows(form, field, number, wording))), None


def answered(field: Field, shown: str) -> Rendered:
    """A prompt whose question has been answered: what was given, and nothing left to press."""
    return render(Card(summary=field.label, blocks=(Text(text=field.label), Text(text=f"✓ {shown}", strong=True))))


def _rows(form: Form, field: Field, number: int, wording: Wording) -> list[list[InlineKeyboardButton]]:
    place = form.fields.index(field)
    rows = []
    if isinstance(field, Choice):
        options = field.options[: MOST_BUTTONS - 2]
        rows.append([_button(o.label, f"f1:{number}:{place}:{_mark(o)}") for o in options])
    last = [_button(form.cancel_label, f"x1:{number}")]
    if is_optional(field):
        last.insert(0, _button(wording.say("Skip"), f"f1:{number}:{place}:-"))
    return [*rows, last]


def _button(text: str, code: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label(text), callback_data=code)


def _mark(option: Option) -> str:
    # Options may come in another order when the form is built anew, so a button names its option, not its place.
    return f"{crc32(option.value.encode('utf-8', 'surrogatepass')):08x}"


def _how(*, outside: bool, buttons: bool, wording: Wording) -> str:
    if buttons:
        return wording.say("Reply to this message, or skip.") if outside else wording.say("Write it here, or skip.")
    if outside:
        return wording.say("Reply to this message. /cancel stops.")
    return wording.say("Write it here. /cancel stops.")
