"""What Fatima types after /nps on Friday 20 November 2026, in English and in Dutch."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.period import Period, Unit, last_days
from bot.domain.question import Dimension, FileFormat, Which
from handlers.commands import (
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
    NoSuchPeriod,
    NotUnderstood,
    ShowCase,
    parse,
    words_of,
)
from handlers.periods import Trouble
from tests.edges.spoken import HARD_TO_TELL_APART, TEAMS, TODAY, questions, typed

A_MONTH = last_days(30, TODAY)
A_QUARTER = last_days(90, TODAY)
OCTOBER = Period(first=date(2026, 10, 1), last=date(2026, 10, 31), unit=Unit.MONTH)
LAST_YEAR = Period(first=date(2025, 1, 1), last=date(2025, 12, 31), unit=Unit.YEAR)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("", AskScore(team=None, period=A_MONTH)),
        ("support", AskScore(team="support", period=A_MONTH)),
        ("support 90d", AskScore(team="support", period=A_QUARTER)),
        ("90D SUPPORT", AskScore(team="support", period=A_QUARTER)),
        ("@support", AskScore(team="support", period=A_MONTH)),
        ("team support", AskScore(team="support", period=A_MONTH)),
        ("mijn team vorige maand", AskScore(team=None, period=OCTOBER)),
        ("the score of support for last month, please", NotUnderstood),
        ("score van de klantenservice over oktober", AskScore(team="support", period=OCTOBER)),
        ("cafe de hoek", AskScore(team="cafe", period=A_MONTH)),
        ("CAFÉ DE HOEK vorig jaar", AskScore(team="cafe", period=LAST_YEAR)),
        ("winkel 2026", AskScore(team="shop-26", period=A_MONTH)),
        ("winkel 2026 2025", AskScore(team="shop-26", period=LAST_YEAR)),
        ("juridische zaken", AskScore(team="legal", period=A_MONTH)),
        ("by touchpoint", AskTable(team=None, period=A_MONTH, by=Dimension.TOUCHPOINT)),
        ("per kanaal", AskTable(team=None, period=A_MONTH, by=Dimension.CHANNEL)),
        ("Klantenservice vorige maand per kanaal", AskTable(team="support", period=OCTOBER, by=Dimension.CHANNEL)),
        ("per uur van de dag 90d support", AskTable(team="support", period=A_QUARTER, by=Dimension.HOUR)),
        ("per team", AskTable(team=None, period=A_MONTH, by=Dimension.TEAM)),
        ("by day of the week", AskTable(team=None, period=A_MONTH, by=Dimension.WEEKDAY)),
        ("compare support logistics 90d", AskComparison(one="support", other="logistics", period=A_QUARTER)),
        ("vergelijk klantenservice met logistiek", AskComparison(one="support", other="logistics", period=A_MONTH)),
        ("90d juridische zaken vs café de hoek", AskComparison(one="legal", other="cafe", period=A_QUARTER)),
        ("compare logistics", AskComparison(one=None, other="logistics", period=A_MONTH)),
        ("vergelijk logistiek met mijn team", AskComparison(one=None, other="logistics", period=A_MONTH)),
        ("cases", AskCases()),
        ("zaken", AskCases()),
        ("open meldingen", AskCases(which=Which.OPEN)),
        ("melding 42", ShowCase(42)),
        ("alle zaken van klantenservice", AskCases(team="support")),
        ("open cases for support page 2", AskCases(which=Which.OPEN, team="support", page=2)),
        ("cases overdue", AskCases(which=Which.OVERDUE)),
        ("zaken te laat", AskCases(which=Which.OVERDUE)),
        ("mijn zaken", AskCases(which=Which.MINE)),
        ("zaken juridische zaken", AskCases(team="legal")),
        ("case 42", ShowCase(42)),
        ("said wachttijd", AskSaid(words="wachttijd")),
        ("gezegd te lang Wachten", AskSaid(words="te lang Wachten")),
        ("gezegd te lang wachten bij team klantenservice", AskSaid(words="te lang wachten", team="support")),
        ("said team café de hoek koffie", AskSaid(words="koffie", team="cafe")),
        ("said @logistics 90d", AskSaid(words="90d", team="logistics")),
        ('said "team support"', AskSaid(words="team support")),
        ("said my team", AskSaid(words="my team")),
        ("enps", AskEnps()),
        ("enps support", AskEnps(team="support")),
        ("export 90d", AskExport(team=None, period=A_QUARTER)),
        ("exporteer support als excel", AskExport(team="support", period=A_MONTH, form=FileFormat.XLSX)),
        ("export vorig jaar met persoonsgegevens", AskExport(team=None, period=LAST_YEAR, personal=True)),
        ("export last year without personal data", AskExport(team=None, period=LAST_YEAR)),
        ("me", AskMe()),
        ("mij", AskMe()),
        ("hulp", Help()),
        ("?", Help()),
        ("terug", Back()),
        ("weg tot vrijdag", Away("tot vrijdag")),
        ("support 2027", NoSuchPeriod(typed="support 2027", trouble=Trouble.FUTURE)),
        (
            "compare support logistics 20y",
            NoSuchPeriod(typed="compare support logistics 20y", trouble=Trouble.TOO_LONG),
        ),
    ],
)
def test_what_is_understood(words: str, meant: Command | type[Command]) -> None:
    if isinstance(meant, type):
        assert isinstance(typed(words), meant)
    else:
        assert typed(words) == meant


@pytest.mark.parametrize(
    ("words", "nearest", "unknown_team"),
    [
        ("hlep", "help", None),
        ("vorige mand per kanal", "vorige maand per kanaal", None),
        ("by chanel", "by channel", None),
        ("kanaal", "per kanaal", None),
        ("suport 90d", "support 90d", "suport"),
        ("klantenservise vorige maand", "klantenservice vorige maand", "klantenservise"),
        ("juridise zaken 90d", "juridische zaken 90d", "juridise zaken"),
        ("compare suport logistics", "compare support logistics", "suport"),
        ("comapre support logistics", "compare support logistics", None),
        ("compare support support", "compare support", None),
        ("marketing 90d", "90d", "marketing"),
        ("zaken marketing", "zaken", "marketing"),
        ("enps marketing", "enps", "marketing"),
        ("marketing", None, "marketing"),
        ("per foo", None, None),
        ("42", "case 42", None),
        ("link to telegram", "link", None),
        ("me support", "me", None),
        ("zaak", "zaken", None),
        ("gezegd", "gezegd wachttijd", None),
        ("cases page 0", "cases", None),
    ],
)
def test_one_slip(words: str, nearest: str | None, unknown_team: str | None) -> None:
    assert typed(words) == NotUnderstood(words, nearest, unknown_team)


@given(questions())
def test_what_is_spelled_is_understood_whatever_teams_are_called(asked: Asked) -> None:
    assert parse(words_of(asked), today=TODAY, teams=HARD_TO_TELL_APART) == asked


_KNOWN = "cases said by per 90d vorige maand compare export .. team @support page 42"


@st.composite
def _attempts(draw: st.DrawFn) -> str:
    known = st.sampled_from(_KNOWN.split() + list(TEAMS))
    return " ".join(draw(st.lists(known | st.text(max_size=12), max_size=9)))


@given(_attempts())
def test_every_slip_is_answered_with_something_that_can_be_typed(words: str) -> None:
    asked = typed(words)
    if isinstance(asked, NotUnderstood) and asked.nearest is not None:
        assert not isinstance(typed(asked.nearest), NotUnderstood | NoSuchPeriod)


@pytest.mark.parametrize(
    "words", ["november " * 200, "x" * 100_000, "a " * 5000, "2026-11-20 .. " * 12, "said " + "é" * 9000]
)
def test_endless_words_are_no_trouble(words: str) -> None:
    typed(words)
