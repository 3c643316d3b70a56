"""Making one tidy line of what somebody else wrote."""

import unicodedata

PARTICLES = frozenset(
    word
    for words in (
        (
            "aan",
            "bij",
            "de",
            "den",
            "der",
            "el",
            "en",
            "het",
            "in",
            "'t",
            "la",
            "le",
            "op",
            "te",
            "ten",
            "ter",
            "tot",
            "van",
        ),
        ("al", "am", "an", "bin", "da", "del", "di", "do", "dos", "du", "ibn", "und", "vom", "von", "zu", "zum", "zur"),
    )
    for word in words
)
_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def one_line(text: str, *, limit: int = 60) -> str:
    """The text without line breaks and control characters, clipped with an ellipsis at `limit` characters.

    Right-to-left text is isolated, so that it cannot turn around what stands beside it.
    """
    spaced = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    plain = clipped(" ".join(without_turns(spaced).split()), limit=limit)
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in plain):
        return f"{_ISOLATE}{plain}{_END_OF_ISOLATE}"
    return plain


def without_turns(text: str) -> str:
    """The text without the invisible characters that turn writing around; line breaks stay."""
    return "".join(char for char in text if unicodedata.bidirectional(char) not in _DIRECTIONS)


def clipped(text: str, *, limit: int) -> str:
    """At most `limit` characters, the last of them an ellipsis where something was cut off."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def initials(name: str) -> str:
    """M. de V. for "M. de Vries": first letters, with the small words between them left whole; "" for no letters."""
    parts: list[str] = []
    for word in name.split():
        letter = next((char for char in word if char.isalpha()), None)
        if word in PARTICLES and parts:
            parts.append(word)
        elif letter is not None:
            parts.append(f"{letter.upper()}.")
    return " ".join(parts[:6])


def dotted(*parts: str | None) -> str:
    """The parts that are there, with dots between them."""
    return " · ".join(part for part in parts if part)
