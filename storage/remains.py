"""A customer's words in tables that are not about customers: what people did, and what was refused.

Nobody's words are in digests (numbers and ids), shared questions (a team and days), the record of exports (who took
what), counts of invitations, employees' answers (sealed) and promises (about a pulse), so these stay as they are.
Presses that wait for a link hold a button's code.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, tuple_

from bot.actions import decode
from bot.domain.erasure import Sought, holds_customer, holds_piece
from storage.erasures import Held, about
from storage.feedback import Key
from storage.tables import inbound, overheard, pending_forms, postings, quarantine
from storage.transaction import Transaction

_SHORTEST_WORDS = 12
"""Characters that are looked for in what people did: fewer may be anybody's."""

_LONGEST_WORDS = 40
"""A card may cut what is longer."""

Place = tuple[str, str, str]
"""platform, chat, message"""


async def drop(tx: Transaction, held: Held) -> int:
    """Drop what people were about to do with these cases, and refused bodies with the same ids from the same sources;
    returns how many bodies.

    A half-filled form and a reply under a card hold colleagues' words about the customer; an update of Telegram that
    waits to be handled, or that we failed to handle, quotes the message that it is about.
    """
    rows = await tx.execute(
        select(postings.c.platform, postings.c.remote_chat, postings.c.remote_message).where(
            about(held), postings.c.remote_message.is_not(None)
        )
    )
    places: set[Place] = {(row.platform, row.remote_chat, row.remote_message) for row in rows}
    if places:
        under = tuple_(overheard.c.platform, overheard.c.chat, overheard.c.under)
        await tx.execute(delete(overheard).where(under.in_(sorted(places))))
    forms = await tx.execute(select(pending_forms.c.id, pending_forms.c.action))
    begun = [row.id for row in forms if _is_about(row.action, held)]
    await tx.execute(delete(pending_forms).where(pending_forms.c.id.in_(begun)))
    told = await tx.execute(select(inbound.c.id, inbound.c.platform, inbound.c.payload))
    words = list(_words(held))
    quoting = [row.id for row in told if _quotes(row.payload, row.platform, held, places, words)]
    await tx.execute(delete(inbound).where(inbound.c.id.in_(quoting)))
    return await drop_refused(tx, await refused_pieces(tx, [one.said.key for one in held.feedback]))


async def refused_pieces(tx: Transaction, keys: Collection[Key]) -> list[int]:
    """Quarantined bodies with pieces under these keys in them."""
    ids: dict[str, set[str]] = defaultdict(set)
    for source, external_id in keys:
        ids[source].add(external_id)
    return [number async for number, source, body in _refused(tx) if source in ids and holds_piece(body, ids[source])]


async def refused_of_customer(tx: Transaction, sought: Sought) -> list[int]:
    """Quarantined bodies that are about this customer, also where they could not be read."""
    return [number async for number, source, body in _refused(tx) if holds_customer(body, sought, source=source)]


async def drop_refused(tx: Transaction, numbers: Sequence[int]) -> int:
    """Drop bodies whole; what else is in them was refused too, and its sender told so. Returns how many went."""
    return (await tx.execute(delete(quarantine).where(quarantine.c.id.in_(numbers)))).rowcount


async def _refused(tx: Transaction) -> AsyncIterator[tuple[int, str, bytes]]:
    """One after the other, since a body may have megabytes."""
    for number in (await tx.execute(select(quarantine.c.id).order_by(quarantine.c.id))).scalars().all():
        row = (await tx.execute(select(quarantine).where(quarantine.c.id == number))).first()
        if row is not None:
            yield number, row.source, bytes(row.body)


def _is_about(code: str, held: Held) -> bool:
    action = decode(code)
    return getattr(action, "case", None) in held.case_numbers or getattr(action, "feedback", None) in held.numbers


def _quotes(payload: object, platform: str, held: Held, places: set[Place], words: Sequence[str]) -> bool:
    """Whether anything in what a platform told is one of these messages, a button of them, or these words."""
    for part in _parts(payload):
        if isinstance(part, str):
            if any(one in part for one in words):
                return True
            continue
        chat, message, pressed = part.get("chat"), part.get("message_id"), part.get("data")
        if isinstance(chat, Mapping) and (platform, str(chat.get("id")), str(message)) in places:
            return True
        if isinstance(pressed, str) and _is_about(pressed, held):
            return True
    return False


def _parts(told: object) -> Iterator[str | Mapping[str, Any]]:
    """Every text and every named thing in it, at any depth."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        yield told
        for inner in told.values():
            yield from _parts(inner)
    elif isinstance(told, list):
        for inner in told:
            yield from _parts(inner)


def _words(held: Held) -> Iterator[str]:
    for one in held.feedback:
        customer = one.said.customer
        for words in (one.said.comment, customer.name, customer.email, customer.phone):
            if words is not None and len(words) >= _SHORTEST_WORDS:
                yield words[:_LONGEST_WORDS]
