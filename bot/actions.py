"""What can be pressed. A button carries an action as a short versioned code and ids (`c1:42`), at most 64 bytes.

Buttons outlive deploys: a code is never reused for another meaning. To change what an action carries, give the
changed one a new code and keep the old one decodable, or let it fall to `None`, which is answered politely.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

MAX_BYTES = 64
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,40}")
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
class StillOnIt:
    """The holder, who was asked, is still working on the case."""

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


@dataclass(frozen=True)
class PulseAnswer:
    """Answer a pulse's question, or one statement of it (0 where there is one question)."""

    token: str
    score: int
    statement: int


@dataclass(frozen=True)
class PulseReason:
    """Give the main reason for an answer: opens a form; submitted, keeps it."""

    token: str


@dataclass(frozen=True)
class PulseNotNow:
    """Not answer this time; what was answered counts no longer."""

    token: str


@dataclass(frozen=True)
class PulseGuess:
    """Guess what the team's customers say: the place of the guess on its scale."""

    round: int
    place: int


@dataclass(frozen=True)
class PulseKept:
    """What is kept about the presser, privately."""


@dataclass(frozen=True)
class PromiseOnRound:
    """Tell the team what will be done about what it answered: opens a form; submitted, keeps it."""

    round: int


FormAction = HandOverCase | SnoozeCase | NoteOnCase | ResolveCase
"""Pressed, these ask for words about a case first. Submitted, they are carried out."""

PulseAction = PulseAnswer | PulseReason | PulseNotNow | PulseGuess | PulseKept
"""Carrying these out leaves no trace: they are never recorded, waited with, counted or logged."""

AsksForWords = FormAction | PulseReason | PromiseOnRound
"""Pressed, these open a form."""

Action = (
    FormAction
    | ClaimCase
    | ReleaseCase
    | ReopenCase
    | StillOnIt
    | ShowDetails
    | ShowContact
    | ShowWords
    | ShareWords
    | PulseAction
    | PromiseOnRound
)

CODES: Mapping[str, type[Action]] = {
    "c1": ClaimCase,
    "r1": ReleaseCase,
    "h1": HandOverCase,
    "s1": SnoozeCase,
    "n1": NoteOnCase,
    "v1": ResolveCase,
    "o1": ReopenCase,
    "t1": StillOnIt,
    "d1": ShowDetails,
    "k1": ShowContact,
    "w1": ShowWords,
    "p1": ShareWords,
    "e1": PulseAnswer,
    "e2": PulseReason,
    "e3": PulseNotNow,
    "e4": PulseGuess,
    "e5": PulseKept,
    "y1": PromiseOnRound,
}
_CODE_OF = {action: code for code, action in CODES.items()}


def encode(action: Action) -> str:
    """The action as a button carries it, at most 64 bytes."""
    ids = (str(getattr(action, field.name)) for field in fields(action))
    return ":".join((_CODE_OF[type(action)], *ids))


def decode(code: str) -> Action | None:
    """The action behind a button's code; None for one that we do not (or no longer) know."""
    kind, *parts = code.split(":")
    action = CODES.get(kind)
    if action is None or len(parts) != len(fields(action)):
        return None
    values = [_value(part, is_text=each.type is str) for part, each in zip(parts, fields(action), strict=True)]
    make: Callable[..., Action] = action
    return None if None in values else make(*values)


def _value(part: str, *, is_text: bool) -> int | str | None:
    if is_text:
        return part if _TOKEN.fullmatch(part) else None
    return int(part) if is_id(part) else None


def is_id(text: str) -> bool:
    """Whether this can be the number of a row: whoever makes up a longer one is not looked up."""
    return text.isdecimal() and len(text) <= _LONGEST_ID
