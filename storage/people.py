"""Members, their accounts, and the one-time codes that link an account to a member."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.destination import Platform
from bot.domain.people import Account, Member, WantedMember
from storage.engine import Transaction
from storage.inserting import insert_numbered
from storage.tables import accounts, chats, link_codes, members, waiting_presses

_AT_ONCE = 1000


async def everyone(tx: Transaction) -> dict[int, Member]:
    """All members by id, also those who left."""
    found: dict[int, Member] = {}
    while True:
        some = await _members(tx, after=max(found, default=0))
        found |= some
        if len(some) < _AT_ONCE:
            return found
        await asyncio.sleep(0)  # what others do goes on in between


async def _members(tx: Transaction, *, after: int) -> dict[int, Member]:
    """The next members by id."""
    rows = await tx.execute(select(members).where(members.c.id > after).order_by(members.c.id).limit(_AT_ONCE))
    some = rows.mappings().all()
    if not some:
        return {}
    linked: dict[int, list[Account]] = {}
    private = accounts.outerjoin(
        chats, and_(chats.c.platform == accounts.c.platform, chats.c.chat == accounts.c.user_id)
    )
    known = select(accounts, chats.c.closed_at).select_from(private)
    theirs = known.where(accounts.c.member_id.between(some[0]["id"], some[-1]["id"]))
    for row in await tx.execute(theirs.order_by(accounts.c.linked_at, accounts.c.platform)):
        account = Account(platform=Platform(row.platform), user_id=row.user_id, reachable=row.closed_at is None)
        linked.setdefault(row.member_id, []).append(account)
    return {
        row["id"]: Member(
            id=row["id"],
            email=row["email"],
            name=row["name"],
            language=row["chosen_language"] or row["language"],
            timezone=row["timezone"],
            prefers=Platform(row["prefers"]) if row["prefers"] else None,
            accounts=tuple(linked.get(row["id"], ())),
            active=row["active"],
            away_until=row["away_until"],
            away_by_status=bool(row["away_by_status"]),
        )
        for row in some
    }


async def sync(tx: Transaction, wanted: Sequence[WantedMember], *, now: datetime) -> list[int]:
    """Make the members as the configuration says. Returns the ids of those who left just now.

    Who left keeps the row (their history stays told) and loses every account. Configured accounts replace earlier
    configured ones; accounts that people linked themselves stay. What is as wanted already is not touched.
    """
    known = {row["email"]: row for row in (await tx.execute(select(members))).mappings()}
    ids = {email: int(row["id"]) for email, row in known.items()}
    fresh = [one for one in wanted if one.email not in known]
    made = await insert_numbered(tx, members, [{"email": one.email, **_fields(one)} for one in fresh])
    ids |= {one.email: number for one, number in zip(fresh, made, strict=True)}
    for one in wanted:
        row, fields = known.get(one.email), _fields(one)
        if row is not None and any(row[name] != value for name, value in fields.items()):
            await tx.execute(update(members).where(members.c.id == row["id"]).values(**fields))
    staying = {one.email for one in wanted}
    leaving = [ids[email] for email, row in known.items() if row["active"] and email not in staying]
    if leaving:
        await tx.execute(update(members).where(members.c.id.in_(leaving)).values(active=False))
        await tx.execute(delete(accounts).where(accounts.c.member_id.in_(leaving)))
        await tx.execute(delete(link_codes).where(link_codes.c.member_id.in_(leaving)))
    await _sync_accounts(tx, {account: ids[one.email] for one in wanted for account in one.accounts}, now=now)
    return leaving


async def _sync_accounts(tx: Transaction, configured: Mapping[Account, int], *, now: datetime) -> None:
    rows = await tx.execute(select(accounts).where(accounts.c.configured))
    have = {Account(platform=Platform(row.platform), user_id=row.user_id): row.member_id for row in rows}
    for account in have.keys() - configured.keys():
        await tx.execute(delete(accounts).where(_is(account)))
    new = [(account, member_id) for account, member_id in configured.items() if have.get(account) != member_id]
    await _link(tx, new, now=now, configured=True)


async def link(tx: Transaction, account: Account, member_id: int, *, now: datetime) -> None:
    """Make an account the member's. One account has one member; the latest link counts."""
    await _link(tx, [(account, member_id)], now=now, configured=False)


