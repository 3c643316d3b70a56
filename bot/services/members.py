"""Members come, leave, and link their accounts."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.destination import Platform
from bot.domain.people import Account, Member, WantedMember
from bot.services import cases as case_services
from bot.services.office import Office
from storage import cases, people, postings
from storage.engine import Database, Transaction
from storage.people import WaitingPress

LINK_LASTS = timedelta(minutes=15)
PRESS_WAITS = timedelta(hours=24)


async def sync(db: Database, wanted: Sequence[WantedMember], *, now: datetime) -> int:
    """Take the configured members in. Who left loses access, and what they held is open again and told to the team.

    Returns how many left.
    """
    async with db.begin() as tx:
        left = await people.sync(tx, wanted, now=now)
        for member_id in left:
            await case_services.release_of_leaver(tx, member_id, now=now)
            await end_head_starts(tx, member_id, now=now)
    return len(left)


async def end_head_starts(tx: Transaction, member_id: int, *, now: datetime) -> None:
    """Nobody waits for somebody who has left (or cannot be reached)."""
    for case_id in await cases.end_head_starts(tx, member_id, now=now):
        await postings.bring_forward(tx, case_services.CARDS[0], case_id, now=now)
        await postings.want(tx, case_services.CARDS, [case_id])


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


@dataclass(frozen=True, kw_only=True)
class Linked:
    """An account that is the member's from now on, and the press that was waiting for us to know them."""

    member: Member
    press: WaitingPress | None


async def link_by_code(office: Office, account: Account, code: str, *, now: datetime) -> Linked | None:
    """Link the account to the member whom the code was made for. None: unknown, used or too old."""
    async with office.db.begin() as tx:
        member_id = await people.use_code(tx, _hash(code), platform=account.platform, now=now)
        if member_id is None:
            return None
        press = await _link(tx, account, member_id, now=now)
    await office.meet_members()
    return Linked(member=office.organisation.members[member_id], press=press)


async def link_by_email(office: Office, account: Account, email: str | None, *, now: datetime) -> Member | None:
    """Link an account to the member with the e-mail address that the platform vouches for. None: nobody has it."""
    await office.meet_members()
    known = office.organisation.member_by_account(account)
    member = known or office.organisation.member_by_email(email)
    if member is None or known is not None:
        return member
    async with office.db.begin() as tx:
        await _link(tx, account, member.id, now=now)
    await office.meet_members()
    return office.organisation.members[member.id]


async def let_wait(office: Office, account: Account, press: WaitingPress) -> None:
    """Keep an unknown person's press, to be carried out once we know who they are."""
    async with office.db.begin() as tx:
        await people.keep_press(tx, account, press)


async def _link(tx: Transaction, account: Account, member_id: int, *, now: datetime) -> WaitingPress | None:
    await people.link(tx, account, member_id, now=now)
    press = await people.take_press(tx, account)
    return press if press is not None and now - press.pressed_at <= PRESS_WAITS else None


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
