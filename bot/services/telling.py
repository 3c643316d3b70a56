"""Who hears of what happened to a case, besides those who look at its cards."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.case import Case
from bot.domain.people import Member
from bot.domain.posting import NewPosting, Posting, Shows, Urgency
from storage import postings
from storage.engine import Transaction

Members = Mapping[int, Member]


async def tell_worker(
    tx: Transaction,
    members: Members,
    case: Case,
    row: int,
    *,
    besides: int | None = None,
    not_before: datetime | None = None,
    now: datetime,
) -> None:
    """Whoever has the case, or resolved it, hears in private what somebody else did: a row of its history."""
    worker = case.resolution.by if case.resolution is not None else case.holder
    if worker is not None and worker != besides:
        await to_member(tx, members, Shows.TOLD, row, case, worker, not_before=not_before, now=now)


async def to_member(
    tx: Transaction,
    members: Members,
    shows: Shows,
    subject: int,
    case: Case,
    member_id: int,
    *,
    not_before: datetime | None = None,
    now: datetime,
) -> bool:
    """Show something to one member in private. False: there is no chat in which they can be reached."""
    member = members.get(member_id)
    private = member.private_chat() if member is not None and member.active else None
    if private is None:
        return False
    one = NewPosting(
        shows=shows,
        subject=subject,
        place=private,
        team=case.team,
        member=member_id,
        urgency=Urgency.PRESS,
        not_before=not_before,
    )
    await postings.add_many(tx, [one], now=now)
    return True


async def under(
    tx: Transaction, card: Posting, shows: Shows, row: int, *, not_before: datetime | None = None, now: datetime
) -> None:
    """Show a row of a case's history under one of its cards."""
    one = NewPosting(
        shows=shows,
        subject=row,
        place=card.place,
        team=card.team,
        parent=card.id,
        not_before=not_before,
        urgency=Urgency.PRESS,
    )
    await postings.add_many(tx, [one], now=now)
