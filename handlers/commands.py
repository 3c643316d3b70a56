"""What can be typed after /nps, in English and in Dutch: words -> a command."""

import difflib
from dataclasses import dataclass

from bot.actions import is_id


@dataclass(frozen=True)
class Help:
    """What can be typed."""


@dataclass(frozen=True)
class LinkMe:
    """A personal link to my Telegram."""


@dataclass(frozen=True)
class ShowCase:
    """A case with its history."""

    case: int


@dataclass(frozen=True)
class Away:
    """I am away; `words` say until when, as they were typed."""

    words: str


@dataclass(frozen=True)
class Back:
    """I am here again."""


@dataclass(frozen=True)
class Privacy:
    """What is kept about me."""


@dataclass(frozen=True)
class NotUnderstood:
    """Something else; `nearest` is the command that it looks most like, if any."""

    typed: str
    nearest: str | None


Command = Help | LinkMe | ShowCase | Away | Back | Privacy | NotUnderstood

_WORDS = {
    "privacy": "privacy",
    "help": "help",
    "hulp": "help",
    "link": "link",
    "koppel": "link",
    "case": "case",
    "zaak": "case",
    "away": "away",
    "afwezig": "away",
    "weg": "away",
    "back": "back",
    "terug": "back",
}


def parse(words: str) -> Command:
    """Never fails: what is not understood says so."""
    first, *rest = words.lower().split() or ["help"]
    match _WORDS.get(first), rest:
        case "help", _:
            return Help()
        case "privacy", _:
            return Privacy()
        case "link", []:
            return LinkMe()
        case "case", [number] if is_id(number.lstrip("#")):
            return ShowCase(int(number.lstrip("#")))
        case "case", _:
            return NotUnderstood(words, "case 42")
        case "away", _:
            return Away(" ".join(rest))
        case "back", []:
            return Back()
        case "back", _:
            return Away(" ".join((first, *rest)))
    near = difflib.get_close_matches(first, _WORDS, n=1)
    return NotUnderstood(words, _WORDS[near[0]] if near else None)
