"""Who looks at their home: for a while it follows what changes there."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import bindparam, case, delete, or_, select, update

from bot.domain.destination import Destination
from bot.domain.posting import NewPosting, Shows, Standing, Urgency
from storage import postings as posting_store
from storage.engine import Transaction
from storage.inserting import insert_all
from storage.tables import homes, postings

_NO_TEAM = ""


async def looked_at(tx: Transaction, member_id: int, teams: Iterable[str], *, now: datetime) -> None:
    """The member, who belongs to these teams, looks at their home. Two looks at the same moment are a Conflict."""
    await tx.execute(delete(homes).where(homes.c.member_id == member_id))
    theirs = list(dict.fromkeys(teams)) or [_NO_TEAM]
    await insert_all(tx, homes, [{"member_id": member_id, "team": team, "opened_at": now} for team in theirs])


async def want_at_once(tx: Transaction, member_id: int, place: Destination, *, team: str, now: datetime) -> None:
    """The member's home is wanted there now, whatever became of it before."""
    again = await tx.execute(
        update(postings)
        .where(postings.c.shows == Shows.HOME, postings.c.subject == member_id)
        .values(
            wanted=postings.c.wanted + 1,
            standing=Standing.LIVE,
            attempts=0,
            not_before=now,
            urgency=Urgency.PRESS,
            chat=place.chat,
        )
    )
    if not again.rowcount:
        new = NewPosting(
            shows=Shows.HOME, subject=member_id, place=place, team=team, member=member_id, urgency=Urgency.PRESS
        )
        await posting_store.add_many(tx, [new], now=now)


async def want(tx: Transaction, members: Collection[int], *, by: datetime) -> None:
    """What these members' homes show has changed: they are wanted by then, or as soon as they were wanted anyway."""
    await tx.execute(_WANT, {"members": sorted(members), "by": by})


async def everybody(tx: Transaction) -> list[int]:
    """All who ever opened their home: what it showed then stands there until it is published anew."""
    rows = await tx.execute(select(postings.c.subject).where(postings.c.shows == Shows.HOME))
    return sorted(set(rows.scalars()))


async def open_since(
    tx: Transaction, teams: Collection[str], members: Collection[int], *, since: datetime
) -> list[int]:
    """Those of these teams, and of these members, who have looked at their homes since then."""
    asked = {"teams": list(teams), "members": list(members), "since": since}
    return list((await tx.execute(_OPEN_OF, asked)).scalars())


async def forget(tx: Transaction, *, before: datetime) -> None:
    """Homes that nobody has looked at since then follow no longer."""
    await tx.execute(delete(homes).where(homes.c.opened_at < before))


_OPEN_OF = (
    select(homes.c.member_id)
    .where(
        homes.c.opened_at >= bindparam("since"),
        or_(
            homes.c.team.in_(bindparam("teams", expanding=True)),
            homes.c.member_id.in_(bindparam("members", expanding=True)),
        ),
    )
    .distinct()
)
# One after the other and in order, so that two who want the same homes at once wait, and never for each other.
_LOCKED = (
    select(postings.c.id)
    .where(postings.c.shows == Shows.HOME, postings.c.subject.in_(bindparam("members", expanding=True)))
    .order_by(postings.c.id)
    .with_for_update()
)
_WANT = (
    update(postings)
    .where(postings.c.id.in_(_LOCKED))
    .values(
        wanted=postings.c.wanted + 1,
        not_before=case((postings.c.wanted > postings.c.shown, postings.c.not_before), else_=bindparam("by")),
    )
)
