"""Digests: summaries frozen when they were made, and the cases that each lists."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select, tuple_

from bot.domain.digest import DayContent, Digest, DigestKind, HuddleContent
from bot.errors import NotFound
from storage.digest_content import from_json, to_json
from storage.engine import Transaction
from storage.inserting import insert_all, insert_numbered
from storage.tables import digest_cases, digests


async def add_many(tx: Transaction, kind: DigestKind, new: Sequence[Digest]) -> list[int]:
    """Freeze digests of one kind, with the cases that they list; returns their ids in order.

    A second one of this kind for the same team and day is a Conflict.
    """
    numbers = await insert_numbered(
        tx,
        digests,
        [
            {
                "kind": kind,
                "team": one.team,
                "day": one.day,
                "made_at": one.made_at,
                "content": to_json(one.content),
            }
            for one in new
        ],
    )
    listed = [
        {"digest_id": number, "case_id": case}
        for number, one in zip(numbers, new, strict=True)
        for case in _cases_of(one.content)
    ]
    await insert_all(tx, digest_cases, listed)
    return numbers


async def get(tx: Transaction, digest_id: int) -> Digest:
    """As it was frozen. Raises NotFound."""
    row = (await tx.execute(select(digests).where(digests.c.id == digest_id))).first()
    if row is None:
        raise NotFound(f"digest {digest_id}")
    return _digest(row)


async def last_days(tx: Transaction, teams: Collection[str], *, before: date) -> dict[str, Digest]:
    """Each team's last digest of a day before this one, by team."""
    latest = (
        select(digests.c.team, func.max(digests.c.day))
        .where(digests.c.kind == DigestKind.DAY, digests.c.team.in_(teams), digests.c.day < before)
        .group_by(digests.c.team)
    )
    rows = await tx.execute(
        select(digests).where(digests.c.kind == DigestKind.DAY, tuple_(digests.c.team, digests.c.day).in_(latest))
    )
    return {row.team: _digest(row) for row in rows}


def _digest(row: "Row[Any]") -> Digest:
    content = from_json(DigestKind(row.kind), row.content)
    return Digest(id=row.id, team=row.team, day=row.day, made_at=row.made_at, content=content)


def _cases_of(content: DayContent | HuddleContent) -> tuple[int, ...]:
    return content.worth if isinstance(content, DayContent) else ()