async def _link(tx: Transaction, new: Sequence[tuple[Account, int]], *, now: datetime, configured: bool) -> None:
    if not new:
        return
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    insertion = dialect.insert(accounts)
    whose = {name: insertion.excluded[name] for name in ("member_id", "linked_at", "configured")}
    await tx.execute(
        insertion.on_conflict_do_update(index_elements=["platform", "user_id"], set_=whose),
        [
            {
                "platform": account.platform,
                "user_id": account.user_id,
                "member_id": member_id,
                "linked_at": now,
                "configured": configured,
            }
            for account, member_id in new
        ],
    )


async def own_settings(tx: Transaction, member_id: int) -> tuple[str, datetime | None]:
    """The language that a member reads, and until when they are away, as of this moment."""
    found = select(members.c.chosen_language, members.c.language, members.c.away_until)
    row = (await tx.execute(found.where(members.c.id == member_id))).one()
    return row.chosen_language or row.language, row.away_until


async def choose_language(tx: Transaction, member_id: int, language: str) -> None:
    """The member reads this language from now on; what the configuration says counts no longer."""
    await tx.execute(update(members).where(members.c.id == member_id).values(chosen_language=language))


async def find(tx: Transaction, account: Account, email: str | None) -> tuple[int | None, int | None]:
    """The active members who have this account and this e-mail address (lower case): their ids, None for nobody."""
    present = select(members.c.id).where(members.c.active)
    having = present.join_from(members, accounts, accounts.c.member_id == members.c.id).where(_is(account))
    by_account = (await tx.execute(having)).scalar()
    if email is None:
        return by_account, None
    return by_account, (await tx.execute(present.where(members.c.email == email))).scalar()


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


async def keep_press(tx: Transaction, account: Account, action: str, *, now: datetime) -> None:
    """Remember the latest press of an unknown person, as its button's code."""
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    pressed = {"action": action, "pressed_at": now}
    await tx.execute(
        dialect.insert(waiting_presses)
        .values(platform=account.platform, user_id=account.user_id, **pressed)
        .on_conflict_do_update(index_elements=["platform", "user_id"], set_=pressed)
    )


async def waiting_press(tx: Transaction, account: Account, *, since: datetime) -> str | None:
    """The press that waits for this account to be known, unless it is older than that."""
    recent = waiting_presses.c.pressed_at >= since
    code = (await tx.execute(select(waiting_presses.c.action).where(_waits_for(account), recent))).scalar()
    return None if code is None else str(code)


async def drop_press(tx: Transaction, account: Account) -> None:
    """The press waits no longer."""
    await tx.execute(delete(waiting_presses).where(_waits_for(account)))


async def forget(tx: Transaction, *, codes_until: datetime, presses_before: datetime) -> None:
    """Drop codes that ended, and presses whose persons stayed unknown for too long."""
    await tx.execute(delete(link_codes).where(link_codes.c.expires_at <= codes_until))
    await tx.execute(delete(waiting_presses).where(waiting_presses.c.pressed_at < presses_before))


def _fields(one: WantedMember) -> dict[str, object]:
    return {
        "name": one.name,
        "language": one.language,
        "timezone": one.timezone,
        "prefers": one.prefers,
        "active": True,
    }


def _is(account: Account) -> ColumnElement[bool]:
    return and_(accounts.c.platform == account.platform, accounts.c.user_id == account.user_id)


def _waits_for(account: Account) -> ColumnElement[bool]:
    whose = waiting_presses.c
    return and_(whose.platform == account.platform, whose.user_id == account.user_id)
