"""What can be typed after /nps, in English and in Dutch: words -> a command, and back. Pure."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import assert_never

from bot.actions import fits
from bot.domain import spelling
from handlers.asked import (
    AskCases,
    AskComparison,
    Asked,
    AskEnps,
    AskExport,
    AskMe,
    AskSaid,
    AskScore,
    AskTable,
    Away,
    Back,
    Command,
    Help,
    LinkMe,
    NoSuchPeriod,
    NotUnderstood,
    Privacy,
    ShowCase,
)
from handlers.grammar import Grammar, Unclear, no_table, pieces
from handlers.nearest import nearest
from handlers.periods import Trouble
from handlers.team_words import Teams
from handlers.vocabulary import BY

__all__ = [
    "AskCases",
    "AskComparison",
    "AskEnps",
    "AskExport",
    "AskMe",
    "AskSaid",
    "AskScore",
    "AskTable",
    "Asked",
    "Away",
    "Back",
    "Command",
    "Help",
    "LinkMe",
    "NoSuchPeriod",
    "NotUnderstood",
    "Privacy",
    "ShowCase",
    "ask_words",
    "parse",
    "words_of",
]


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


def ask_words(asked: Asked) -> str | None:
    """The words that a button carries to ask this again; None where they are too long for one."""
    words = words_of(asked)
    return words if fits(words) else None


def words_of(asked: Asked) -> str:
    """The words that mean the same for everybody, in every language and on every later day."""
    match asked:
        case AskScore(team=team, period=period):
            return spelling.score_words(team, period)
        case AskTable(team=team, period=period, by=by):
            return spelling.table_words(team, period, by)
        case AskComparison(one=one, other=other, period=period):
            return spelling.comparison_words(one, other, period)
        case AskCases(which=which, team=team, page=page):
            return spelling.cases_words(which, team, page)
        case AskSaid(words=words, team=team, after=after):
            return spelling.said_words(words, team, after)
        case AskEnps(team=team):
            return spelling.enps_words(team)
        case AskExport(team=team, period=period, form=form, personal=personal):
            return spelling.export_words(team, period, form, personal=personal)
        case AskMe():
            return spelling.ME
        case _:
            assert_never(asked)
