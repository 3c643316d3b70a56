"""What else shows a case, besides its cards: digests that list it, and homes that somebody looks at."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, literal, or_, select, union_all

from storage.engine import Transaction
from storage.tables import cases, digest_cases, digests, history, homes


@dataclass(kw_only=True)
class Followers:
    """Digests by their id, and homes by the id of whose they are."""

    digests: list[int] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)


async def of_cases(
    tx: Transaction, case_ids: Collection[int], *, digests_since: datetime, homes_since: datetime
) -> Followers:
    """Digests made since then that list any of these cases, and homes looked at since then by whoever is in their
    team, has them, or ever did something about them. In one statement, since it is part of every press.
    """
    asked = {"cases": list(case_ids), "digests_since": digests_since, "homes_since": homes_since}
    found = Followers()
    for what, number in await tx.execute(_FOLLOWERS, asked):
        (found.homes if what == _HOME else found.digests).append(number)
    return found


_DIGEST, _HOME = 0, 1
_these: BindParameter[Any] = bindparam("cases", expanding=True)
_LISTING = (
    select(literal(_DIGEST), digest_cases.c.digest_id)
    .join(digests, digests.c.id == digest_cases.c.digest_id)
    .where(digest_cases.c.case_id.in_(_these), digests.c.made_at >= bindparam("digests_since"))
    .distinct()
)
_LOOKING = (
    select(literal(_HOME), homes.c.member_id)
    .where(
        homes.c.opened_at >= bindparam("homes_since"),
        or_(
            homes.c.team.in_(select(cases.c.team).where(cases.c.id.in_(_these))),
            homes.c.member_id.in_(select(cases.c.holder).where(cases.c.id.in_(_these))),
            homes.c.member_id.in_(select(cases.c.named).where(cases.c.id.in_(_these))),
            homes.c.member_id.in_(select(history.c.by).where(history.c.case_id.in_(_these))),
        ),
    )
    .distinct()
)
_FOLLOWERS = union_all(_LISTING, _LOOKING)
