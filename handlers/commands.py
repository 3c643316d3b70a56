"""What can be typed after /nps, in English and in Dutch: words -> a command. Pure."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from handlers.asked import Command, NoSuchPeriod, NotUnderstood
from handlers.grammar import Grammar, Unclear, no_table, pieces
from handlers.nearest import nearest
from handlers.periods import Trouble
from handlers.team_words import Teams
from handlers.vocabulary import BY


def parse(
    words: str, *, today: date, teams: Mapping[str, str], elsewhere: Mapping[str, date] = MappingProxyType({})
) -> Command:
    """Never fails: what is not understood says so. Teams are key -> name. `today` is the day for the team that is meant
    where none is named; `elsewhere` the day for those teams whose clock says another."""
    grammar = Grammar(today, Teams(teams), elsewhere)
    asked = grammar.understand(words)
    if isinstance(asked, Trouble):
        return NoSuchPeriod(typed=words, trouble=asked)
    if not isinstance(asked, Unclear):
        return asked
    said = pieces(words)
    meant = nearest(
        said, grammar.teams, lambda repaired: not isinstance(grammar.understand(repaired), Trouble | Unclear)
    )
    if meant is None:
        return NotUnderstood(words, None, asked.stranger, no_table(said))
    keeps_by = not BY.isdisjoint(meant.words.split())
    return NotUnderstood(
        words,
        meant.words,
        asked.stranger if meant.keeps_stranger else None,
        None if keeps_by else no_table(said),
    )
