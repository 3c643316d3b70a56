"""Words by what is the same in all their forms, so that "wachttijd" is found in "wachttijden".

Nobody tells us the language of every word, so each has a Dutch and an English stem, and is found by either. A word
with a hyphen is found as one word and by its parts: "e-mail" is "email", and has "mail" in it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from snowballstemmer import stemmer

LONGEST = 40
"""Characters of a stem that count."""

MOST_WORDS = 300
"""So many different words of one text can be found: a text of any length takes its bounded time."""

_FURTHEST = 20_000
"""Characters of a text that are looked at."""

_WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
_APOSTROPHE = re.compile(r"['’]")
_HYPHEN = re.compile(r"[‐‑-]")
_BENT = re.compile(r"(?<=[^aeiou])([aou])[vz]e?$|[vz]e?$")

# Words that are in almost every text. What carries a meaning to somebody who searches (not, never, again) is not here.
_DUTCH = """
aan al als ben bent bij dan dat de der deze die dit door dus een en er het hem hij hun ik in is je jij jullie kan
kon maar me men met mij mijn na naar nog nu of om ons onze ook op te tot u uw uit van voor was waren wat we wel wij
werd worden wordt wie zal ze zei zich zij zijn zo zou
"""
_ENGLISH = """
a about am an and any are as at be been but by can could did do does for from had has have he her him his i if in into
is it its me my of on or our she so than that the their them then there these they this those to us was we were what
when which who will with would you your
"""


def stems(text: str) -> frozenset[str]:
    """The stems of what a text is about."""
    words: dict[str, None] = {}
    for match in _WORD.finditer(_folded(text)):
        word = match.group()
        words.update(dict.fromkeys(_forms(word) if len(word) <= LONGEST else _all_forms(word)))
        if len(words) >= MOST_WORDS:
            break
    return _stems_of_all(islice(words, MOST_WORDS))


def query_stems(words: str) -> list[frozenset[str]]:
    """What to look for: for each word the stems of which one must be there. Nothing, where only small words are asked
    for."""
    asked: dict[frozenset[str], None] = {}
    of_small_parts: dict[frozenset[str], None] = {}
    for match in _WORD.finditer(_folded(words)):
        joined, parts = _taken_apart(match.group())
        for part in parts:  # written as one word, or all its parts
            asked[_stems_of_all((part, *joined))] = None
            if len(asked) == MOST_WORDS:
                return list(asked)
        if joined and not parts and len(of_small_parts) < MOST_WORDS:
            of_small_parts[_stems_of_all(joined)] = None
    return list(asked or of_small_parts)


# Most words of a text were in another one: taking them apart anew would take longer than their stems.
@lru_cache(maxsize=32_768)
def _forms(word: str) -> tuple[str, ...]:
    return _all_forms(word)


def _all_forms(word: str) -> tuple[str, ...]:
    joined, parts = _taken_apart(word)
    return (*parts, *joined)


def _taken_apart(word: str) -> tuple[Sequence[str], Sequence[str]]:
    """Joined where it has hyphens, and its parts that are not small."""
    pieces = _HYPHEN.split(_APOSTROPHE.sub("", word))
    parts = [piece for piece in pieces if piece not in _SMALL and (len(piece) > 1 or piece.isdigit())]
    joined = "".join(pieces)
    return [joined] if len(pieces) > 1 and len(joined) <= LONGEST and not joined.isdigit() else [], parts


def _folded(text: str) -> str:
    begins = text[:_FURTHEST].casefold()
    if begins.isascii():
        return begins
    apart = unicodedata.normalize("NFKD", begins)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _stems_of_all(words: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        found |= _stems_of(word[: LONGEST + 1])  # what is remembered of an endless word is short
    return frozenset(found)


# Stemming takes a hundred times longer than looking up, and people use the same words.
@lru_cache(maxsize=32_768)
def _stems_of(word: str) -> frozenset[str]:
    if len(word) > LONGEST:
        return frozenset({word[:LONGEST]})
    # A stemmer keeps the word that it works on: one for each call, since searches may come from several threads.
    dutch, english = (stemmer(language).stemWord(word)[:LONGEST] for language in ("dutch", "english"))
    return frozenset((_unbent(dutch), english))


def _unbent(stem: str) -> str:
    """As the word is spelt without an ending, where the stemmer leaves one: lieve is lief, boze is boos."""
    return _BENT.sub(_straight, stem) if len(stem) > len("ze") + 1 else stem


def _straight(bent: re.Match[str]) -> str:
    vowel = bent[1] or ""
    return vowel * 2 + ("f" if "v" in bent[0] else "s")


_SMALL = frozenset(f"{_DUTCH} {_ENGLISH}".split())
