"""Letting go of what has served its time, so that no table only grows."""

from datetime import datetime, timedelta

from bot.services.members import PRESS_WAITS
from storage import bundles, homes, inbound, overheard, pending_forms, people, seen, slots
from storage.engine import Database

REDELIVERED_WITHIN = timedelta(hours=48)
LEFT_ALONE_FOR = timedelta(days=30)
BUNDLES_LAST = timedelta(days=30)
HOMES_FOLLOW = timedelta(days=1)
NEVER_DUE_AGAIN = timedelta(days=500)
"""Slots are looked for within about a year."""


async def forget_old(db: Database, *, now: datetime) -> None:
    """Drop what platforms no longer deliver again and what failed a month ago, overheard replies that nobody made a
    note of, forms that nobody filled in, one-time codes that ended, presses of people who stayed unknown, slots that
    can never be due again, what leads heard a month ago, and who looked at their home yesterday.
    """
    async with db.begin() as tx:
        await seen.forget(tx, before=now - REDELIVERED_WITHIN)
        await overheard.forget(tx, before=now - REDELIVERED_WITHIN)
        await inbound.forget(tx, before=now - LEFT_ALONE_FOR)
        await people.forget(tx, codes_until=now, presses_before=now - PRESS_WAITS)
        await pending_forms.forget(tx, until=now)
        await slots.forget(tx, before=now - NEVER_DUE_AGAIN)
        await bundles.forget(tx, before=now - BUNDLES_LAST)
        await homes.forget(tx, before=now - HOMES_FOLLOW)
