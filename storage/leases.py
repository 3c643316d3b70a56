"""What the courier does with postings: takes some for itself for a while, and writes down what became of each.

Who writes that down after the lease ran out and somebody else took the posting is not heard: `settle`, `try_later`
and `set_aside` return False and change nothing then.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import and_, bindparam, func, literal_column, or_, select, text, tuple_, update

from bot.domain.destination import Platform, Remote
from bot.domain.posting import Posting, Standing
from storage.chats import Key
from storage.engine import Transaction
from storage.postings import posting_of, select_postings, standing_parent
from storage.tables import chats, postings

_LEASING = 0x6B6C616E6B  # the number of our advisory lock: no more than one of ours in a PostgreSQL database

_chat_of = and_(chats.c.platform == postings.c.platform, chats.c.chat == postings.c.chat)


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A posting that can be taken now, and since when its chat has been free (None: for ever)."""

    posting: Posting
    free_at: datetime | None


async def take_turn(tx: Transaction) -> None:
    """From here to the end of the transaction nobody else leases, so that chats are paced across replicas.
    On SQLite a writer is alone anyway."""
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LEASING})


async def ready(
    tx: Transaction, platforms: Collection[Platform], *, now: datetime, full: Collection[Key], a_chat: int, limit: int
) -> list[Ready]:
    """Postings that have work, urgent and old ones first, at most `a_chat` of any chat and none of those that are
    `full`. Locked until the end of the transaction; what others have locked is skipped.

    Left out are chats that are closed or not free yet, and messages whose parent is still to come. A parent that is
    gone, or that will not stand, is not waited for. A crashed courier's leases run out and are there again.
    A closed chat of one person is tried: who wanted the message there did not know yet, and it will go elsewhere.
    """
    asked = {"platforms": list(platforms), "now": now, "full": list(full), "a_chat": a_chat, "many": limit}
    rows = await tx.execute(_READY, asked)
    return [Ready(posting=posting_of(row), free_at=row["chat_free_at"]) for row in rows.mappings()]


async def lease(tx: Transaction, chosen: Sequence[Posting], *, until: datetime) -> list[Posting]:
    """Take these: nobody else gets them before `until`. Of a message whose earlier lease ran out nobody knows
    whether it was sent."""
    await tx.execute(_LEASE, {"chosen": [one.id for one in chosen], "until": until})
    return [
        replace(
            one,
            leased_until=until,
            maybe_sent=one.maybe_sent or (one.leased_until is not None and one.remote is None),
        )
        for one in chosen
    ]


async def next_due(tx: Transaction, platforms: Collection[Platform], *, now: datetime) -> datetime | None:
    """When the next posting that waits could have its turn, as far as we know now; None when nothing waits."""
    rows = await tx.execute(_NEXT_DUE, {"platforms": list(platforms)})
    turns = [max(moment for moment in row if moment is not None) for row in rows]
    return min((turn for turn in turns if turn > now), default=None)


async def settle(tx: Transaction, posting: Posting, *, shown: int, remote: Remote | None) -> bool:
    """The message stands as it was rendered at revision `shown`; `remote` None: it stands no longer."""
    return await _write(
        tx,
        posting,
        shown=shown,
        remote_chat=remote.chat if remote else None,
        remote_message=remote.message if remote else None,
        attempts=0,
        reason=None,
    )


async def try_later(
    tx: Transaction, posting: Posting, *, at: datetime, reason: str, maybe_sent: bool, counts: bool = True
) -> bool:
    """Not done; try again at `at`. `counts`: this was a failure, and not the platform asking us to wait."""
    return await _write(
        tx,
        posting,
        not_before=at,
        attempts=posting.attempts + counts,
        reason=reason,
        maybe_sent=maybe_sent,
    )


async def lost(tx: Transaction, posting: Posting, *, at: datetime, reason: str) -> bool:
    """The message is gone, so the next try, at `at`, posts a new one. An earlier copy of it may still be there."""
    return await _write(
        tx,
        posting,
        not_before=at,
        attempts=posting.attempts + 1,
        reason=reason,
        remote_chat=None,
        remote_message=None,
    )


async def set_aside(tx: Transaction, posting: Posting, standing: Standing, *, reason: str) -> bool:
    """Park a posting, or let it go: it is visible to the operator and tried again only by hand."""
    return await _write(tx, posting, standing=standing, reason=reason)


async def _write(tx: Transaction, posting: Posting, **changes: object) -> bool:
    asked = {"posting": posting.id, "lease": posting.leased_until, "leased_until": None, **changes}
    done = await tx.execute(_WRITE, asked)
    return done.rowcount == 1


# Written out: the databases cannot use the index of what waits when the word comes as a parameter.
_live = postings.c.standing == literal_column(f"'{Standing.LIVE}'")
# Not as a plain column: SQLite would look through all that ever stood on a platform, and not through what waits.
_on_platforms = func.coalesce(postings.c.platform, "").in_(bindparam("platforms", expanding=True))
_nobody_has_it = or_(postings.c.leased_until.is_(None), postings.c.leased_until <= bindparam("now"))
_waiting = (
    select(
        postings.c.id,
        chats.c.free_at,
        func.row_number()
        .over(
            partition_by=(postings.c.platform, postings.c.chat),
            order_by=(postings.c.urgency, postings.c.not_before, postings.c.id),
        )
        .label("turn"),
    )
    .select_from(
        postings.outerjoin(chats, _chat_of).outerjoin(standing_parent, standing_parent.c.id == postings.c.parent_id)
    )
    .where(
        postings.c.wanted > postings.c.shown,
        _live,
        _on_platforms,
        postings.c.not_before <= bindparam("now"),
        _nobody_has_it,
        tuple_(postings.c.platform, postings.c.chat).not_in(bindparam("full", expanding=True)),
        or_(chats.c.closed_at.is_(None), postings.c.member_id.is_not(None)),
        or_(chats.c.free_at.is_(None), chats.c.free_at <= bindparam("now")),
        or_(
            postings.c.parent_id.is_(None),
            standing_parent.c.remote_message.is_not(None),
            standing_parent.c.wanted <= standing_parent.c.shown,
            standing_parent.c.standing != Standing.LIVE,
        ),
    )
    .subquery()
)
_READY = (
    select_postings(_waiting.c.free_at.label("chat_free_at"))
    .join(_waiting, _waiting.c.id == postings.c.id)
    # Asked again of the row as it is once it is locked.
    .where(_waiting.c.turn <= bindparam("a_chat"), _nobody_has_it, postings.c.wanted > postings.c.shown)
    .order_by(postings.c.urgency, postings.c.not_before, postings.c.id)
    .limit(bindparam("many"))
    .with_for_update(of=postings, skip_locked=True)
)
_unknown = and_(postings.c.leased_until.is_not(None), postings.c.remote_message.is_(None))
_LEASE = (
    update(postings)
    .where(postings.c.id.in_(bindparam("chosen", expanding=True)))
    .values(leased_until=bindparam("until"), maybe_sent=or_(postings.c.maybe_sent, _unknown))
)
_NEXT_DUE = (
    select(postings.c.not_before, postings.c.leased_until, chats.c.free_at)
    .select_from(postings.outerjoin(chats, _chat_of))
    .where(
        postings.c.wanted > postings.c.shown,
        _live,
        _on_platforms,
        chats.c.closed_at.is_(None),
    )
    .order_by(postings.c.not_before)
    .limit(50)
)
_WRITE = update(postings).where(postings.c.id == bindparam("posting"), postings.c.leased_until == bindparam("lease"))
