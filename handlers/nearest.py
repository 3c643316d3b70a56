"""What somebody meant who made one slip: a word misspelt, left out or too many. Pure."""

import difflib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.actions import is_id
from bot.domain.question import Dimension
from handlers.calendar_words import (
    AGO,
    MONTHS,
    NUMBERS,
    ONE_OF,
    PREVIOUS,
    ROLLING,
    SINCE,
    THIS,
    UNITS,
    WEEKDAYS,
    WEEKEND,
)
from handlers.team_words import FILLERS, Teams
from handlers.vocabulary import BY, DIMENSIONS, FORMS, PERSONAL, STRETCHES, VERBS, VERSUS, WHICH

_WORDS = frozenset(
    word
    for word in (
        *(VERBS.keys() | BY | WHICH.keys() | FORMS.keys() | PERSONAL | VERSUS),
        *(word for words in DIMENSIONS for word in words),
        *(PREVIOUS | THIS | ROLLING | SINCE | AGO.keys() | UNITS.keys() | MONTHS.keys()),
        *(word for word in WEEKDAYS if len(word) > 3),
        WEEKEND,
    )
    if len(word) > 1
)
_EXAMPLES = {
    "case": "cases",
    "zaak": "zaken",
    "melding": "meldingen",
    "said": "said waiting",
    "gezegd": "gezegd wachttijd",
}
_ONE_CASE = {plural: one for one, plural in _EXAMPLES.items() if VERBS.get(plural) == "cases"}
_STRETCH = {
    **{"week": "7d", "month": "this month", "quarter": "this quarter", "year": "this year"},
    **{"maand": "deze maand", "kwartaal": "dit kwartaal", "jaar": "dit jaar"},
}
_ENGLISH_DIMENSIONS = frozenset(
    {*Dimension, *(f"{one}s" for one in Dimension), "shop", "store", "survey", "day", "reason"}
)
_ENGLISH = frozenset({"last", "past", "previous", "open", "overdue", "late", "mine", "my"})
_WEEKDAY_IN_FULL = dict(
    zip(
        ("ma", "di", "wo", "do", "vr", "za", "zo"),
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        strict=True,
    )
)
_DIMENSION_WORDS = frozenset(word for words in DIMENSIONS for word in words[:1])
_MANY_PIECES = 8
_LONG_PIECE = 40
_SLIPS_PER_PIECE = 3
_LIKENESS = 0.7


@dataclass(frozen=True)
class Repair:
    """What may have been meant; `keeps_stranger`: what no team is called was meant as a team's name."""

    words: str
    keeps_stranger: bool = False


def nearest(said: Sequence[str], teams: Teams, understood: Callable[[str], bool]) -> Repair | None:
    """The first repair that is understood, in the language that it was typed in."""
    if len(said) > _MANY_PIECES or any(len(piece) > _LONG_PIECE for piece in said):
        said = [piece for piece in said[:1] if len(piece) <= _LONG_PIECE]
    repairs = (one for one in _repairs(list(said), teams) if not FILLERS.issuperset(one.words.split()))
    return next((repair for repair in repairs if understood(repair.words)), None)


def _repairs(said: list[str], teams: Teams) -> Iterator[Repair]:
    if not said:
        return
    names = {piece for key, name in teams.names.items() for piece in (key, name.lower())}
    known = _WORDS | names
    if said[0] in _EXAMPLES:
        yield Repair(_EXAMPLES[said[0]])
    if len(said) == 1 and is_id(said[0].lstrip("#")):
        yield Repair(f"case {said[0].lstrip('#')}")
    yield from _said_in_short(said)
    for place, piece in enumerate(said):
        if piece in _DIMENSION_WORDS and (place == 0 or said[place - 1] not in BY):
            yield _repair(said, place, place, "by" if piece in _ENGLISH_DIMENSIONS else "per")
    alike = {
        place: [_in_number(word, said[:place]) for word in _alike(piece, known)]
        for place, piece in enumerate(said)
        if piece not in known
    }
    for place, words in alike.items():
        for word in words:
            yield _repair(said, place, place + 1, word, keeps_stranger=word in names)
    mended = {place: words[0] for place, words in alike.items() if words}
    if len(mended) > 1:
        best = " ".join(mended.get(place, piece) for place, piece in enumerate(said))
        yield Repair(best, keeps_stranger=not names.isdisjoint(mended.values()))
    if alike:
        yield from _names_of_several_words(said, names)
    for place in range(len(said) - 1, -1, -1):
        if len(said) > 1 and said[place] not in VERBS:
            yield _repair(said, place, place + 1, keeps_stranger=place in alike)
    if said[0] in VERBS:
        yield Repair(said[0])


def _said_in_short(said: list[str]) -> Iterator[Repair]:
    """What lacks a word: days, or of what it is asked; and what has one too many."""
    first, *rest = said
    if first in _ONE_CASE and len(rest) == 1 and is_id(rest[0].lstrip("#")):
        yield Repair(f"{_ONE_CASE[first]} {rest[0].lstrip('#')}")
    if first in WHICH or (first == "te" and rest):
        yield Repair(" ".join(("cases" if first in _ENGLISH else "meldingen", *said)))
    if len(places := [place for place, piece in enumerate(said) if piece in BY]) > 1:
        yield Repair(" ".join(said[: places[1]]))
    for place, piece in enumerate(said):
        before = said[place - 1] if place else ""
        if before in BY and piece in STRETCHES:
            yield _repair(said, place - 1, place + 1, STRETCHES[piece])
            if len(said) > 2:
                yield _repair(said, place - 1, place + 1)
        elif piece.isdecimal() and before in PREVIOUS | ROLLING:
            yield _repair(said, place + 1, place + 1, "days" if before in _ENGLISH else "dagen")
        elif (one := _in_number(piece, said[:place])) != piece:
            yield _repair(said, place, place + 1, one)
        elif piece in _STRETCH:
            yield _repair(said, place, place + 1, _STRETCH[piece])
        elif piece in _WEEKDAY_IN_FULL:
            yield _repair(said, place, place + 1, _WEEKDAY_IN_FULL[piece])


def _in_number(word: str, before: Sequence[str]) -> str:
    """Several of a unit only behind a number: last week, 2 weeks."""
    counted = bool(before) and (before[-1].isdecimal() or before[-1] in NUMBERS)
    return word if counted else ONE_OF.get(word, word)


def _names_of_several_words(said: list[str], names: Collection[str]) -> Iterator[Repair]:
    found: list[tuple[float, Repair]] = []
    for begin in range(len(said)):
        for end in range(begin + 2, len(said) + 1):
            phrase = " ".join(said[begin:end])
            for name in _alike(phrase, names)[:1]:
                likeness = difflib.SequenceMatcher(None, phrase, name).ratio()
                found.append((likeness, _repair(said, begin, end, name, keeps_stranger=True)))
    yield from (repair for _, repair in sorted(found, key=lambda one: -one[0]))


def _repair(said: list[str], begin: int, end: int, *words: str, keeps_stranger: bool = False) -> Repair:
    return Repair(" ".join((*said[:begin], *words, *said[end:])), keeps_stranger)


def _alike(piece: str, known: Collection[str]) -> list[str]:
    """The words most like it, the best first; of equals, one with the same letters (hlep is help rather than hulp)."""
    close = difflib.get_close_matches(piece, sorted(known), n=_SLIPS_PER_PIECE, cutoff=_LIKENESS)
    return sorted(close, key=lambda word: sorted(word) != sorted(piece))
