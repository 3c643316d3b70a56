"""Whatever customers and sources write, our lines stay lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.lines import initials, one_line, without_turns


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("M. de Vries", "M. de V."),
        ("Fatima El Amrani", "F. E. A."),
        ("Jan van der Berg", "J. van der B."),
        ("de Vries", "D. V."),
        ("jansen", "J."),
        ("ليلى حداد", "ل. ح."),
        ("12 34", ""),
        ("", ""),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


@given(st.text(max_size=300))
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text, limit=40)
    assert len(line.splitlines()) <= 1
    assert len(line) <= 42


def test_nobody_turns_our_words_around() -> None:
    assert one_line("a\u202eb\u2066c") == "abc"
    assert without_turns("a\u202e\nb") == "a\nb"


def test_right_to_left_names_keep_to_themselves() -> None:
    assert one_line("ليلى") == "\u2068ليلى\u2069"
