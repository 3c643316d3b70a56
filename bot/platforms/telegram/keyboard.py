"""Buttons in rows that fit a phone."""

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.actions import encode
from bot.cards.model import Button
from bot.platforms.telegram.html_text import clean, clip, is_blank, width

MOST_BUTTONS = 100
MOST_IN_A_ROW = 3
MOST_SHORT_IN_A_ROW = 8
SHORT = 4
ROW_WIDTH = 36
LABEL_WIDTH = 60


def keyboard(rows: Iterable[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    """A keyboard in which each given row is broken up to fit a phone. None when there is nothing to press."""
    fitting: list[list[InlineKeyboardButton]] = []
    left = MOST_BUTTONS
    for row in rows:
        fitting += _fitted(row[:left])
        left -= len(row[:left])
    return InlineKeyboardMarkup(fitting) if fitting else None


def action_button(button: Button) -> InlineKeyboardButton:
    """A button that carries its action."""
    style = "danger" if button.danger else "primary" if button.primary else None
    return InlineKeyboardButton(label(button.label), callback_data=encode(button.action), style=style)


def label(text: str) -> str:
    """A label that Telegram takes, on one line."""
    short = clip(" ".join(clean(text).split()), LABEL_WIDTH)
    return "•" if is_blank(short) else short


def _fitted(row: Iterable[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Buttons in a row are equally wide, so the longest label decides how many fit."""
    rows: list[list[InlineKeyboardButton]] = []
    for button in row:
        together = [*rows[-1], button] if rows else [button]
        longest = max(width(each.text) for each in together)
        most = MOST_SHORT_IN_A_ROW if longest <= SHORT else MOST_IN_A_ROW
        if rows and len(together) <= most and longest * len(together) <= ROW_WIDTH:
            rows[-1] = together
        else:
            rows.append([button])
    return rows
