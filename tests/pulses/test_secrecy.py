"""Tokens, names and seals: ours alone, and telling nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.actions import MAX_BYTES, PulseAnswer, PulseNotNow, PulseReason, decode, encode
from bot.domain.secrecy import key_from
from tests.pulses.crew import secrecy

OURS = secrecy()
OTHERS = secrecy(key=b"1" * 32)


@given(st.integers(1, 2**39))
def test_a_token_names_its_round_and_only_we_can_make_one(number: int) -> None:
    token = OURS.new_token(number)
    assert OURS.round_of(token) == number
    assert OTHERS.round_of(token) is None
    assert OURS.new_token(number) != token


@given(st.text(max_size=60))
def test_no_made_up_token_is_an_error(token: str) -> None:
    assert OURS.round_of(token) is None


@given(st.binary(max_size=300), st.text(max_size=20))
def test_what_is_sealed_opens_with_the_same_key_in_the_same_place(plain: bytes, place: str) -> None:
    sealed = OURS.seal(plain, place=place)
    assert OURS.open(sealed, place=place) == plain
    assert OURS.open(sealed, place=f"{place}!") is None
    assert OTHERS.open(sealed, place=place) is None
    assert OURS.open(sealed[:-1], place=place) is None
    assert OURS.seal(plain, place=place) != sealed


def test_the_names_of_one_persons_answers_have_nothing_in_common() -> None:
    token = OURS.new_token(7)
    named = {OURS.hash_of(token, part) for part in ("0", "1", "2", "3", "4", "remark")}
    assert len(named) == 6
    assert OTHERS.hash_of(token, "0") not in named


def test_a_button_carries_a_token_within_telegrams_limit() -> None:
    token = OURS.new_token(2**39)
    for action in (PulseAnswer(token, 10, 4), PulseReason(token), PulseNotNow(token)):
        assert decode(encode(action)) == action
        assert len(encode(action)) <= MAX_BYTES


def test_the_key_depends_on_every_secret_and_not_on_their_order() -> None:
    assert key_from(["a", "b"]) == key_from(["b", "a"])
    assert len({key_from(["a", "b"]), key_from(["ab"]), key_from(["a"]), key_from([])}) == 4


def test_the_key_is_never_printed() -> None:
    assert "000" not in repr(replace(OURS))
