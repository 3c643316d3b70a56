"""What was refused is kept aside, shown to the operator, and brought back when its cause is mended."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.domain.feedback import Said
from bot.domain.quarantine import Quarantined, Wrong
from bot.services.intake import Receipt, take_in_many
from bot.services.office import Office
from storage import quarantine
from storage.engine import Database

Parse = Callable[[str, bytes, datetime], list[Said] | tuple[Wrong, ...]]
"""Reads a kept body of a source, as seen from a moment: all that it says, or all that is wrong with it."""

_AT_ONCE = 500


async def keep(db: Database, source: str, body: bytes, wrong: Sequence[Wrong], *, now: datetime) -> int:
    """Keep a refused body; returns its number. The same body again has the same number."""
    return (await keep_many(db, source, [(body, wrong)], now=now))[0]


async def keep_many(
    db: Database, source: str, refused: Sequence[tuple[bytes, Sequence[Wrong]]], *, now: datetime
) -> list[int]:
    """Keep refused bodies in one transaction; returns their numbers in order."""
    async with db.begin() as tx:
        return [await quarantine.add(tx, source, body, wrong, now=now) for body, wrong in refused]


async def everything(db: Database) -> list[Quarantined]:
    """All that is kept aside, oldest first."""
    async with db.read() as tx:
        return await quarantine.everything(tx)


async def show(db: Database, number: int) -> Quarantined:
    """One kept body. Raises NotFound."""
    async with db.read() as tx:
        return await quarantine.get(tx, number)


async def retry(office: Office, number: int, parse: Parse, *, now: datetime) -> list[Receipt] | tuple[Wrong, ...]:
    """Take a kept body in after all; it is let go once everything in it is kept as feedback.

    What is still wrong is remembered and returned. A crash in between leaves it here; trying again changes nothing.
    Raises NotFound.
    """
    kept = await show(office.db, number)
    pieces = parse(kept.source, kept.body, now)
    if isinstance(pieces, tuple):
        async with office.db.begin() as tx:
            await quarantine.tried(tx, number, pieces, now=now)
        return pieces
    receipts: list[Receipt] = []
    for start in range(0, len(pieces), _AT_ONCE):
        receipts += await take_in_many(office, pieces[start : start + _AT_ONCE], now=now)
    async with office.db.begin() as tx:
        await quarantine.remove(tx, number)
    return receipts


async def let_go(db: Database, number: int) -> bool:
    """Drop a kept body for good. False: it was gone already."""
    async with db.begin() as tx:
        return await quarantine.remove(tx, number)
