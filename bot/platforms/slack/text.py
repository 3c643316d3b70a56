"""Other people's text on its way into Slack: cleaned, clipped by Slack's units, and unable to mention anybody.

Slack counts characters; where its documentation is silent we count UTF-16 units, which are never fewer.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

ELLIPSIS = "…"
_JOINER = "\u200d"
_WORD_JOINER = "\u2060"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_CONTROL = re.compile(r"<(?=[!@#])")
# Control characters (but tab and newline) and those that turn the direction of all that follows.
_UNWANTED = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# But a name that is kept apart from beginning to end turns nothing around.
_FSI, _PDI = "\u2068", "\u2069"
_ISOLATED = re.compile(f"{_FSI}([^\u2066-\u2069\n]*){_PDI}")


def clean(text: str) -> str:
    """The text without characters that Slack refuses or that would disturb what stands beside it."""
    parts = _ISOLATED.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    tidy = [part.translate(_UNWANTED) for part in parts]
    tidy[1::2] = [f"{_FSI}{isolated}{_PDI}" for isolated in tidy[1::2]]
    return "".join(tidy).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def plain(text: str, most: int) -> str:
    """Text for plain_text and rich_text, which know no markup, at most `most` units long; may be empty.

    Control sequences are broken all the same, by a joiner that nobody sees: texts are copied and exported.
    """
    return clip(_CONTROL.sub("<" + _WORD_JOINER, clean(text)), most, units)


def mrkdwn(text: str, most: int) -> str:
    """Text escaped for mrkdwn and for a message's fallback text, at most `most` units long after escaping."""
    return "".join(_ENTITIES.get(char, char) for char in clip(clean(text), most, _escaped_units))


def one_line(text: str) -> str:
    """The text with every run of white space made one space."""
    return " ".join(text.split())


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def clip(text: str, most: int, measure: Callable[[str], int] = units) -> str:
    """The text, or as many whole graphemes of it as fit within `most` together with an ellipsis."""
    if measure(text) <= most:
        return text
    kept, left = [], most - 1
    for cluster in graphemes(text):
        left -= measure(cluster)
        if left < 0:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + ELLIPSIS


def pieces(text: str, most: int) -> Iterator[str]:
    """The whole text in parts of at most `most` units, cut between graphemes, at a space or line end if there is
    one in a part's second half.
    """
    rest = text
    while units(rest) > most:
        size = 0
        end = 0
        for cluster in graphemes(rest):
            size += units(cluster)
            if size > most:
                break
            end += len(cluster)
        end = end or most // 2
        gap = max(rest.rfind(" ", end // 2, end), rest.rfind("\n", end // 2, end))
        end = gap + 1 if gap > 0 else end
        yield rest[:end].rstrip("\n")
        rest = rest[end:]
    yield rest


def graphemes(text: str) -> Iterator[str]:
    """What people see as one character: letters with their accents, emoji with their parts, flags."""
    cluster = ""
    for char in text:
        if cluster and not _continues(cluster, char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def _continues(cluster: str, char: str) -> bool:
    if char == _JOINER or cluster[-1] == _JOINER or unicodedata.category(char).startswith("M"):
        return char != "\n"
    if "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f":
        return True
    return len(cluster) == 1 and _is_regional(cluster) and _is_regional(char)


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _escaped_units(text: str) -> int:
    return units(text) + sum(len(_ENTITIES[char]) - 1 for char in text if char in _ENTITIES)
