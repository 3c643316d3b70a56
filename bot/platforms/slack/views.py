"""Forms -> modal views. A field's key is its block's id, so that what is wrong shows under the field itself."""

from collections.abc import Iterable

from slack_sdk.models.blocks import (
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.actions import encode
from bot.cards.model import Block, Choice, Field, Form, Notice, Text, Words
from bot.platforms.slack.blocks import Json, blocks, label
from bot.platforms.slack.origin import Origin
from bot.platforms.slack.render import notice_parts
from bot.platforms.slack.text import plain

ENTERED = "entered"
_TITLE = 24
_MOST_BLOCKS = 100
_OPTIONS, _OPTION, _VALUE = 100, 75, 150
_AT_A_GLANCE = 6
_LABEL, _HINT, _INPUT = 2000, 2000, 3000


def form_view(form: Form, origin: Origin) -> Json:
    """The modal that asks what the form asks."""
    fields = [field for field in form.fields if isinstance(field, Words) or field.options]
    room = _MOST_BLOCKS - len(fields)
    return View(
        type="modal",
        callback_id=encode(form.submit),
        private_metadata=origin.hidden(),
        title=label(form.title, _TITLE),
        submit=label(form.submit_label, _TITLE),
        close=label(form.cancel_label, _TITLE),
        blocks=[*blocks(form.intro, most=room), *(_input(field).to_dict() for field in fields)],
    ).to_dict()


def telling_view(parts: Iterable[Block], *, title: str, close: str, origin: Origin) -> Json:
    """A modal that only tells something: that the form is coming, or why it is not."""
    return View(
        type="modal",
        callback_id="",
        private_metadata=origin.hidden(),
        title=label(title, _TITLE),
        close=label(close, _TITLE),
        blocks=blocks(parts, most=_MOST_BLOCKS) or blocks((Text(text=title),)),
    ).to_dict()


def notice_view(notice: Notice, *, title: str, close: str, origin: Origin) -> Json:
    """A notice in the place of a form."""
    return telling_view(notice_parts(notice), title=title, close=close, origin=origin)


def _input(field: Field) -> InputBlock:
    match field:
        case Choice():
            return InputBlock(
                block_id=field.key,
                label=label(field.label, _LABEL),
                element=_choice(field),
                optional=not field.required,
            )
        case Words():
            return InputBlock(
                block_id=field.key,
                label=label(field.label, _LABEL),
                hint=PlainTextObject(text=plain(field.hint, _HINT)) if plain(field.hint, _HINT).strip() else None,
                element=PlainTextInputElement(
                    action_id=ENTERED, multiline=field.lines > 1, max_length=max(1, min(field.limit, _INPUT))
                ),
                optional=not field.required or field.needed_when is not None,
            )


def _choice(choice: Choice) -> InputInteractiveElement:
    options: dict[str, Option] = {}
    for offered in choice.options[:_OPTIONS]:
        shown = label(offered.label, _OPTION)
        options.setdefault(offered.value, Option(text=shown, value=offered.value[:_VALUE]))
    initial = options.get(choice.initial) if choice.initial is not None else None
    # A radio button cannot be taken back, so what may stay empty is a menu.
    if choice.required and len(options) <= _AT_A_GLANCE:
        return RadioButtonsElement(action_id=ENTERED, options=list(options.values()), initial_option=initial)
    return StaticSelectElement(action_id=ENTERED, options=list(options.values()), initial_option=initial)
