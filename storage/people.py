"""Members, their accounts, and the one-time codes that link an account to a member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, insert, select, update

from bot.domain.destination import Destination, Platform
from bot.domain.people import Account, Member, WantedMember
from storage.engine import Transaction
from storage.tables import accounts, chats, link_codes, members, waiting_presses


async def everyone(tx: Transaction) -> dict[int, Member]:
    """All members by id, also those who left."""
    linked: dict[int, list[Account]] = {}
    private = accounts.outerjoin(
        chats, and_(chats.c.platform == accounts.c.platform, chats.c.chat == accounts.c.user_id)
    )
    known = select(accounts, chats.c.closed_at).select_from(private)
    for row in await tx.execute(known.order_by(accounts.c.linked_at, accounts.c.platform)):
        account = Account(platform=Platform(row.platform), user_id=row.user_id, reachable=row.closed_at is None)
        linked.setdefault(row.member_id, []).append(account)
    rows = await tx.execute(select(members).order_by(members.c.id))
    return {
        row["id"]: Member(
            id=row["id"],
            email=row["email"],
            name=row["name"],
            language=row["language"],
            timezone=row["timezone"],
            prefers=Platform(row["prefers"]) if row["prefers"] else None,
            accounts=tuple(linked.get(row["id"], ())),
            active=row["active"],
            away_until=row["away_until"],
        )
        for row in rows.mappings()
    }


async def sync(tx: Transaction, wanted: Sequence[WantedMember], *, now: datetime) -> list[int]:
    """Make the members as the configuration says. Returns the ids of those who left just now.

    Who left keeps the row (their history stays told) and loses every account. Configured accounts replace earlier
    configured ones; accounts that people linked themselves stay.
    """
    before = await everyone(tx)
    by_email = {member.email: member for member in before.values()}
    for one in wanted:
        fields = {
            "name": one.name,
            "language": one.language,
            "timezone": one.timezone,
            "prefers": one.prefers,
            "active": True,
        }
        known = by_email.get(one.email)
        if known is None:
            made = await tx.execute(insert(members).values(email=one.email, **fields).returning(members.c.id))
            member_id = int(made.scalar_one())
        else:
            member_id = known.id
            await tx.execute(update(members).where(members.c.id == member_id).values(**fields))
        await tx.execute(delete(accounts).where(accounts.c.member_id == member_id, accounts.c.configured))
        for account in one.accounts:
            await link(tx, account, member_id, now=now, configured=True)
    staying = {one.email for one in wanted}
    leaving = [member.id for member in before.values() if member.active and member.email not in staying]
    if leaving:
        await tx.execute(update(members).where(members.c.id.in_(leaving)).values(active=False))
        await tx.execute(delete(accounts).where(accounts.c.member_id.in_(leaving)))
        await tx.execute(delete(link_codes).where(link_codes.c.member_id.in_(leaving)))
    return leaving


async def link(tx: Transaction, account: Account, member_id: int, *, now: datetime, configured: bool = False) -> None:
    """Make an account the member's. One account has one member; the latest link counts."""
    await tx.execute(
        delete(accounts).where(accounts.c.platform == account.platform, accounts.c.user_id == account.user_id)
    )
    await tx.execute(
        insert(accounts).values(
            platform=account.platform,
            user_id=account.user_id,
            member_id=member_id,
            linked_at=now,
            configured=configured,
        )
    )


async def keep_code(
    tx: Transaction, code_hash: str, *, member_id: int, platform: Platform, expires_at: datetime
) -> None:
    """Remember a one-time code by its hash. An earlier one of the same member no longer works."""
    await tx.execute(delete(link_codes).where(link_codes.c.member_id == member_id, link_codes.c.platform == platform))
    await tx.execute(
        insert(link_codes).values(code_hash=code_hash, member_id=member_id, platform=platform, expires_at=expires_at)
    )


async def use_code(tx: Transaction, code_hash: str, *, platform: Platform, now: datetime) -> int | None:
    """Spend a code: the member it was made for, or None when it is unknown, spent or too old."""
    spent = await tx.execute(
        delete(link_codes)
        .where(link_codes.c.code_hash == code_hash, link_codes.c.platform == platform, link_codes.c.expires_at > now)
        .returning(link_codes.c.member_id)
    )
    return spent.scalar()


@dataclass(frozen=True, kw_only=True)
class WaitingPress:
    """What an unknown person pressed, to be carried out once we know who they are."""

    action: str
    chat: Destination
    message: str | None
    pressed_at: datetime


async def keep_press(tx: Transaction, account: Account, press: WaitingPress) -> None:
    """Remember the latest press of an unknown person."""
    await take_press(tx, account)
    await tx.execute(
        insert(waiting_presses).values(
            platform=account.platform,
            user_id=account.user_id,
            action=press.action,
            chat=press.chat.chat,
            thread=press.chat.thread,
            message=press.message,
            pressed_at=press.pressed_at,
        )
    )


async def take_press(tx: Transaction, account: Account) -> WaitingPress | None:
    """The press that waits for this account; it waits no longer."""
    row = (
        await tx.execute(
            delete(waiting_presses)
            .where(waiting_presses.c.platform == account.platform, waiting_presses.c.user_id == account.user_id)
            .returning(waiting_presses)
        )
    ).first()
    if row is None:
        return None
    return WaitingPress(
        action=row.action,
        chat=Destination(platform=account.platform, chat=row.chat, thread=row.thread),
        message=row.message,
        pressed_at=row.pressed_at,
    )
