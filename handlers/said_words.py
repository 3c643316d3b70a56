"""Which words of customers are looked for: the rest of "said …", kept as it was typed. Pure.

    said wachttijd · said @support wachttijd · gezegd te lang wachten team klantenservice · said "team"

Quoted, everything is looked for. A page further on begins with a dot: see `bot.domain.spelling`.
"""

import re
from datetime import date

from handlers.asked import AskSaid
from handlers.team_words import Teams

_LONGEST = 100
_AFTER = re.compile(r"\.([0-9a-z]{1,5})\.([0-9a-z]{1,11})")
_QUOTES = '"“”„'
_JOINERS = frozenset({"in", "at", "of", "from", "bij", "van"})


def said(typed: str, teams: Teams) -> AskSaid | None:
    """What is looked for; None where no words are left, or no team is called so."""
    team: str | None = None
    after: tuple[date, int] | None = None
    rest = typed.split()
    while rest and rest[0][0] in "@.":
        mark = rest.pop(0)
        if mark.startswith("@"):
            team = teams.named([mark.lower()])
            if team is None:
                return None
        elif (after := _after(mark)) is None:
            return None
    if team is None and rest and rest[0][0] not in _QUOTES:
        team, rest = _team_apart(rest, teams)
    words = looked_for(" ".join(rest))
    return AskSaid(words=words, team=team, after=after) if words else None


def looked_for(typed: str) -> str:
    """These words on one line, without quotation marks and signs of ours; empty where there is nothing to look for."""
    printable = "".join(c if c.isprintable() else " " for c in typed if c not in _QUOTES)
    words = " ".join(piece for piece in (word.lstrip("@.") for word in printable.split()) if piece)
    words = words[:_LONGEST].strip()
    return words if any(c.isalnum() for c in words) else ""


def _after(mark: str) -> tuple[date, int] | None:
    found = _AFTER.fullmatch(mark)
    if found is None:
        return None
    day = int(found[1], 36)
    return (date.fromordinal(day), int(found[2], 36)) if date.min.toordinal() <= day <= date.max.toordinal() else None


def _team_apart(rest: list[str], teams: Teams) -> tuple[str | None, list[str]]:
    """Team x before the words, or after them."""
    said = [piece.lower() for piece in rest]
    if said[0] == "team":
        for end in range(len(said) - 1, 1, -1):
            if (team := teams.named(said[1:end])) is not None:
                return team, rest[end:]
    for place in range(1, len(said) - 1):
        if said[place] == "team" and (team := teams.named(said[place + 1 :])) is not None:
            return team, rest[: place - 1 if said[place - 1] in _JOINERS and place > 1 else place]
    return None, rest
