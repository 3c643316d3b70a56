"""Plain text as Telegram takes it: measured in UTF-16 units, cut between characters, escaped last."""

import re
import unicodedata
from html import escape as escape_html
from html import unescape

ELLIPSIS = "…"
_JOINER = "\u200d"
_TAG = re.compile(r"<[^>]*>")


def width(text: str) -> int:
    """How many UTF-16 code units a text takes; that is how Telegram counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def clean(text: str) -> str:
    """The text without what Telegram cannot carry: lone surrogates and control characters except line breaks."""
    if text.isprintable():
        return text
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(map(_carried, whole))


def is_blank(text: str) -> bool:
    """Whether Telegram would see nothing in it."""
    return all(character.isspace() or unicodedata.category(character)[0] == "C" for character in text)


def clip(text: str, most: int) -> str:
    """At most `most` UTF-16 units, with an ellipsis where something was cut, never inside one visible character."""
    if width(text) <= most:
        return text
    room, at = most - 1, 0
    while at < len(text) and room >= (step := width(text[at])):
        room -= step
        at += 1
    while 0 < at < len(text) and (_continues(text[at]) or text[at - 1] == _JOINER):
        at -= 1
    return text[:at].rstrip() + ELLIPSIS if most > 0 else ""


def escape(text: str) -> str:
    """The text as it stands in Telegram's HTML."""
    return escape_html(text, quote=False)


def visible(html: str) -> str:
    """What people see of our own HTML, which is what Telegram measures."""
    return unescape(_TAG.sub("", html))


def _carried(character: str) -> str:
    match unicodedata.category(character):
        case "Cs":
            return "\ufffd"
        case "Cc" if character != "\n":
            return ""
        case _:
            return character


def _continues(character: str) -> bool:
    """Whether a character belongs to the one before it: accents, joiners, skin tones."""
    modifies = "\U0001f3fb" <= character <= "\U0001f3ff"
    return character == _JOINER or modifies or unicodedata.category(character).startswith("M")
