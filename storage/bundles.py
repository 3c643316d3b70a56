"""Bundles: what a lead hears together, so that there is at most one message an hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.engine import Transaction
from storage.inserting import insert_numbered
from storage.tables import bundle_cases, bundles, members


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """One message to one lead; it may be shown from `opens_at` on."""

    id: int
    opens_at: datetime


async def latest(tx: Transaction, member_id: int) -> Bundle | None:
    """The member's newest bundle. Until the end of the transaction nobody else looks for it or opens another."""
    await tx.execute(select(members.c.id).where(members.c.id == member_id).with_for_update())
    rows = await tx.execute(
        select(bundles).where(bundles.c.member_id == member_id).order_by(bundles.c.opens_at.desc()).limit(1)
    )
    row = rows.first()
    return None if row is None else Bundle(id=row.id, opens_at=row.opens_at)


async def open_for(tx: Transaction, member_id: int, *, opens_at: datetime) -> int:
    """A new bundle; returns its id."""
    return (await insert_numbered(tx, bundles, [{"member_id": member_id, "opens_at": opens_at}]))[0]


async def put(tx: Transaction, bundle_id: int, case_id: int) -> None:
    """Put a case into a bundle, once."""
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    await tx.execute(dialect.insert(bundle_cases).values(bundle_id=bundle_id, case_id=case_id).on_conflict_do_nothing())


async def cases_in(tx: Transaction, bundle_id: int) -> Sequence[int]:
    """The cases in a bundle, in the order of their numbers."""
    rows = await tx.execute(
        select(bundle_cases.c.case_id).where(bundle_cases.c.bundle_id == bundle_id).order_by(bundle_cases.c.case_id)
    )
    return list(rows.scalars())


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Drop bundles that were for before then."""
    old = select(bundles.c.id).where(bundles.c.opens_at < before)
    await tx.execute(delete(bundle_cases).where(bundle_cases.c.bundle_id.in_(old)))
    await tx.execute(delete(bundles).where(bundles.c.opens_at < before))
