"""Words in which nobody can be recognised: without names of ours and of the customer's, addresses and long numbers."""

import re
from collections.abc import Callable
from functools import lru_cache

from bot.cards.lines import PARTICLES
from bot.cards.masking import MASK, Mask, hiding_everyone
from bot.cards.scene import Scene
from bot.domain.feedback import Feedback

_MAIL = r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"
_LINK = r"(?:https?://|www\.)\S*[^\s.,;:!?)]"
_IBAN = r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b"
_POSTCODE = r"\b[1-9]\d{3}\s?[A-Z]{2}\b(?:[\s,]*\d{1,5}(?:\s?[a-zA-Z])?\b)?"
_STREET = (
    r"\b[A-Z][\w'’.-]*(?:straat|laan|weg|plein|kade|gracht|singel|dreef|hof|pad|dijk|steeg|street|road|lane|avenue)"
    r"\s+\d{1,5}(?:\s?[a-zA-Z])?\b"
)
_NUMBER = r"(?<![\w.,])(?:\+|\(\+?)?\d(?:[ \t.()/-]{0,2}\d){5,}(?!\w)"
_CODE = r"\b(?=[A-Za-z]*\d)(?:[A-Za-z]{1,5}[-/]?\d{4,}[\w-]*)\b"
_TELLING = re.compile("|".join((_MAIL, _LINK, _IBAN, _POSTCODE, _STREET, _NUMBER, _CODE)))
# 20-11-2026 or 2026-11-20, 1.200,50 and 2.500.000 say something about what happened, not about who.
_HARMLESS = re.compile(
    r"\d{1,2}([-/. ])\d{1,2}\1(?:19|20)?\d{2}|(?:19|20)\d{2}-\d{1,2}-\d{1,2}|\d{1,3}(?:[.,]\d{3}){1,2}(?:[.,]\d{2})?"
)
_REPEATED = 100
"""Touchpoints, locations and the like come again and again, and are short; words that customers wrote do not."""


def hiding_numbers(text: str) -> str:
    """Without e-mail and postal addresses, links, account and telephone numbers, and other numbers of six digits or
    more; dates and amounts stay."""
    return _TELLING.sub(lambda found: found[0] if _HARMLESS.fullmatch(found[0].strip()) else MASK, text)


def anonymous(scene: Scene) -> Callable[[Feedback, str], str]:
    """Hides in words about a feedback who said it, who works here, and what leads to either."""
    hide_ours = hiding_everyone(scene)

    def without(text: str) -> str:
        return hide_ours(hiding_numbers(text))

    known = lru_cache(maxsize=4096)(without)

    def hide(about: Feedback, text: str) -> str:
        unsigned = _customer(about).hide(text)
        return known(unsigned) if len(unsigned) <= _REPEATED else without(unsigned)

    return hide


def _customer(about: Feedback) -> Mask:
    customer = about.said.customer
    names = {one.strip() for one in (customer.id, customer.name, customer.email, customer.phone) if one}
    parts = (word.strip(".,") for word in (customer.name or "").split())
    names |= {word for word in parts if len(word) > 1 and word.casefold() not in PARTICLES}
    if about.said.employee:
        names |= {about.said.employee.strip(), about.said.employee.partition("@")[0].strip()}
    return Mask(tuple(sorted(name for name in names if len(name) > 1)))
