"""What shows a case, and so has to change with it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain.posting import Shows
from bot.services import homes
from storage import followers, postings, steps
from storage.engine import Transaction

CARDS = (Shows.TEAM_CASE, Shows.OWN_CASE)

_DIGESTS_FOLLOW = timedelta(days=7)
"""Nobody scrolls back further for something to do; a press there is still answered with how things stand."""


async def follow(tx: Transaction, case_ids: Collection[int], *, now: datetime) -> None:
    """These cases have changed: all their cards, what was asked of their holders, the recent digests that list them,
    and the homes that somebody looks at want their next revision."""
    await postings.want(tx, CARDS, case_ids)
    await steps.want_questions(tx, case_ids)
    showing = await followers.of_cases(
        tx, case_ids, digests_since=now - _DIGESTS_FOLLOW, homes_since=now - homes.FOLLOWS_FOR
    )
    if showing.digests:
        await postings.want(tx, (Shows.DIGEST,), showing.digests)
    await homes.follow(tx, showing.homes, now=now)
