"""Chats close, open again and move; what should stand there copes, and the right people hear of it once."""

from datetime import datetime

from bot.domain.destination import Destination, Platform
from bot.domain.posting import NewPosting, Posting, Shows, Standing
from bot.services import members
from bot.services.office import Office
from storage import chats, postings


async def closed(office: Office, posting: Posting, *, because: str, now: datetime) -> None:
    """A message could not be posted since its chat is closed to us: leave the chat alone and tell the leads once."""
    async with office.db.begin() as tx:
        await postings.set_aside(tx, posting, Standing.GONE, reason=because)
    await chat_closed(office, posting.place, team=posting.team, because=because, now=now)


async def chat_closed(office: Office, place: Destination, *, team: str | None, because: str, now: datetime) -> None:
    """A chat is closed to us: nothing is sent there until it opens. Leads and admins hear of it once, in private.

    What waits for one person alone goes to the team when that person's private chat is closed.
    """
    owner = _owner(office, place)
    async with office.db.begin() as tx:
        number = await chats.close(tx, place.platform, place.chat, because=because, now=now)
        if number is not None:
            await postings.add_many(tx, _telling(office, place, number, team), now=now)
    await office.meet_members()
    if owner is not None:
        await members.unreachable(office, owner, now=now)
    office.nudge()


async def chat_opened(office: Office, place: Destination, *, now: datetime) -> None:
    """A chat takes messages again: what could not stand there is tried anew."""
    async with office.db.begin() as tx:
        if await chats.reopen(tx, place.platform, place.chat):
            await postings.revive(tx, place.platform, place.chat, now=now)
    await office.meet_members()
    office.nudge()


async def chat_moved(office: Office, platform: Platform, *, old: str, new: str) -> None:
    """A chat goes on under a new id (a Telegram group that became a supergroup): everything there moves along."""
    async with office.db.begin() as tx:
        await chats.moved(tx, platform, old=old, new=new)
        await postings.move(tx, platform, old=old, new=new)
    await office.meet_members()
    office.nudge()


def _owner(office: Office, place: Destination) -> int | None:
    for member in office.organisation.members.values():
        if any(one.platform == place.platform and one.user_id == place.chat for one in member.accounts):
            return member.id
    return None


def _telling(office: Office, place: Destination, chat: int, team: str | None) -> list[NewPosting]:
    org = office.organisation
    concerned = org.admins | (office.team(team).leads if team is not None else frozenset[str]())
    told = (member for member in org.members.values() if member.active and member.email in concerned)
    return [
        NewPosting(shows=Shows.CHAT_GONE, subject=chat, place=private, team=team or org.default_team, member=member.id)
        for member in told
        if (private := member.private_chat()) is not None and private.chat != place.chat
    ]
