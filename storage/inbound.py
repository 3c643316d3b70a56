"""What a platform told us and we have confirmed: kept until it has had its effect, so that a crash loses nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.destination import Platform
from storage.engine import Database, Transaction
from storage.tables import inbound

MOST_ATTEMPTS = 5
"""After as many failures a row is left alone: the operator sees it and can have it tried again."""


@dataclass(frozen=True, kw_only=True)
class Received:
    """One thing that a platform told us. `attempts` counts this one too."""

    id: int
    delivery: str
    payload: Mapping[str, Any]
    received_at: datetime
    attempts: int


class Inbound:
    """What waits for its effect, for one platform. Whoever holds a row has it until its lease ends."""

    def __init__(self, db: Database, platform: Platform) -> None:
        self._db = db
        self._platform = platform

    async def record(
        self, told: Sequence[tuple[str, Mapping[str, Any]]], *, now: datetime, leased_until: datetime
    ) -> list[Received]:
        """Keep what was told, as pairs of its delivery name and itself, and lease it to the caller.

        Returns the new ones in order; what waits already is left out. After this it may be confirmed.
        """
        if not told:
            return []
        rows = [
            {
                "platform": self._platform.value,
                "delivery": delivery,
                "payload": payload,
                "received_at": now,
                "attempts": 1,
                "leased_until": leased_until,
            }
            for delivery, payload in told
        ]
        async with self._db.begin() as tx:
            dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
            made = await tx.execute(dialect.insert(inbound).values(rows).on_conflict_do_nothing().returning(inbound))
            return _values(made.mappings().all())

    async def take(self, limit: int, *, now: datetime, leased_until: datetime) -> list[Received]:
        """Lease what nobody holds, oldest first: what a crash left behind, or an attempt that failed."""
        free = (
            select(inbound.c.id)
            .where(
                inbound.c.platform == self._platform.value,
                inbound.c.attempts < MOST_ATTEMPTS,
                inbound.c.leased_until.is_(None) | (inbound.c.leased_until <= now),
            )
            .order_by(inbound.c.id)
            .limit(limit)
        )
        async with self._db.read() as tx:
            if (await tx.execute(free.limit(1))).first() is None:
                return []
        async with self._db.begin() as tx:
            ids = list((await tx.execute(free.with_for_update(skip_locked=True))).scalars())
            taken = await tx.execute(
                update(inbound)
                .where(inbound.c.id.in_(ids))
                .values(leased_until=leased_until, attempts=inbound.c.attempts + 1)
                .returning(inbound)
            )
            return _values(taken.mappings().all())

    async def hold(self, ids: Collection[int], *, leased_until: datetime) -> None:
        """These are still in hand: nobody else takes them before then, and waiting is no attempt."""
        async with self._db.begin() as tx:
            await tx.execute(update(inbound).where(inbound.c.id.in_(ids)).values(leased_until=leased_until))

    async def done(self, ids: Collection[int]) -> None:
        """These have had their effect; nothing of them is kept."""
        if ids:
            async with self._db.begin() as tx:
                await tx.execute(delete(inbound).where(inbound.c.id.in_(ids)))

    async def failed(self, row_id: int, *, not_before: datetime) -> None:
        """The attempt failed; the row can be taken again at `not_before`, unless it has failed too often."""
        async with self._db.begin() as tx:
            await tx.execute(update(inbound).where(inbound.c.id == row_id).values(leased_until=not_before))


@dataclass(frozen=True, kw_only=True)
class LeftAlone:
    """Something that failed too often to be tried again by itself; never its words. `received_at` is aware UTC."""

    platform: Platform
    delivery: str
    received_at: datetime


async def left_alone(tx: Transaction) -> list[LeftAlone]:
    """What failed too often, oldest first; also what is at its last attempt right now."""
    rows = await tx.execute(
        select(inbound.c.platform, inbound.c.delivery, inbound.c.received_at).where(_given_up).order_by(inbound.c.id)
    )
    return [
        LeftAlone(platform=Platform(row.platform), delivery=row.delivery, received_at=row.received_at) for row in rows
    ]


async def count_left_alone(tx: Transaction) -> int:
    """How many failed too often."""
    return int((await tx.execute(select(func.count()).select_from(inbound).where(_given_up))).scalar_one())


async def try_again(tx: Transaction) -> int:
    """Everything that failed too often can be taken once more; returns how many."""
    again = await tx.execute(update(inbound).where(_given_up).values(attempts=0, leased_until=None))
    return again.rowcount


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Drop what failed too often and came before that moment: by now nobody waits for it."""
    await tx.execute(delete(inbound).where(_given_up, inbound.c.received_at < before))


_given_up = inbound.c.attempts >= MOST_ATTEMPTS


def _values(rows: Sequence[RowMapping]) -> list[Received]:
    return [
        Received(
            id=row["id"],
            delivery=row["delivery"],
            payload=row["payload"],
            received_at=row["received_at"],
            attempts=row["attempts"],
        )
        for row in sorted(rows, key=lambda row: int(row["id"]))
    ]
