"""Which case stands behind a message that somebody touched: pressed, reacted to, or replied to."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.destination import Platform, Remote
from bot.domain.posting import Shows
from bot.services.office import Office
from storage import cases, overheard, postings

_CASE_CARDS = (Shows.TEAM_CASE, Shows.OWN_CASE)
_HISTORY_CARDS = (
    Shows.REPORT,
    Shows.NOTE,
    Shows.LEFT,
    Shows.TOLD,
    Shows.STILL_ON_IT,
    Shows.REMINDER,
    Shows.ESCALATION,
)


async def case_behind(office: Office, platform: Platform, remote: Remote | None) -> int | None:
    """The case whose card, or whose report or note, this message is; None for any other message."""
    if remote is None:
        return None
    async with office.db.read() as tx:
        posting = await postings.by_remote(tx, platform, remote)
        if posting is None:
            return None
        if posting.shows in _CASE_CARDS:
            return posting.subject
        if posting.shows in _HISTORY_CARDS:
            return (await cases.history_row(tx, posting.subject)).case_id
    return None


async def is_stray(office: Office, platform: Platform, remote: Remote, case_id: int) -> bool:
    """Whether this is a copy of a case's card that we sent twice because we never heard that the first one arrived."""
    async with office.db.read() as tx:
        if await postings.stands_at(tx, platform, remote):
            return False
        return await postings.maybe_twice(tx, _CASE_CARDS, case_id, chat=remote.chat)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Words under a card that a reaction can make a note of."""

    words: str
    author: str
    under: Remote


async def overhear(
    office: Office, platform: Platform, message: Remote, *, under: Remote, words: str, author: str, now: datetime
) -> None:
    """Keep a reply under a card for a while: on a platform that cannot give us the words later, a reaction to it
    may make it a note. Replies to anything else are none of our business."""
    if await case_behind(office, platform, under) is None:
        return
    async with office.db.begin() as tx:
        await overheard.keep(tx, platform, message, under=under, words=words, author=author, now=now)


async def heard(office: Office, platform: Platform, message: Remote) -> Heard | None:
    """The reply that was overheard, if it was."""
    async with office.db.read() as tx:
        row = await overheard.get(tx, platform, message)
    return None if row is None else Heard(words=row[0], author=row[1], under=row[2])
