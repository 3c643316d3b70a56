"""What was given up, on its way out or in, is seen by the operator and tried again by hand."""

from datetime import datetime

from bot.domain.posting import Standing
from storage import inbound, postings, set_aside
from storage.engine import Database
from storage.inbound import LeftAlone
from storage.set_aside import Group


async def overview(db: Database) -> tuple[dict[str, int], list[Group]]:
    """How many postings wait or were set aside, by standing; and those in trouble, grouped by where and why."""
    async with db.read() as tx:
        return await postings.counts(tx), await set_aside.groups(tx)


async def try_again(db: Database, standing: Standing, *, now: datetime) -> int:
    """Bring every parked, or every gone posting back to the courier; returns how many.

    With what is gone its chats are opened again; one that is still closed closes at the first try.
    """
    async with db.begin() as tx:
        if standing is Standing.GONE:
            await set_aside.reopen_chats(tx)
        return await postings.retry(tx, standing, now=now)


async def left_alone(db: Database) -> list[LeftAlone]:
    """What platforms told us and we failed to handle, oldest first."""
    async with db.read() as tx:
        return await inbound.left_alone(tx)


async def handle_again(db: Database) -> int:
    """Let the bot handle it once more, as soon as it runs; returns how many there are."""
    async with db.begin() as tx:
        return await inbound.try_again(tx)
