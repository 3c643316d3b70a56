"""Proving the daily numbers and the words that can be searched, a month of a team's at a time."""

from collections.abc import AsyncIterator

from storage import recounting
from storage.engine import Database
from storage.recounting import Piece


async def recount(db: Database, *, mend: bool) -> AsyncIterator[Piece]:
    """Count everything anew; with `mend`, what is wrong is put right. Each piece is a transaction of its own, so that
    the bot can go on meanwhile."""
    async with db.read() as tx:
        teams = await recounting.teams(tx)
    for team in teams:
        async for piece in recount_team(db, team, mend=mend):
            yield piece


async def recount_team(db: Database, team: str, *, mend: bool) -> AsyncIterator[Piece]:
    """The same for one team. What comes in on other days meanwhile is not looked at."""
    async with db.read() as tx:
        days = await recounting.days(tx, team)
    last = None
    for first in days:
        if last is None or first > last:
            async with db.begin() as tx:
                piece = await recounting.prove(tx, team, first, mend=mend)
            last = piece.last
            yield piece
