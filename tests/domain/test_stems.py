"""A word is found in all its forms, in Dutch and in English."""

import time

import pytest

from bot.stems import LONGEST, MOST_WORDS, query_stems, stems


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("wachttijd", "Wat een wachttijden!"),
        ("Wachttijden", "de WACHTTIJD was lang"),
        ("klacht", "drie klachten"),
        ("bellen", "Er is niet gebeld."),
        ("vriendelijk", "een vriendelijke monteur"),
        ("monteur", "de monteurs"),
        ("foto", "foto's"),
        ("delivery", "two deliveries late"),
        ("waiting", "we waited"),
        ("cafe", "het Café"),
        ("één-op-één gesprek", "een gesprek, eindelijk"),
        ("1200", "factuur 1200"),
        ("e-mail", "nooit een email gekregen"),
        ("email", "geen antwoord op mijn e-mails"),
        ("mail", "mijn e-mail"),
        ("klant-contact", "het contact met de klant"),
        ("klantcontact", "fijn klant-contact"),
        ("lief", "wat een lieve collega"),
        ("lieve", "lief van jullie"),
        ("huis", "alle huizen"),
        ("huizen", "bij mij in huis"),
        ("boos", "een boze buurman"),
        ("half", "een halve dag"),
        ("brieven", "geen brief gehad"),
    ],
)
def test_a_word_is_found_in_its_other_forms(asked: str, said: str) -> None:
    assert query_stems(asked)
    assert all(word & stems(said) for word in query_stems(asked))


def test_of_a_word_with_a_hyphen_all_its_parts_are_asked() -> None:
    assert not all(word & stems("een klant") for word in query_stems("klant-contact"))


def test_no_number_is_made_of_a_date() -> None:
    assert stems("20-11-2026") == {"20", "11", "2026"}


def test_small_words_are_no_words_to_look_for() -> None:
    assert query_stems("de van the of, - ?!") == []
    assert query_stems("") == []


def test_small_parts_are_asked_as_the_word_that_they_make() -> None:
    assert query_stems("er-op") == query_stems("erop") != []


def test_each_word_is_asked_once() -> None:
    assert len(query_stems("klacht, Klacht of KLACHT")) == 1


def test_what_nobody_wrote_takes_its_bounded_time() -> None:
    began = time.perf_counter()
    found = stems("ﷺ " * 1000 + " ".join(f"woorden{n}-e-{n}" for n in range(50_000)) + "x" * 200_000)
    assert len(found) <= 2 * MOST_WORDS
    assert all(len(stem) <= LONGEST for stem in found)
    assert stems("a" * 100_000) == frozenset({"a" * LONGEST})
    assert time.perf_counter() - began < 2
