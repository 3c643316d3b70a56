"""Telegram counts texts in UTF-16 code units."""


def width(text: str) -> int:
    """How many UTF-16 code units a text takes."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, offset: int, length: int) -> str:
    """The stretch of a text that an entity points at."""
    units = text.encode("utf-16-le")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")
