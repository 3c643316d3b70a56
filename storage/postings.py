"""Postings: the messages that should stand, and how far the courier has got with each.

`wanted` grows with every change of what a posting shows; the courier sets `shown` to the revision that it rendered.
So ten changes cost one edit, a crash loses nothing, and a retry an hour later shows the truth.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, bindparam, case, func, or_, select, update

from bot.domain.case import CaseState
from bot.domain.destination import Destination, Platform, Remote
from bot.domain.posting import NewPosting, Posting, Shows, Standing, Urgency
from storage.engine import Transaction
from storage.inserting import insert_all
from storage.tables import cases, postings


async def add_many(tx: Transaction, new: Sequence[NewPosting], *, now: datetime) -> None:
    """Want these messages from now on (or from their `not_before`)."""
    await insert_all(
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
    await tx.execute(_WANT, {"of_shows": list(shows), "subjects": list(subjects), "urgency": urgency})


async def bring_forward(tx: Transaction, shows: Shows, subject: int, *, now: datetime) -> None:
    """Whatever these postings were waiting for has come: they may stand from now on."""
    await tx.execute(_BRING_FORWARD, {"of_shows": shows, "of_subject": subject, "now": now})


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
    rows = await tx.execute(_OF, {"of_shows": list(shows), "of_subject": subject})
    return [posting_of(row) for row in rows.mappings()]


async def stands_at(tx: Transaction, platform: Platform, remote: Remote) -> bool:
    """Whether this message is one of ours that should be there."""
    found = await tx.execute(_STANDS_AT, {"on": platform, "in_chat": remote.chat, "message": remote.message})
    return found.first() is not None


async def by_remote(tx: Transaction, platform: Platform, remote: Remote) -> Posting | None:
    """The posting behind a message that somebody touched."""
    rows = await tx.execute(_BY_REMOTE, {"on": platform, "in_chat": remote.chat, "message": remote.message})
    row = rows.mappings().first()
    return None if row is None else posting_of(row)


async def maybe_twice(tx: Transaction, shows: Collection[Shows], subject: int, *, chat: str) -> bool:
    """Whether one of these in this chat may have been sent more than once, also one that should be absent by now."""
    here = or_(postings.c.remote_chat == chat, and_(postings.c.absent, postings.c.chat == chat))
    of_subject = and_(postings.c.shows.in_(shows), postings.c.subject == subject)
    return (await tx.execute(select(postings.c.id).where(of_subject, postings.c.maybe_sent, here))).first() is not None


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
    so open cases are posted anew; the rest stays as it is."""
    await tx.execute(
        update(postings)
        .where(postings.c.platform == platform, or_(postings.c.chat == old, postings.c.remote_chat == old))
        .values(wanted=_wanted_anew, chat=new, **_NOWHERE)
    )


async def readdress(tx: Transaction, member: int, *, closed: Destination, to: Destination) -> None:
    """A member's private chat is closed: what still has to be shown there goes to another chat of theirs, and so do
    the cards of open cases."""
    await tx.execute(
        update(postings)
        .where(
            postings.c.member_id == member,
            postings.c.platform == closed.platform,
            postings.c.chat == closed.chat,
            postings.c.standing != Standing.PARKED,
            ~postings.c.absent,
            or_(postings.c.wanted > postings.c.shown, _shows_open_case),
        )
        .values(
            wanted=_wanted_anew,
            standing=Standing.LIVE,
            platform=to.platform,
            chat=to.chat,
            thread=to.thread,
            **_NOWHERE,
        )
    )


_NOWHERE = {
    "remote_chat": None,
    "remote_message": None,
    "leased_until": None,
    "attempts": 0,
    "maybe_sent": False,
}
_shows_open_case = and_(
    postings.c.shows.in_((Shows.TEAM_CASE, Shows.OWN_CASE)),
    ~postings.c.absent,
    postings.c.subject.in_(select(cases.c.id).where(cases.c.state != CaseState.RESOLVED)),
)
_wanted_anew = case(
    (and_(postings.c.wanted == postings.c.shown, _shows_open_case), postings.c.wanted + 1), else_=postings.c.wanted
)

standing_parent = postings.alias("standing_parent")


def select_postings(*more: ColumnElement[Any]) -> "Select[Any]":
    """Postings with where their parents stand, for `posting_of`; and what else is asked for."""
    return select(
        postings,
        standing_parent.c.remote_chat.label("parent_chat"),
        standing_parent.c.remote_message.label("parent_message"),
        *more,
    ).select_from(postings.outerjoin(standing_parent, standing_parent.c.id == postings.c.parent_id))


_WANT = (
    update(postings)
    .where(
        postings.c.shows.in_(bindparam("of_shows", expanding=True)),
        postings.c.subject.in_(bindparam("subjects", expanding=True)),
    )
    .values(wanted=postings.c.wanted + 1)
)
_BRING_FORWARD = (
    update(postings)
    .where(
        postings.c.shows == bindparam("of_shows"),
        postings.c.subject == bindparam("of_subject"),
        postings.c.shown == 0,
        postings.c.not_before > bindparam("now"),
    )
    .values(not_before=bindparam("now"), urgency=Urgency.PRESS)
)
_OF = select_postings().where(
    postings.c.shows.in_(bindparam("of_shows", expanding=True)),
    postings.c.subject == bindparam("of_subject"),
    ~postings.c.absent,
)
_at_remote = and_(
    postings.c.platform == bindparam("on"),
    postings.c.remote_chat == bindparam("in_chat"),
    postings.c.remote_message == bindparam("message"),
)
_STANDS_AT = select(postings.c.id).where(_at_remote)
_BY_REMOTE = select_postings().where(_at_remote)


def posting_of(row: RowMapping) -> Posting:
    """The posting in a row of `select_postings`."""
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
        leased_until=row["leased_until"],
        created_at=row["created_at"],
    )
