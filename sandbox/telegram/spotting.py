"""Finds in a plain text what every Telegram client finds by itself: commands, mentions, hashtags, addresses."""

import re
from collections.abc import Iterable

from sandbox.telegram.utf16 import width
from sandbox.telegram.values import Entity

_PATTERNS = (
    (
        "url",
        re.compile(
            r"(?<![\w@./])(?:https?://[^\s<>\"]+|(?:[a-zA-Z0-9-]+\.)+(?:nl|com|org|net|io|be|eu|de)\b[^\s<>\"]*)"
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/<>@])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@])@[a-zA-Z][a-zA-Z0-9_]{2,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d])\w{1,256}")),
)
_TRAILING = ".,:;!?)'\""
_UNTOUCHED = frozenset({"code", "pre", "text_link", "text_mention"})


def spot(text: str, marked: Iterable[Entity] = ()) -> list[Entity]:
    """The entities that the text has by itself, outside code, links and what an earlier kind has taken."""
    taken = [(entity.offset, entity.offset + entity.length) for entity in marked if entity.type in _UNTOUCHED]
    spotted: list[Entity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            found = match.group().rstrip(_TRAILING) if kind == "url" else match.group()
            offset = width(text[: match.start()])
            end = offset + width(found)
            if any(offset < to and since < end for since, to in taken):
                continue
            taken.append((offset, end))
            spotted.append(Entity(type=kind, offset=offset, length=end - offset))
    return spotted
