"""Every sentence of the product exists in every language.

`python -m tests.cards.sentences` takes new sentences into the catalogues; then translate them there.
"""

import re
from string import Formatter

import pytest
from babel.messages.catalog import Message

from bot.wording import DEFAULT_LANGUAGE, LANGUAGES
from tests.cards.sentences import Sentence, Unreadable, catalogue, everything_said, said_in

TRANSLATED = [language for language in LANGUAGES if language != DEFAULT_LANGUAGE]


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _messages(language: str) -> dict[tuple[str, ...], Message]:
    return {_forms(message.id): message for message in catalogue(language) if message.id}


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_sentences_are_literals() -> None:
    assert [one.where for one in everything_said() if isinstance(one, Unreadable)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str) -> None:
    known = _messages(language)
    said = {one.forms: one.where for one in everything_said() if isinstance(one, Sentence)}
    missing = {forms: where for forms, where in said.items() if forms not in known or not _is_whole(known[forms])}
    assert not missing, "run python -m tests.cards.sentences and translate what is empty"


def _is_whole(message: Message) -> bool:
    return all(_forms(message.string)) and not message.fuzzy


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over(language: str) -> None:
    said = {one.forms for one in everything_said() if isinstance(one, Sentence)}
    assert set(_messages(language)) <= said, "run python -m tests.cards.sentences"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_fill_in_the_same_names(language: str) -> None:
    different = [
        forms
        for forms, message in _messages(language).items()
        if any(_names(translated) != _names(forms[-1]) for translated in _forms(message.string))
    ]
    assert different == []


@pytest.mark.parametrize(
    ("instead", "of"),
    [
        ("melding", r"\bza(ak|ken)\b"),
        ("contactmoment", "contactpunt"),
        ("afgerond", "opgelost"),
        ("teamleider", "leidinggevende"),
        ("the Dutch word", r"/nps (cases?|help|me|away|back|said|compare)\b"),
    ],
)
def test_dutch_has_one_word_for_each_thing(instead: str, of: str) -> None:
    texts = (text for message in _messages("nl").values() for text in _forms(message.string))
    assert [text for text in texts if re.search(of, text, re.IGNORECASE)] == [], f"say {instead}"


def test_a_sentence_without_translation_would_be_found() -> None:
    source = (
        'wording.say("Hello {name}", name=1)\nscene.wording.count("{n} day", "{n} days", 3)\n"aab".count("a", 0, 2)\n'
    )
    assert list(said_in(source, "x.py")) == [
        Sentence(("Hello {name}",), "x.py:1"),
        Sentence(("{n} day", "{n} days"), "x.py:2"),
    ]


def test_a_sentence_that_is_no_literal_would_be_found() -> None:
    assert list(said_in("scene.wording.say(sentence)", "x.py")) == [Unreadable("x.py:1")]
