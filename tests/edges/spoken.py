"""Who types on which day, and about which teams."""

from datetime import date, timedelta
from typing import assert_never

from hypothesis import strategies as st

from bot.domain import spelling
from bot.domain.period import Period, Unit, whole
from bot.domain.question import Dimension, FileFormat, Which
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
    Command,
)
from handlers.commands import parse
from handlers.said_words import looked_for

TODAY = date(2026, 11, 20)  # a Friday
TEAMS = {
    "support": "Klantenservice",
    "logistics": "Logistiek",
    "legal": "Juridische zaken",
    "shop-26": "Winkel 2026",
    "cafe": "Café De Hoek",
}
HARD_TO_TELL_APART = {
    **TEAMS,
    "cases": "Said",
    "q3": "Vorige maand",
    "team": "Team",
    "me": "Support",
    "by": "per kanaal",
    "2026": "90d",
    "page": "mijn team",
    "and": "of",
}
"""Keys and names that mean something else too: only an operator with bad luck has one of these."""


def typed(words: str) -> Command:
    """What Fatima means on that Friday."""
    return parse(words, today=TODAY, teams=TEAMS)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Days that can be asked about on that Friday."""
    unit = draw(st.sampled_from(Unit))
    end = TODAY - timedelta(days=draw(st.integers(0, 4000)))
    if unit is Unit.DAYS:
        return Period(first=end - timedelta(days=draw(st.integers(0, 3652))), last=end)
    all_of_it = whole(unit, end)
    through = draw(st.sampled_from((end, all_of_it.last)))
    return Period(first=all_of_it.first, last=min(through, TODAY), unit=unit)


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    """Anything that can be asked about these teams, also where they are hard to tell apart."""
    team = draw(st.none() | st.sampled_from(sorted(HARD_TO_TELL_APART)))
    period = draw(periods())
    match draw(st.integers(0, 7)):
        case 0:
            return AskScore(team=team, period=period)
        case 1:
            return AskTable(team=team, period=period, by=draw(st.sampled_from(Dimension)))
        case 2:
            other = draw(st.sampled_from(sorted(HARD_TO_TELL_APART.keys() - {team})))
            return AskComparison(one=team, other=other, period=period)
        case 3:
            which = draw(st.none() | st.sampled_from(Which))
            return AskCases(which=which, team=team, page=draw(st.integers(1, 9999)))
        case 4:
            words = draw(
                st.text(max_size=120).map(looked_for).filter(bool) | st.sampled_from(("team support", "in me"))
            )
            after = draw(st.none() | st.tuples(st.dates(), st.integers(0, 10**15)))
            return AskSaid(words=words, team=team, after=after)
        case 5:
            return AskEnps(team=team)
        case 6:
            form = draw(st.sampled_from(FileFormat))
            return AskExport(team=team, period=period, form=form, personal=draw(st.booleans()))
    return AskMe()


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
