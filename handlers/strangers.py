"""Whether words stand where a team could and no team is called so. Pure."""

import re
from collections.abc import Collection, Sequence

from handlers.calendar_words import (
    AGO,
    AHEAD,
    BACK_THEN,
    FROM,
    HALF,
    MONTHS,
    NEXT,
    NUMBERS,
    ORDINALS,
    PREVIOUS,
    RANGE,
    ROLLING,
    SINCE,
    THIS,
    UNITS,
    UNTIL,
    WEEKDAYS,
    WEEKEND,
)
from handlers.named_days import is_named
from handlers.team_words import FILLERS
from handlers.vocabulary import (
    BETWEEN_TEAMS,
    BY,
    CASES_FILLERS,
    DIMENSIONS,
    EXPORT_FILLERS,
    FORMS,
    OTHER_FORMS,
    PAGE,
    PERSONAL,
    VERBS,
    VERSUS,
    WHICH,
    WITHOUT,
)

_OF_DAYS = (
    *(AGO, AHEAD, BACK_THEN, FROM, HALF, MONTHS, NEXT, NUMBERS, ORDINALS, PREVIOUS, ROLLING, SINCE, THIS, UNITS),
    *(UNTIL, WEEKDAYS),
    (WEEKEND,),
)
_OF_COMMANDS = (
    *(BETWEEN_TEAMS, BY, CASES_FILLERS, EXPORT_FILLERS, FILLERS, FORMS, OTHER_FORMS, PAGE, PERSONAL, VERBS, VERSUS),
    *(WHICH, WITHOUT, *DIMENSIONS),
)
_DAYS = frozenset(word for words in _OF_DAYS for word in words)
_KNOWN = _DAYS | frozenset(word for words in _OF_COMMANDS for word in words)
_NUMBER = re.compile(r"[-+#]?\d+[^\W\d_]*")


def stranger(said: Sequence[str], teams: Collection[str]) -> str | None:
    """What may have been meant as the name of a team; None where all of it is a word of ours, a number or days."""
    around = FILLERS | BETWEEN_TEAMS
    idle = around | frozenset(teams) | _DAYS
    name = [piece for piece in said if not (piece in idle or _is_days(piece)) and any(map(str.isalnum, piece))]
    return " ".join(name) if RANGE not in said and any(_could_name(piece) for piece in name) else None


def _could_name(piece: str) -> bool:
    return piece not in _KNOWN and not _NUMBER.fullmatch(piece) and any(letter.isalpha() for letter in piece)


def _is_days(piece: str) -> bool:
    return _NUMBER.fullmatch(piece) is not None or is_named(piece)
