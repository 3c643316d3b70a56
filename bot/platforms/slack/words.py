"""What people wrote in Slack, as plain text: its links and mentions made readable, its escapes undone."""

import re
from collections.abc import Mapping

_REFERENCE = re.compile(r"<([^<>]+)>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")


def readable(text: str, names: Mapping[str, str] | None = None) -> str:
    """The words as their writer saw them. `names` gives the names of people mentioned by id."""
    return unescaped(_REFERENCE.sub(lambda found: _shown(found[1], names or {}), text)).strip()


def people_in(text: str) -> frozenset[str]:
    """The ids of everybody who is mentioned."""
    return frozenset(_PERSON.findall(text))


def without_mention(text: str, user: str) -> str:
    """The text without the mentions of this user."""
    return re.sub(rf"<@{re.escape(user)}(?:\|[^<>]*)?>[,:]?", "", text).strip()


def unescaped(text: str) -> str:
    """Slack's three entities as characters."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _shown(reference: str, names: Mapping[str, str]) -> str:
    target, _, shown = reference.partition("|")
    if target.startswith("@"):
        return "@" + (names.get(target[1:]) or shown or target[1:]).lstrip("@")
    if target.startswith("#"):
        return "#" + (shown or target[1:]).lstrip("#")
    if target.startswith("!"):
        return shown or "@" + target[1:]
    address = target.removeprefix("mailto:").removeprefix("tel:")
    return address if not shown or shown in address else f"{shown} ({address})"
