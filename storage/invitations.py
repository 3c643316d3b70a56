"""How many customers sources asked, and how many of them answered."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.findings import Response
from bot.domain.invitation import Invitation
from bot.domain.period import Period
from bot.domain.question import Dimension
from bot.domain.rollup import value_of
from storage import scores
from storage.engine import Transaction
from storage.tables import invitations


async def known(tx: Transaction, source: str, external_id: str) -> Invitation | None:
    """What the source told us under this number before."""
    rows = await tx.execute(
        select(invitations).where(invitations.c.source == source, invitations.c.external_id == external_id)
    )
    row = rows.mappings().first()
    if row is None:
        return None
    return Invitation(
        source=row["source"],
        external_id=row["external_id"],
        team=row["team"],
        day=row["day"],
        invited=row["invited"],
    )


async def keep(tx: Transaction, told: Invitation, *, now: datetime) -> None:
    """Keep it, in the place of what stood under its number. Whoever is last of two at once counts."""
    insert = (sqlite if tx.dialect.name == "sqlite" else postgresql).insert(invitations)
    content = {"team": told.team, "day": told.day, "invited": told.invited, "received_at": now}
    await tx.execute(
        insert.values(source=told.source, external_id=told.external_id, **content).on_conflict_do_update(
            index_elements=["source", "external_id"], set_=content
        )
    )


async def invited(tx: Transaction, teams: Collection[str], period: Period) -> dict[str, int]:
    """How many customers each source asked about these teams in a period; sources that told us nothing are absent."""
    rows = await tx.execute(
        select(invitations.c.source, func.sum(invitations.c.invited))
        .where(invitations.c.team.in_(teams), invitations.c.day.between(period.first, period.last))
        .group_by(invitations.c.source)
    )
    return {source: int(many) for source, many in rows}


async def responses(tx: Transaction, teams: Collection[str], period: Period) -> Response | None:
    """How many were asked, and how many answered with a score, over the sources that told us how many they asked;
    None where none did. An answer counts on its own day, so over short periods there can be more of them."""
    asked = {source: many for source, many in (await invited(tx, teams, period)).items() if many}
    if not asked:
        return None
    by_source = await scores.tallied(tx, teams, period, Dimension.SOURCE, timed=False)
    names = {value_of(source) for source in asked}
    answered = sum(
        sum(counts.values()) for value, tally in by_source.items() if value in names for counts in tally.scores.values()
    )
    return Response(invited=sum(asked.values()), answered=answered)
