"""What all summaries share: claim the slot, freeze what it tells, and want it shown, in one transaction."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.domain.digest import DayContent, Digest, DigestKind
from bot.domain.posting import NewPosting, Shows
from bot.services.due import TeamSlot
from storage import digests, postings, slots
from storage.engine import Transaction

_TEAMS_AT_ONCE = 25


def in_handfuls(due: Sequence[TeamSlot]) -> Iterator[Sequence[TeamSlot]]:
    """So many teams at once that it takes few statements, and so few that nobody else waits long for the database.

    In one order, so that replicas that claim at the same moment never wait for each other in a ring.
    """
    ordered = sorted(due, key=lambda slot: slot.team.key)
    for start in range(0, len(ordered), _TEAMS_AT_ONCE):
        yield ordered[start : start + _TEAMS_AT_ONCE]


async def claimed(tx: Transaction, job: str, due: Sequence[TeamSlot], *, now: datetime) -> list[TeamSlot]:
    """The slots that are ours now."""
    ours = set(await slots.claim_many(tx, job, [(slot.team.key, slot.name) for slot in due], now=now))
    return [slot for slot in due if (slot.team.key, slot.name) in ours]


async def show(
    tx: Transaction, kind: DigestKind, frozen: Sequence[Digest], of: Sequence[TeamSlot], *, now: datetime
) -> None:
    """Keep summaries for good and want them in the destinations of their teams."""
    numbers = await digests.add_many(tx, kind, frozen)
    teams = {slot.team.key: slot.team for slot in of}
    new = [
        NewPosting(shows=Shows.DIGEST, subject=number, place=there.place, team=one.team)
        for number, one in zip(numbers, frozen, strict=True)
        if not isinstance(one.content, DayContent) or one.content.is_shown
        for there in teams[one.team].destinations
    ]
    await postings.add_many(tx, new, now=now)
