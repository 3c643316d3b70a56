"""Whose words are to be erased, and whether something that was kept unread holds them."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.feedback import Customer

_PAIRS = re.compile(r'"([^"\\]{1,64})"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|(-?\d+))')
_SHORTEST_PHONE = 6


@dataclass(frozen=True, kw_only=True)
class Sought:
    """The customer with this e-mail address, or this phone number, or this id (at any source, where none is named)."""

    email: str | None = None
    phone: str | None = None
    customer_id: str | None = None
    source: str | None = None

    def is_meant(self, customer: Customer, *, source: str) -> bool:
        """Whether this is the one. E-mail is compared without regard to case and spaces, phone by its digits."""
        if self.email is not None:
            return customer.email is not None and plain_email(customer.email) == plain_email(self.email)
        if self.phone is not None:
            return customer.phone is not None and same_phone(customer.phone, self.phone)
        return customer.id == self.customer_id and self.source in (None, source)


@dataclass(frozen=True, kw_only=True)
class Erasable:
    """What an operator may know of a feedback before it is erased: never whose it is or what they said."""

    feedback: int
    case: int | None
    source: str
    team: str
    day: date


def plain_email(text: str) -> str:
    """An address as it is compared: "M.de Vries@Example.nl " and "m.devries@example.nl" are one."""
    return "".join(text.split()).casefold()


def plain_phone(text: str) -> str:
    """The digits of a number: +31 (0)6 12 and 0031 612 are one. What is written without its country is another."""
    digits = re.sub(r"[^0-9]", "", text.replace("(0)", ""))
    return digits.removeprefix("00")


def same_phone(one: str, other: str) -> bool:
    """Whether both are the same number. A few digits are none."""
    plain = plain_phone(one)
    return len(plain) >= _SHORTEST_PHONE and plain == plain_phone(other)


def holds_piece(body: bytes, external_ids: Collection[str]) -> bool:
    """Whether a body that was refused has a piece with one of these ids in it, alone or in a list."""
    return any(
        key == "id" and within in ("", None) and value.strip() in external_ids for within, key, value in _told(body)
    )


def holds_customer(body: bytes, sought: Sought, *, source: str) -> bool:
    """Whether a body that a source sent and we refused is about this customer, wherever in it that is said."""
    for within, key, value in _told(body):
        if sought.email is not None and plain_email(value) == plain_email(sought.email):
            return True
        if sought.phone is not None and same_phone(value, sought.phone):
            return True
        about = key == "id" and within in ("customer", None)
        if about and value.strip() == sought.customer_id and sought.source in (None, source):
            return True
    return False


def _told(body: bytes) -> Iterator[tuple[str | None, str, str]]:
    """Every (name of what it stands in, name, value) of a body, "" outside; None where it cannot be read as JSON, so
    that nobody knows. A name that stands twice counts twice."""
    text = body.decode(errors="replace")
    try:
        yield from list(_within("", "", json.loads(text, object_pairs_hook=tuple)))
    except (ValueError, RecursionError):
        for key, words, number in _PAIRS.findall(text):
            yield None, key, number or _unescaped(words)


def _within(outer: str, key: str, value: object) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, tuple):
        for name, inner in value:
            yield from _within(key, str(name), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _within(outer, key, inner)
    elif value is not None:
        yield outer, key, str(value)


def _unescaped(words: str) -> str:
    try:
        return str(json.loads(f'"{words}"', strict=False))
    except ValueError:
        return words
