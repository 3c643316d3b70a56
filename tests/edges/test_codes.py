"""What a button carries and what a person types: understood, or answered politely, whatever stands in it."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions import CODES, MAX_BYTES, Action, Ask, ClaimCase, decode, encode, fits
from handlers.asked import Asked, AskSaid, Help, LinkMe, NotUnderstood, ShowCase
from tests.edges import spoken

MADE_UP = ("", "c1", "c1:", "c1:x", "c1:-1", "c1:4.2", "c1:42:7", "zz9:42", "c1:²", "q1", "q1:~", "q1:~FF", "q1:é")
TOO_LONG = tuple(f"c1:{'9' * digits}" for digits in (19, 5000))


@st.composite
def actions(draw: st.DrawFn) -> Action:
    made: Callable[..., Action] = draw(st.sampled_from(sorted(CODES.values(), key=str)))
    numbers, tokens = st.integers(0, 10**9), st.integers(0, 2**128 - 1).map(_token)
    words = st.text(max_size=61).filter(fits)
    of = {"words": words, "token": tokens}
    return made(*(draw(of.get(one.name, numbers)) for one in fields(made)))  # type: ignore[arg-type]


def _token(secret: int) -> str:
    return urlsafe_b64encode(secret.to_bytes(16)).decode().rstrip("=")


@given(actions())
def test_a_button_means_what_it_meant_when_it_was_made(action: Action) -> None:
    assert len(encode(action).encode()) <= MAX_BYTES
    assert decode(encode(action)) == action


@pytest.mark.parametrize("code", MADE_UP + TOO_LONG)
def test_a_made_up_code_means_nothing(code: str) -> None:
    assert decode(code) is None


@given(st.text(max_size=80))
def test_no_code_is_ever_an_error(code: str) -> None:
    decode(code)
    decode(f"c1:{code}")
    decode(f"q1:{code}")


@given(spoken.questions())
def test_a_question_fits_in_a_button_or_gets_none(asked: Asked) -> None:
    words = spoken.words_of(asked)
    if fits(words):
        code = encode(Ask(words))
        assert len(code.encode()) <= MAX_BYTES
        assert decode(code) == Ask(words)
    else:
        assert isinstance(asked, AskSaid)


def test_words_in_a_button_can_be_read() -> None:
    assert encode(Ask("@support 2026-11..2026-11-20 by channel")) == "q1:@support_2026-11..2026-11-20_by_channel"
    assert encode(Ask("said één_cent")) == "q1:said_~C3~A9~C3~A9n~5Fcent"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("HULP", Help()),
        ("koppel", LinkMe()),
        ("zaak 42", ShowCase(42)),
        ("case #42", ShowCase(42)),
        ("case", NotUnderstood("case", "cases")),
        ("csae 42", NotUnderstood("csae 42", "case 42")),
        (f"case {'9' * 5000}", NotUnderstood(f"case {'9' * 5000}", "cases")),
        ("xyzzy", NotUnderstood("xyzzy", None, "xyzzy")),
    ],
)
def test_what_is_typed(typed: str, meant: object) -> None:
    assert spoken.typed(typed) == meant


@given(st.text(max_size=80))
def test_no_words_are_ever_an_error(words: str) -> None:
    spoken.typed(words)
    spoken.typed(f"case {words}")


def test_the_buttons_of_yesterday_are_never_given_away() -> None:
    assert CODES["c1"] is ClaimCase
