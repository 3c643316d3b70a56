"""What can be pressed. A button carries an action as a short versioned code and ids (`c1:42`), at most 64 bytes.

Buttons outlive deploys: a code is never reused for another meaning. To change what an action carries, give the
changed one a new code and keep the old one decodable, or let it fall to `None`, which is answered politely.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

MAX_BYTES = 64
_LONGEST_ID = 18  # digits that surely fit in 64 bits


@dataclass(frozen=True)
class ClaimCase:
    """Take the case."""

    case: int


@dataclass(frozen=True)
class ReleaseCase:
    """Give the case back."""

    case: int


@dataclass(frozen=True)
class HandOverCase:
    """Pass the case on: opens a form; submitted, carries it out."""

    case: int


@dataclass(frozen=True)
class SnoozeCase:
    """Put the case aside: opens a form; submitted, carries it out."""

    case: int


@dataclass(frozen=True)
class NoteOnCase:
    """Write a note: opens a form; submitted, keeps it."""

    case: int


@dataclass(frozen=True)
class ResolveCase:
    """Report what was done: opens a form; submitted, closes the case."""

    case: int


@dataclass(frozen=True)
class ReopenCase:
    """Open a resolved case again."""

    case: int


@dataclass(frozen=True)
class ShowDetails:
    """Everything about a case, privately to the presser."""

    case: int


@dataclass(frozen=True)
class ShowContact:
    """The customer's name, phone and e-mail, privately to the presser; the look is recorded."""

    case: int


@dataclass(frozen=True)
class ShowWords:
    """The customer's whole words on a feedback without a case, privately to the presser."""

    feedback: int


@dataclass(frozen=True)
class ShareWords:
    """Show the team the good words that came to the presser in private."""

    feedback: int


FormAction = HandOverCase | SnoozeCase | NoteOnCase | ResolveCase
"""Pressed, these ask for words first. Submitted, they are carried out."""

Action = FormAction | ClaimCase | ReleaseCase | ReopenCase | ShowDetails | ShowContact | ShowWords | ShareWords

CODES: Mapping[str, type[Action]] = {
    "c1": ClaimCase,
    "r1": ReleaseCase,
    "h1": HandOverCase,
    "s1": SnoozeCase,
    "n1": NoteOnCase,
    "v1": ResolveCase,
    "o1": ReopenCase,
    "d1": ShowDetails,
    "k1": ShowContact,
    "w1": ShowWords,
    "p1": ShareWords,
}
_CODE_OF = {action: code for code, action in CODES.items()}


def encode(action: Action) -> str:
    """The action as a button carries it, at most 64 bytes."""
    ids = (str(getattr(action, field.name)) for field in fields(action))
    return ":".join((_CODE_OF[type(action)], *ids))


def decode(code: str) -> Action | None:
    """The action behind a button's code; None for one that we do not (or no longer) know."""
    kind, *ids = code.split(":")
    action = CODES.get(kind)
    if action is None or len(ids) != len(fields(action)) or not all(map(is_id, ids)):
        return None
    return action(*map(int, ids))


def is_id(text: str) -> bool:
    """Whether this can be the number of a row: whoever makes up a longer one is not looked up."""
    return text.isdecimal() and len(text) <= _LONGEST_ID
