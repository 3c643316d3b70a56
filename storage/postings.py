"""Postings: the messages that should stand, and how far the courier has got with each.

`wanted` grows with every change of what a posting shows; the courier sets `shown` to the revision that it rendered.
So ten changes cost one edit, a crash loses nothing, and a retry an hour later shows the truth.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, Select, and_, func, or_, select, update

from bot.domain.destination import Destination, Platform, Remote
from bot.domain.posting import NewPosting, Posting, Shows, Standing, Urgency
from storage.engine import Transaction
from storage.inserting import insert_numbered
from storage.tables import chats, postings


async def add_many(tx: Transaction, new: Sequence[NewPosting], *, now: datetime) -> list[int]:
    """Want these messages from now on (or from their `not_before`); returns their ids in order."""
    return await insert_numbered(
        tx,
        postings,
        [
            {
                "shows": one.shows,
                "subject": one.subject,
                "team": one.team,
                "member_id": one.member,
                "platform": one.place.platform,
                "chat": one.place.chat,
                "thread": one.place.thread,
                "parent_id": one.parent,
                "urgency": one.urgency,
                "wanted": 1,
                "shown": 0,
                "absent": False,
                "standing": Standing.LIVE,
                "attempts": 0,
                "maybe_sent": False,
                "not_before": one.not_before or now,
                "created_at": now,
            }
            for one in new
        ],
    )


async def want(
    tx: Transaction, shows: Collection[Shows], subjects: Iterable[int], *, urgency: Urgency = Urgency.PRESS
) -> None:
    """What these postings show has changed: every one of them wants its next revision."""
    await tx.execute(
        update(postings)
        .where(postings.c.shows.in_(shows), postings.c.subject.in_(list(subjects)))
        .values(wanted=postings.c.wanted + 1, urgency=urgency)
    )


async def bring_forward(tx: Transaction, shows: Shows, subject: int, *, now: datetime) -> None:
    """Whatever these postings were waiting for has come: they may stand from now on."""
    await tx.execute(
        update(postings)
        .where(
            postings.c.shows == shows,
            postings.c.subject == subject,
            postings.c.shown == 0,
            postings.c.not_before > now,
        )
        .values(not_before=now, urgency=Urgency.PRESS)
    )


async def take_away(tx: Transaction, shows: Shows, subject: int, *, member: int | None = None) -> None:
    """These messages should stand no longer."""
    mine = postings.c.member_id == member if member is not None else postings.c.id.is_not(None)
    await tx.execute(
        update(postings)
        .where(postings.c.shows == shows, postings.c.subject == subject, mine, ~postings.c.absent)
        .values(absent=True, wanted=postings.c.wanted + 1)
    )


async def of(tx: Transaction, shows: Collection[Shows], subject: int) -> list[Posting]:
    """The postings that show this, those that should be absent left out."""
    rows = await tx.execute(
        _select().where(postings.c.shows.in_(shows), postings.c.subject == subject, ~postings.c.absent)
    )
    return [_value(row) for row in rows.mappings()]


async def by_remote(tx: Transaction, platform: Platform, remote: Remote) -> Posting | None:
    """The posting behind a message that somebody touched."""
    rows = await tx.execute(
        _select().where(
            postings.c.platform == platform,
            postings.c.remote_chat == remote.chat,
            postings.c.remote_message == remote.message,
        )
    )
    row = rows.mappings().first()
    return None if row is None else _value(row)


async def lease(
    tx: Transaction,
    platforms: Collection[Platform],
    *,
    now: datetime,
    lease_for: timedelta,
    limit: int,
    a_chat: int,
) -> list[Posting]:
    """Take postings that have work, urgent and old ones first, at most `a_chat` of any chat.

    Nobody else gets them for `lease_for`. Skipped are chats that are closed or not free yet, and messages whose
    parent does not stand yet. A crashed courier's leases run out and are taken anew.
    """
    parent = postings.alias("parent")
    ready = (
        select(
            postings.c.id,
            postings.c.urgency,
            postings.c.not_before,
            func.row_number()
            .over(
                partition_by=(postings.c.platform, postings.c.chat),
                order_by=(postings.c.urgency, postings.c.not_before, postings.c.id),
            )
            .label("turn"),
        )
        .select_from(
            postings.outerjoin(
                chats, and_(chats.c.platform == postings.c.platform, chats.c.chat == postings.c.chat)
            ).outerjoin(parent, parent.c.id == postings.c.parent_id)
        )
        .where(
            postings.c.wanted > postings.c.shown,
            postings.c.standing == Standing.LIVE,
            postings.c.platform.in_(platforms),
            postings.c.not_before <= now,
            or_(postings.c.leased_until.is_(None), postings.c.leased_until <= now),
            chats.c.closed_at.is_(None),
            or_(chats.c.free_at.is_(None), chats.c.free_at <= now),
            or_(postings.c.parent_id.is_(None), parent.c.remote_message.is_not(None)),
        )
        .subquery()
    )
    chosen = (
        select(postings.c.id)
        .join(ready, ready.c.id == postings.c.id)
        .where(ready.c.turn <= a_chat, or_(postings.c.leased_until.is_(None), postings.c.leased_until <= now))
        .order_by(ready.c.urgency, ready.c.not_before, ready.c.id)
        .limit(limit)
        .with_for_update(of=postings, skip_locked=True)
        .cte("chosen")
    )
    taken = await tx.execute(
        update(postings)
        .where(postings.c.id.in_(select(chosen.c.id)))
        .values(leased_until=now + lease_for)
        .returning(postings.c.id)
    )
    ids = list(taken.scalars())
    if not ids:
        return []
    rows = await tx.execute(_select().where(postings.c.id.in_(ids)).order_by(postings.c.urgency, postings.c.id))
    return [_value(row) for row in rows.mappings()]


async def next_due(tx: Transaction, platforms: Collection[Platform], *, now: datetime) -> datetime | None:
    """When the next posting that waits could have its turn, as far as we know now; None when nothing waits."""
    rows = await tx.execute(
        select(postings.c.not_before, postings.c.leased_until, chats.c.free_at)
        .select_from(
            postings.outerjoin(chats, and_(chats.c.platform == postings.c.platform, chats.c.chat == postings.c.chat))
        )
        .where(
            postings.c.wanted > postings.c.shown,
            postings.c.standing == Standing.LIVE,
            postings.c.platform.in_(platforms),
            chats.c.closed_at.is_(None),
        )
        .order_by(postings.c.not_before)
        .limit(50)
    )
    turns = [max(moment for moment in row if moment is not None) for row in rows]
    return min((turn for turn in turns if turn > now), default=None)


async def settle(tx: Transaction, posting: Posting, *, shown: int, remote: Remote | None) -> None:
    """The message stands as it was rendered at revision `shown`; `remote` None: it stands no longer."""
    await tx.execute(
        update(postings)
        .where(postings.c.id == posting.id)
        .values(
            shown=shown,
            remote_chat=remote.chat if remote else None,
            remote_message=remote.message if remote else None,
            leased_until=None,
            attempts=0,
            reason=None,
        )
    )


async def try_later(
    tx: Transaction, posting: Posting, *, at: datetime, reason: str, maybe_sent: bool = False, lost: bool = False
) -> None:
    """Not done; try again at `at`. `lost`: the message is gone, so the next try posts a new one."""
    changes: dict[str, object] = {}
    if lost:
        changes = {"remote_chat": None, "remote_message": None}
    await tx.execute(
        update(postings)
        .where(postings.c.id == posting.id)
        .values(
            not_before=at,
            leased_until=None,
            attempts=postings.c.attempts + 1,
            reason=reason,
            maybe_sent=maybe_sent,
            **changes,
        )
    )


async def set_aside(tx: Transaction, posting: Posting, standing: Standing, *, reason: str) -> None:
    """Park a posting, or let it go: it is visible to the operator and tried again only by hand."""
    await tx.execute(
        update(postings).where(postings.c.id == posting.id).values(standing=standing, reason=reason, leased_until=None)
    )


async def retry(tx: Transaction, standing: Standing, *, now: datetime) -> int:
    """Bring every parked (or gone) posting back to the courier; returns how many."""
    result = await tx.execute(
        update(postings)
        .where(postings.c.standing == standing)
        .values(standing=Standing.LIVE, attempts=0, not_before=now)
    )
    return result.rowcount


async def revive(tx: Transaction, platform: Platform, chat: str, *, now: datetime) -> None:
    """A chat takes messages again: so do the postings that were let go because it did not."""
    await tx.execute(
        update(postings)
        .where(postings.c.platform == platform, postings.c.chat == chat, postings.c.standing == Standing.GONE)
        .values(standing=Standing.LIVE, attempts=0, not_before=now)
    )


async def counts(tx: Transaction) -> dict[str, int]:
    """How many postings wait ("live") or were set aside, by standing."""
    rows = await tx.execute(
        select(postings.c.standing, func.count().label("n"))
        .where(or_(postings.c.standing != Standing.LIVE, postings.c.wanted > postings.c.shown))
        .group_by(postings.c.standing)
    )
    return {row.standing: row.n for row in rows}


async def move(tx: Transaction, platform: Platform, *, old: str, new: str) -> None:
    """A chat goes on under a new id: what should stand there moves along. Its messages cannot be edited any more,
    so open work is posted anew; the rest stays as it is."""
    here = (postings.c.platform == platform) & (postings.c.chat == old)
    await tx.execute(
        update(postings)
        .where(here)
        .values(chat=new, remote_chat=None, remote_message=None, leased_until=None, attempts=0)
    )


_parent = postings.alias("standing_parent")


def _select() -> "Select[Any]":
    return select(
        postings, _parent.c.remote_chat.label("parent_chat"), _parent.c.remote_message.label("parent_message")
    ).select_from(postings.outerjoin(_parent, _parent.c.id == postings.c.parent_id))


def _value(row: RowMapping) -> Posting:
    remote = Remote(chat=row["remote_chat"], message=row["remote_message"]) if row["remote_message"] else None
    parent = Remote(chat=row["parent_chat"], message=row["parent_message"]) if row["parent_message"] else None
    return Posting(
        id=row["id"],
        shows=Shows(row["shows"]),
        subject=row["subject"],
        place=Destination(platform=Platform(row["platform"]), chat=row["chat"], thread=row["thread"]),
        team=row["team"],
        member=row["member_id"],
        wanted=row["wanted"],
        shown=row["shown"],
        absent=row["absent"],
        remote=remote,
        parent=parent,
        attempts=row["attempts"],
        maybe_sent=row["maybe_sent"],
        created_at=row["created_at"],
    )
