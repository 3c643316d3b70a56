"""What Fatima types after /nps on Friday 20 November 2026, in English and in Dutch."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.period import Period, Unit, last_days
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
    Away,
    Back,
    Command,
    Help,
    NoSuchPeriod,
    NotUnderstood,
    ShowCase,
)
from handlers.commands import parse
from handlers.periods import Trouble
from tests.edges.spoken import HARD_TO_TELL_APART, TEAMS, TODAY, questions, typed, words_of

A_MONTH = last_days(30, TODAY)
A_QUARTER = last_days(90, TODAY)
OCTOBER = Period(first=date(2026, 10, 1), last=date(2026, 10, 31), unit=Unit.MONTH)
QUARTER_3 = Period(first=date(2025, 7, 1), last=date(2025, 9, 30), unit=Unit.QUARTER)
MONDAY = Period(first=date(2026, 11, 16), last=date(2026, 11, 16))
SINCE_MONDAY = Period(first=date(2026, 11, 16), last=TODAY)
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
        ("mijn meldingen", AskCases(which=Which.MINE)),
        ("mijn open zaken", AskCases(which=Which.MINE)),
        ("my open cases", AskCases(which=Which.MINE)),
        ("2025 q3 support", AskScore(team="support", period=QUARTER_3)),
        ("support afgelopen maandag", AskScore(team="support", period=MONDAY)),
        ("per kanaal sinds maandag", AskTable(team=None, period=SINCE_MONDAY, by=Dimension.CHANNEL)),
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
        ("export zonder namen", AskExport(team=None, period=A_MONTH)),
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
        ("channels", "by channels", None),
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
        ("42", "case 42", None),
        ("link to telegram", "link", None),
        ("me support", "me", None),
        ("zaak", "zaken", None),
        ("gezegd", "gezegd wachttijd", None),
        ("cases page 0", "cases", None),
        ("melding", "meldingen", None),
        ("me 90d", "me", None),
        ("enps 90d", "enps", None),
        ("enps vorige maand", "enps", None),
        ("export 90d pdf", "export 90d", None),
        ("export pdf", "export", None),
        ("week", "7d", None),
        ("maand", "deze maand", None),
        ("quarter", "this quarter", None),
        ("laatste 30", "laatste 30 dagen", None),
        ("support last 30", "support last 30 days", None),
        ("afgelopen weken", "afgelopen week", None),
        ("vorige wekken", "vorige week", None),
        ("dit wekend", "dit week", None),
        ("ma", "maandag", None),
        ("😀", None, None),
        ("🙂 suport 90d", "🙂 support 90d", "suport"),
        ("te laat", "meldingen te laat", None),
        ("overdue", "cases overdue", None),
        ("by channel by team", "by channel", None),
        ("2 weken geleden", "2 weken", None),
        ("stats", None, "stats"),
        ("team van fatima", None, "fatima"),
        ("..", None, None),
        ("a..b", None, None),
        ("0d", None, None),
        ("zaken 3", "zaak 3", None),
        ("meldingen #3", "melding 3", None),
        ("maandag en dinsdag", None, None),
        ("vergelijk winkel amsterdam support", None, "winkel amsterdam"),
    ],
)
def test_one_slip(words: str, nearest: str | None, unknown_team: str | None) -> None:
    assert typed(words) == NotUnderstood(words, nearest, unknown_team)


@pytest.mark.parametrize(
    ("words", "nearest", "no_table"),
    [
        ("per foo", None, "foo"),
        ("per maand", "laatste 12 maanden", "maand"),
        ("per week", "last 13 weeks", "week"),
        ("by month", "last 12 months", "month"),
        ("support per maand", "support laatste 12 maanden", "maand"),
        ("vorig jaar per maand", "vorig jaar", "maand"),
        ("zaken per maand", "zaken", "maand"),
        ("by employee", None, "employee"),
        ("by chanel", "by channel", None),
        ("by", None, None),
    ],
)
def test_by_what_there_is_no_table(words: str, nearest: str | None, no_table: str | None) -> None:
    assert typed(words) == NotUnderstood(words, nearest, None, no_table)


def test_days_are_those_of_the_team_that_is_asked_about() -> None:
    """In Tokyo it is Saturday already, and in Honolulu still Thursday."""
    saturday, thursday = date(2026, 11, 21), date(2026, 11, 19)
    teams = {"tokyo": "Tokio", "hawaii": "Hawaii", "support": "Klantenservice"}

    def asked(words: str) -> Command:
        return parse(words, today=TODAY, teams=teams, elsewhere={"tokyo": saturday, "hawaii": thursday})

    assert asked("") == AskScore(team=None, period=A_MONTH)
    assert asked("support vandaag") == AskScore(team="support", period=Period(first=TODAY, last=TODAY))
    assert asked("tokio") == AskScore(team="tokyo", period=last_days(30, saturday))
    assert asked("dit weekend tokio") == AskScore(team="tokyo", period=Period(first=saturday, last=saturday))
    assert asked("dit weekend") == NoSuchPeriod(typed="dit weekend", trouble=Trouble.FUTURE)
    assert asked("@tokyo 2026-11-21") == AskScore(team="tokyo", period=Period(first=saturday, last=saturday))
    assert asked("vergelijk hawaii support 7d") == AskComparison(
        one="hawaii", other="support", period=last_days(7, thursday)
    )
    assert asked("2026-11-20 hawaii") == NoSuchPeriod(typed="2026-11-20 hawaii", trouble=Trouble.FUTURE)


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
