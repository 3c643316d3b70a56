"""Proving the daily numbers and the words that can be searched, a month of a team's at a time."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

from storage import recounting
from storage.engine import Database
from storage.recounting import Piece

_A_DAY = timedelta(days=1)


async def recount(db: Database, *, mend: bool) -> AsyncIterator[Piece]:
    """Count everything anew; with `mend`, what is wrong is put right. Each piece is a transaction of its own, so that
    the bot can go on meanwhile."""
    async with db.read() as tx:
        teams = await recounting.teams(tx)
    for team in teams:
        async for piece in recount_team(db, team, mend=mend):
            yield piece


async def recount_team(db: Database, team: str, *, mend: bool) -> AsyncIterator[Piece]:
    """The same for one team."""
    since = date.min
    while True:
        async with db.read() as tx:
            first = await recounting.next_day(tx, team, since)
        if first is None:
            return
        async with db.begin() as tx:
            piece = await recounting.prove(tx, team, first, mend=mend)
        yield piece
        if piece.last == date.max:
            return
        since = piece.last + _A_DAY
