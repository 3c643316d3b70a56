"""What can be pressed. A button carries an action as a short versioned code and ids (`c1:42`), at most 64 bytes.

A question that a button asks again stands in it as words, spelled out where they are not plain letters (`q1:by_team`).

Buttons outlive deploys: a code is never reused for another meaning. To change what an action carries, give the
changed one a new code and keep the old one decodable, or let it fall to `None`, which is answered politely.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, fields
from typing import Any

MAX_BYTES = 64
_WORDS = re.compile(r"(?:[A-Za-z0-9@_.-]|~[0-9A-F]{2}){0,64}")
_SPELLED_OUT = re.compile(r"[^A-Za-z0-9@.\- ]")
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


@dataclass(frozen=True)
class Ask:
    """Ask what these words ask when they are typed after /nps. Only what `fits` goes into a button."""

    words: str


@dataclass(frozen=True)
class ShareAnswer:
    """Show everybody here the answer to what these words ask."""

    words: str


@dataclass(frozen=True)
class SendChart:
    """The chart in the answer to what these words ask, as a picture, privately to the presser."""

    words: str


@dataclass(frozen=True)
class SetLanguage:
    """From now on the presser reads and hears this language, whatever the configuration says."""

    language: str


@dataclass(frozen=True)
class GoAway:
    """The presser goes away for a while: opens a form that asks until when; submitted, others take over."""


@dataclass(frozen=True)
class ComeBack:
    """The presser is here again."""


FormAction = HandOverCase | SnoozeCase | NoteOnCase | ResolveCase
"""Pressed, these ask for words about a case first. Submitted, they are carried out."""

PulseAction = PulseAnswer | PulseReason | PulseNotNow | PulseGuess | PulseKept
"""Carrying these out leaves no trace: they are never recorded, waited with, counted or logged."""

AsksForWords = FormAction | PulseReason | PromiseOnRound | GoAway
"""Pressed, these open a form."""

Asking = Ask | ShareAnswer | SendChart
"""What carries a question in words."""

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
    | Asking
    | SetLanguage
    | GoAway
    | ComeBack
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
    "q1": Ask,
    "q2": ShareAnswer,
    "q3": SendChart,
    "l1": SetLanguage,
    "a1": GoAway,
    "b1": ComeBack,
}
_CODE_OF = {action: code for code, action in CODES.items()}


def encode(action: Action) -> str:
    """The action as a button carries it, at most 64 bytes."""
    values = ((field, getattr(action, field.name)) for field in fields(action))
    return ":".join((_CODE_OF[type(action)], *(_spelled(v) if _is_words(f) else str(v) for f, v in values)))


def decode(code: str) -> Action | None:
    """The action behind a button's code; None for one that we do not (or no longer) know."""
    kind, *parts = code.split(":")
    action = CODES.get(kind)
    if action is None or len(parts) != len(fields(action)):
        return None
    values = [_value(part, each) for part, each in zip(parts, fields(action), strict=True)]
    make: Callable[..., Action] = action
    return None if None in values else make(*values)


def fits(words: str) -> bool:
    """Whether a button can carry these words."""
    return len(encode(Ask(words))) <= MAX_BYTES


def _value(part: str, field: "Field[Any]") -> int | str | None:
    if _is_words(field):
        return _read(part)
    if field.type is str:
        return part if _TOKEN.fullmatch(part) else None
    return int(part) if is_id(part) else None


def _is_words(field: "Field[Any]") -> bool:
    return field.name == "words"


def _spelled(words: str) -> str:
    """A space as _, all but letters and the like as ~XX for each of its bytes."""
    return _SPELLED_OUT.sub(
        lambda found: "".join(f"~{byte:02X}" for byte in found[0].encode(errors="surrogatepass")), words
    ).replace(" ", "_")


def _read(spelled: str) -> str | None:
    if not _WORDS.fullmatch(spelled):
        return None
    raw = re.sub(r"~(..)", lambda found: chr(int(found[1], 16)), spelled.replace("_", " "))
    try:
        return raw.encode("latin-1").decode(errors="surrogatepass")
    except UnicodeDecodeError:
        return None


def is_id(text: str) -> bool:
    """Whether this can be the number of a row: whoever makes up a longer one is not looked up."""
    return text.isdecimal() and len(text) <= _LONGEST_ID
