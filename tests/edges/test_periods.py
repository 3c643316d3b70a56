"""Over which days somebody asks, in English and in Dutch, on Friday 20 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.period import Period, Unit
from bot.domain.spelling import period_words
from handlers.grammar import pieces
from handlers.periods import LONGEST, Trouble, period_of
from tests.edges.spoken import TODAY, periods


def meant(words: str) -> Period | Trouble | None:
    return period_of(pieces(words), TODAY)


def _day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}" if len(text) == 5 else text)


@pytest.mark.parametrize(
    ("words", "first", "last", "unit"),
    [
        ("90d", "08-23", "11-20", "days"),
        ("90 d", "08-23", "11-20", "days"),
        ("90 dagen", "08-23", "11-20", "days"),
        ("afgelopen 30 dagen", "10-22", "11-20", "days"),
        ("last 30 days", "10-22", "11-20", "days"),
        ("3 weken", "10-31", "11-20", "days"),
        ("past three months", "08-21", "11-20", "days"),
        ("afgelopen maand", "10-21", "11-20", "days"),
        ("1j", "2025-11-21", "11-20", "days"),
        ("today", "11-20", "11-20", "days"),
        ("Gisteren", "11-19", "11-19", "days"),
        ("eergisteren", "11-18", "11-18", "days"),
        ("monday", "11-16", "11-16", "days"),
        ("vrijdag", "11-20", "11-20", "days"),
        ("this week", "11-16", "11-20", "week"),
        ("vorige week", "11-09", "11-15", "week"),
        ("last month", "10-01", "10-31", "month"),
        ("Vorige maand", "10-01", "10-31", "month"),
        ("deze maand", "11-01", "11-20", "month"),
        ("dit kwartaal", "10-01", "11-20", "quarter"),
        ("vorig kwartaal", "07-01", "09-30", "quarter"),
        ("last year", "2025-01-01", "2025-12-31", "year"),
        ("dit jaar", "01-01", "11-20", "year"),
        ("2026-Q3", "07-01", "09-30", "quarter"),
        ("Q3", "07-01", "09-30", "quarter"),
        ("q3 2025", "2025-07-01", "2025-09-30", "quarter"),
        ("3e kwartaal 2025", "2025-07-01", "2025-09-30", "quarter"),
        ("derde kwartaal", "07-01", "09-30", "quarter"),
        ("kwartaal 3", "07-01", "09-30", "quarter"),
        ("2026-11", "11-01", "11-20", "month"),
        ("november", "11-01", "11-20", "month"),
        ("december", "2025-12-01", "2025-12-31", "month"),
        ("mei 2025", "2025-05-01", "2025-05-31", "month"),
        ("11-2025", "2025-11-01", "2025-11-30", "month"),
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("2026-W46", "11-09", "11-15", "week"),
        ("week 47", "11-16", "11-20", "week"),
        ("week 48", "2025-11-24", "2025-11-30", "week"),
        ("2026-11-20", "11-20", "11-20", "days"),
        ("20-11-2026", "11-20", "11-20", "days"),
        ("21-11", "2025-11-21", "2025-11-21", "days"),
        ("3 november", "11-03", "11-03", "days"),
        ("november 3rd", "11-03", "11-03", "days"),
        ("29 februari", "2024-02-29", "2024-02-29", "days"),
        ("2026-11-01..2026-11-20", "11-01", "11-20", "days"),
        ("2026-11-01 … 20-11-2026", "11-01", "11-20", "days"),
        ("1 maart t/m 15 april", "03-01", "04-15", "days"),
        ("1 t/m 15 november", "11-01", "11-15", "days"),
        ("1 maart tot en met 15 april", "03-01", "04-15", "days"),
        ("van 1-3 tot 15-4", "03-01", "04-15", "days"),
        ("tussen 1 maart en 15 april", "03-01", "04-15", "days"),
        ("from q1 to q2", "01-01", "06-30", "days"),
        ("november..januari", "2025-11-01", "01-31", "days"),
        ("2026-10..", "10-01", "11-20", "days"),
        ("sinds 1 oktober", "10-01", "11-20", "days"),
        ("since november", "11-01", "11-20", "month"),
        ("2026-10..2026-10-09", "10-01", "10-09", "month"),
        ("30d..2026-10-31", "10-02", "10-31", "days"),
        ("2026-11-19..2026-12-31", "11-19", "11-20", "days"),
        ("afgelopen maandag", "11-16", "11-16", "days"),
        ("vorige maandag", "11-16", "11-16", "days"),
        ("last monday", "11-16", "11-16", "days"),
        ("last friday", "11-13", "11-13", "days"),
        ("afgelopen vr", "11-13", "11-13", "days"),
        ("deze maandag", "11-16", "11-16", "days"),
        ("vorige week maandag", "11-09", "11-09", "days"),
        ("monday last week", "11-09", "11-09", "days"),
        ("sinds maandag", "11-16", "11-20", "days"),
        ("since last monday", "11-16", "11-20", "days"),
        ("weekend", "11-14", "11-15", "days"),
        ("vorig weekend", "11-14", "11-15", "days"),
        ("last weekend", "11-14", "11-15", "days"),
        ("half jaar", "05-21", "11-20", "days"),
        ("een half jaar", "05-21", "11-20", "days"),
        ("afgelopen half jaar", "05-21", "11-20", "days"),
        ("afgelopen halfjaar", "05-21", "11-20", "days"),
        ("last half year", "05-21", "11-20", "days"),
        ("past half a year", "05-21", "11-20", "days"),
        ("90 dgn", "08-23", "11-20", "days"),
        ("2025 q3", "2025-07-01", "2025-09-30", "quarter"),
        ("2025 kwartaal 3", "2025-07-01", "2025-09-30", "quarter"),
        ("kw3", "07-01", "09-30", "quarter"),
        ("2025 november", "2025-11-01", "2025-11-30", "month"),
        ("2025 week 3", "2025-01-13", "2025-01-19", "week"),
        ("2026/11/20", "11-20", "11-20", "days"),
        ("20-11-26", "11-20", "11-20", "days"),
        ("1/11/26..15/11/26", "11-01", "11-15", "days"),
        ("1-15 november", "11-01", "11-15", "days"),
        ("1–15 november", "11-01", "11-15", "days"),
        ("november 1-15", "11-01", "11-15", "days"),
        ("20-30 november", "11-20", "11-20", "days"),
        ("20-30 november 2025", "2025-11-20", "2025-11-30", "days"),
        ("jan-mrt", "01-01", "03-31", "days"),
        ("jan-mrt 2025", "2025-01-01", "2025-03-31", "days"),
        ("q1-q3", "01-01", "09-30", "days"),
        ("tot oktober", "2016-09-30", "09-30", "days"),
        ("until october", "2016-09-30", "09-30", "days"),
        ("tot en met oktober", "2016-10-31", "10-31", "days"),
        ("t/m oktober", "2016-10-31", "10-31", "days"),
        ("tot 1 oktober", "2016-10-01", "10-01", "days"),
        ("..2025", "2016-01-01", "2025-12-31", "days"),
        ("..2026", "2016-11-20", "11-20", "days"),
    ],
)
def test_days_that_are_meant(words: str, first: str, last: str, unit: str) -> None:
    assert meant(words) == Period(first=_day(first), last=_day(last), unit=Unit(unit))


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("tomorrow", Trouble.FUTURE),
        ("volgende maand", Trouble.FUTURE),
        ("2027", Trouble.FUTURE),
        ("2026-12-01..2026-12-24", Trouble.FUTURE),
        ("2026-11-20..2026-11-01", Trouble.REVERSED),
        ("2026..2025", Trouble.REVERSED),
        ("11 years", Trouble.TOO_LONG),
        ("999999999d", Trouble.TOO_LONG),
        ("2001..", Trouble.TOO_LONG),
        ("31-2-2026", Trouble.NOT_A_DAY),
        ("2026-02-30", Trouble.NOT_A_DAY),
        ("tussen 1 en 31 juni", Trouble.NOT_A_DAY),
        ("2026-13", Trouble.NOT_A_MONTH),
        ("11/20/2026", Trouble.NOT_A_MONTH),
        ("q5", Trouble.NOT_A_QUARTER),
        ("2025-Q5", Trouble.NOT_A_QUARTER),
        ("Q0", Trouble.NOT_A_QUARTER),
        ("week 54", Trouble.NOT_A_WEEK),
        ("week 53 2025", Trouble.NOT_A_WEEK),
        ("2025 week 53", Trouble.NOT_A_WEEK),
        ("week 53", Trouble.FUTURE),
        ("week 53 2026", Trouble.FUTURE),
        ("dit weekend", Trouble.FUTURE),
        ("komend weekend", Trouble.FUTURE),
        ("deze zondag", Trouble.FUTURE),
        ("volgende maandag", Trouble.FUTURE),
        ("tot 2028", Trouble.FUTURE),
        ("15-1 november", Trouble.REVERSED),
        ("0001-01-01", Trouble.NOT_A_DAY),
        ("9999-12", Trouble.NOT_A_DAY),
    ],
)
def test_days_that_are_not_there(words: str, trouble: Trouble) -> None:
    assert meant(words) is trouble


@pytest.mark.parametrize(
    "words",
    [
        "",
        "..",
        "0d",
        "90",
        "support",
        "last",
        "vorige",
        "week",
        "1..2",
        "90d 30d",
        "tot",
        "half",
        "vorige weken",
        "deze dagen",
    ],
)
def test_words_that_mean_no_days(words: str) -> None:
    assert meant(words) is None


def test_of_a_year_that_began_with_the_last_week_of_another() -> None:
    assert period_of(["week", "53"], date(2021, 1, 2)) == Period(
        first=date(2020, 12, 28), last=date(2021, 1, 2), unit=Unit.WEEK
    )


@pytest.mark.parametrize(
    ("words", "today", "first", "last"),
    [
        ("vorige maandag", "2026-11-16", "2026-11-09", "2026-11-09"),  # today is a Monday
        ("dit weekend", "2026-11-21", "2026-11-21", "2026-11-21"),
        ("dit weekend", "2026-11-22", "2026-11-21", "2026-11-22"),
        ("afgelopen weekend", "2026-11-22", "2026-11-14", "2026-11-15"),
        ("afgelopen weekend", "2026-11-23", "2026-11-21", "2026-11-22"),
    ],
)
def test_of_days_and_weekends_that_are_called_last_today_is_none(words: str, today: str, first: str, last: str) -> None:
    assert period_of(words.split(), _day(today)) == Period(first=_day(first), last=_day(last))


def test_a_week_that_neither_this_year_has_nor_the_last() -> None:
    assert period_of(["week", "53"], date(2025, 11, 20)) is Trouble.NOT_A_WEEK


@given(periods())
def test_what_is_spelled_is_understood(period: Period) -> None:
    assert meant(period_words(period)) == period


@given(periods(), st.dates(TODAY, date(2029, 1, 1)))
def test_a_button_means_the_same_days_for_years(period: Period, later: date) -> None:
    if (later - period.first).days < LONGEST:
        assert period_of(pieces(period_words(period)), later) == period


_PIECES = (
    "last vorige half jaar weekend maandag 1-15 jan-mrt 2025 een "
    "90d .. 2026 week 53 mei q3 31-2 tot en met 9999-99-99 999999999 jaar 2026-02"
)


@given(st.lists(st.sampled_from(_PIECES.split())))
def test_no_words_are_ever_an_error(said: list[str]) -> None:
    found = period_of(said, TODAY)
    if isinstance(found, Period):
        assert found.first <= found.last <= TODAY
        assert found.days <= LONGEST
        assert found.before().first < found.first
