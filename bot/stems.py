"""Words by what is the same in all their forms, so that "wachttijd" is found in "wachttijden".

Nobody tells us the language of every word, so each has a Dutch and an English stem, and is found by either.
"""

import re
import unicodedata
from functools import lru_cache

from snowballstemmer import stemmer

LONGEST = 40
"""Characters of a stem that count."""

MOST_WORDS = 300
"""So many different words of one text can be found: a text of any length takes its bounded time."""

_FURTHEST = 20_000
"""Characters of a text that are looked at."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APOSTROPHE = re.compile(r"['’]")

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
    found: set[str] = set()
    for word in _words(text):
        found |= _stems_of(word)
    return frozenset(found)


def query_stems(words: str) -> list[frozenset[str]]:
    """What to look for: for each word the stems of which one must be there. Nothing, where only small words are asked
    for."""
    return list(dict.fromkeys(_stems_of(word) for word in _words(words)))


def _words(text: str) -> list[str]:
    """Its first different words without small ones, in order, with neither capitals nor accents."""
    found: dict[str, None] = {}
    for match in _WORD.finditer(_folded(text)):
        word = _APOSTROPHE.sub("", match.group())
        if word not in _SMALL and (len(word) > 1 or word.isdigit()):
            found[word] = None
            if len(found) == MOST_WORDS:
                break
    return list(found)


def _folded(text: str) -> str:
    begins = text[:_FURTHEST].casefold()
    if begins.isascii():
        return begins
    apart = unicodedata.normalize("NFKD", begins)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


# Stemming takes a hundred times longer than looking up, and people use the same words.
@lru_cache(maxsize=32_768)
def _stems_of(word: str) -> frozenset[str]:
    if len(word) > LONGEST:
        return frozenset({word[:LONGEST]})
    # A stemmer keeps the word that it works on: one for each call, since searches may come from several threads.
    return frozenset(stemmer(language).stemWord(word)[:LONGEST] for language in ("dutch", "english"))


_SMALL = frozenset(f"{_DUTCH} {_ENGLISH}".split())
