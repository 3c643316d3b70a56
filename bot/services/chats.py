"""Chats close, open again and move; what should stand there copes, and the right people hear of it once."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.destination import Destination, Platform
from bot.domain.people import Member
from bot.domain.posting import NewPosting, Posting, Shows, Standing
from bot.services import members
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import chats, leases, people, postings
from storage.engine import Transaction


async def closed(office: Office, posting: Posting, *, because: str, now: datetime) -> None:
    """A message could not be posted since its chat is closed to us. It is let go until the chat opens; see
    chat_closed for the rest."""

    async def attempt() -> None:
        async with office.db.begin() as tx:
            # The chat first: several messages may find it closed at once, and each has its own posting in hand.
            await _close(tx, office, posting.place, team=posting.team, because=because, now=now)
            await leases.set_aside(tx, posting, Standing.GONE, reason=because)

    await until_kept(attempt)
    await office.meet_members()
    office.nudge()


async def chat_closed(office: Office, place: Destination, *, team: str | None, because: str, now: datetime) -> None:
    """A chat is closed to us: nothing is sent there until it opens. Leads and admins hear of it once, in private.

    What waits for one person in their private chat goes to another chat of theirs; where there is none, the cases
    that wait for them alone go to the team.
    """
    async with office.db.begin() as tx:
        await _close(tx, office, place, team=team, because=because, now=now)
    await office.meet_members()
    office.nudge()


async def chat_opened(office: Office, place: Destination, *, now: datetime) -> None:
    """A chat takes messages again: what could not stand there is tried anew, and that it was closed is no news now."""
    async with office.db.begin() as tx:
        number = await chats.reopen(tx, place.platform, place.chat)
        if number is None:
            return
        await postings.revive(tx, place.platform, place.chat, now=now)
        await postings.take_away(tx, Shows.CHAT_GONE, number)
    await office.meet_members()
    office.nudge()


async def chat_moved(office: Office, platform: Platform, *, old: str, new: str) -> None:
    """A chat goes on under a new id (a Telegram group that became a supergroup): everything there moves along."""
    async with office.db.begin() as tx:
        await chats.moved(tx, platform, old=old, new=new)
        await postings.move(tx, platform, old=old, new=new)
    await office.meet_members()
    office.nudge()


async def _close(
    tx: Transaction, office: Office, place: Destination, *, team: str | None, because: str, now: datetime
) -> None:
    number = await chats.close(tx, place.platform, place.chat, because=because, now=now)
    people_now = (await people.everyone(tx)).values()
    if number is not None:
        await postings.add_many(tx, _telling(office, people_now, number, team), now=now)
    for member in people_now:
        if any(one.platform is place.platform and one.user_id == place.chat for one in member.accounts):
            other = member.private_chat()
            if other is not None:
                await postings.readdress(tx, member.id, closed=place, to=other)
            else:
                await members.end_head_starts(tx, member.id, now=now)


def _telling(office: Office, people_now: Iterable[Member], chat: int, team: str | None) -> list[NewPosting]:
    org = office.organisation
    concerned = org.admins | (office.team(team).leads if team is not None else frozenset[str]())
    told = (member for member in people_now if member.active and member.email in concerned)
    return [
        NewPosting(shows=Shows.CHAT_GONE, subject=chat, place=private, team=team or org.default_team, member=member.id)
        for member in told
        if (private := member.private_chat()) is not None
    ]
