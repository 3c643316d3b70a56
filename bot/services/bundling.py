"""What leads hear in passing: together, and at most once an hour."""

from datetime import datetime, timedelta

from bot.domain.case import Case
from bot.domain.people import Member
from bot.domain.posting import NewPosting, Shows
from storage import bundles, postings
from storage.engine import Transaction

AN_HOUR = timedelta(hours=1)


async def mention_to(tx: Transaction, lead: Member, case: Case, *, not_before: datetime, now: datetime) -> bool:
    """Let a lead hear of a case in their next bundle, which is shown at once if the last one is an hour old.

    What was not shown yet takes it along. False: they cannot be reached in private.
    """
    private = lead.private_chat()
    if private is None:
        return False
    last = await bundles.latest(tx, lead.id)
    waiting = await postings.of(tx, (Shows.BUNDLE,), last.id) if last is not None else []
    if last is not None and any(one.shown == 0 for one in waiting):
        await bundles.put(tx, last.id, case.id)
        # A courier may be drawing it at this moment.
        await postings.want(tx, (Shows.BUNDLE,), [last.id])
        return True
    opens_at = max(not_before, last.opens_at + AN_HOUR) if last is not None else not_before
    fresh = await bundles.open_for(tx, lead.id, opens_at=opens_at)
    await bundles.put(tx, fresh, case.id)
    one = NewPosting(
        shows=Shows.BUNDLE, subject=fresh, place=private, team=case.team, member=lead.id, not_before=opens_at
    )
    await postings.add_many(tx, [one], now=now)
    return True
