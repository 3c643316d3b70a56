"""Members come, leave, and link their accounts."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions import Action, decode, encode
from bot.domain.destination import Platform
from bot.domain.people import Account, Member, WantedMember
from bot.domain.posting import Shows
from bot.services import cases as case_services
from bot.services.following import follow
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import cases, people, postings
from storage.engine import Database, Transaction

LINK_LASTS = timedelta(minutes=15)
PRESS_WAITS = timedelta(hours=24)


async def sync(db: Database, wanted: Sequence[WantedMember], *, now: datetime) -> int:
    """Take the configured members in. Who left loses access, and what they held is open again and told to the team.

    Returns how many left. Replicas that start at once may all do it.
    """

    async def attempt() -> int:
        async with db.begin() as tx:
            left = await people.sync(tx, wanted, now=now)
            for member_id in left:
                await case_services.release_of_leaver(tx, member_id, now=now)
                await end_head_starts(tx, member_id, now=now)
            if left:
                await postings.want(tx, (Shows.HOME,), left)
        return len(left)

    return await until_kept(attempt)


async def end_head_starts(tx: Transaction, member_id: int, *, now: datetime) -> None:
    """Nobody waits for somebody who has left (or cannot be reached)."""
    for case_id in await cases.end_head_starts(tx, member_id, now=now):
        await postings.bring_forward(tx, Shows.TEAM_CASE, case_id, now=now)
        await follow(tx, [case_id], now=now)


@dataclass(frozen=True, kw_only=True)
class Link:
    """A one-time code that links an account on another platform to the member; works once, until `until`."""

    code: str
    until: datetime


async def offer_link(db: Database, member: Member, *, secret: Callable[[], str], now: datetime) -> Link:
    """A fresh code for the member's own Telegram. Only its hash is kept; an earlier code no longer works."""
    link = Link(code=secret(), until=now + LINK_LASTS)
    async with db.begin() as tx:
        await people.keep_code(
            tx, _hash(link.code), member_id=member.id, platform=Platform.TELEGRAM, expires_at=link.until
        )
    return link


async def link_by_code(office: Office, account: Account, code: str, *, now: datetime) -> Member | None:
    """Link the account to the member whom the code was made for. None: unknown, used or too old."""
    async with office.db.begin() as tx:
        member_id = await people.use_code(tx, _hash(code), platform=account.platform, now=now)
        if member_id is None:
            return None
        await people.link(tx, account, member_id, now=now)
    await office.meet_members()
    return office.organisation.members[member_id]


async def link_by_email(office: Office, account: Account, email: str | None, *, now: datetime) -> Member | None:
    """Link an account to the member with the e-mail address that the platform vouches for, unless another replica
    has linked it already. None: nobody has it; that costs next to nothing, since strangers chatter too.
    """
    address = None if email is None else email.strip().lower()
    async with office.db.read() as tx:
        linked, addressed = await people.find(tx, account, address)
    member_id = addressed if linked is None else linked
    if member_id is None:
        return None
    if linked is None:
        async with office.db.begin() as tx:
            await people.link(tx, account, member_id, now=now)
    await office.meet_members()
    return office.organisation.members[member_id]


async def let_wait(db: Database, account: Account, action: Action, *, now: datetime) -> None:
    """Keep an unknown person's press, to be carried out once we know who they are. A later one takes its place."""
    async with db.begin() as tx:
        await people.keep_press(tx, account, encode(action), now=now)


async def waiting_press(db: Database, account: Account, *, now: datetime) -> Action | None:
    """What this person pressed while they were unknown. It waits on until it is let go, so that a crash in between
    does not lose it, and for a day at most."""
    async with db.read() as tx:
        code = await people.waiting_press(tx, account, since=now - PRESS_WAITS)
    return None if code is None else decode(code)


async def let_go(db: Database, account: Account) -> None:
    """The press that waited has been carried out."""
    async with db.begin() as tx:
        await people.drop_press(tx, account)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
