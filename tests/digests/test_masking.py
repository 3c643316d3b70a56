"""Nobody who works here is named in what a customer is quoted to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.examples import scene
from bot.cards.masking import MASK, hiding_everyone

HIDE = hiding_everyone(scene("nl"))  # Anna Visser, Boris Jansen and Fatima El Amrani


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Anna was rude", f"{MASK} was rude"),
        ("ANNA VISSER!", f"{MASK}!"),
        ("fatima el amrani", f"{MASK} el {MASK}"),
        ("Boris' plan, Anna's plan, Annas plan", f"{MASK}' plan, {MASK}'s plan, {MASK}s plan"),
        ("mail anna@devrieswonen.nl", f"mail {MASK}"),
        ("Fátima en Anna-team", f"{MASK} en {MASK}-team"),
        ("Hannah and Annabel stay, and so does el camino", "Hannah and Annabel stay, and so does el camino"),
        ("", ""),
    ],
)
def test_names_are_hidden_and_words_are_not(said: str, read: str) -> None:
    assert HIDE(said) == read


@given(st.text(alphabet=" .,!?\n'-()", max_size=20), st.text(alphabet=" .,!?\n'-()", max_size=20))
def test_a_name_is_found_between_whatever_stands_around_it(before: str, after: str) -> None:
    assert "jansen" not in HIDE(f"de {before} Jansen {after} zei").lower()


@given(st.text(alphabet="0123456789 ,.!?", max_size=80))
def test_what_names_nobody_stays_as_it_is(text: str) -> None:
    assert HIDE(text) == text
