"""Homes: who opened theirs sees it filled at once, and it follows what changes for a while."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain.destination import home_of
from bot.domain.people import Member
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import homes
from storage.engine import Transaction

FOLLOWS_FOR = timedelta(hours=1)
"""So long after the last look, a home still follows."""
_SOON = timedelta(seconds=3)
_A_MINUTE_TAKES = 80
"""Slack takes about a hundred homes a minute, of the whole workspace."""


async def opened(office: Office, member: Member, user: str, *, now: datetime) -> None:
    """The member looks at their home, or has pressed something there: it shows how things are now."""
    org = office.organisation
    teams = [team.key for team in org.teams_of(member)]

    async def attempt() -> None:
        async with office.db.begin() as tx:
            await homes.looked_at(tx, member.id, teams, now=now)
            team = teams[0] if teams else org.default_team
            await homes.want_at_once(tx, member.id, home_of(user), team=team, now=now)

    await until_kept(attempt)
    office.nudge()


async def follow(tx: Transaction, members: Collection[int], *, now: datetime) -> None:
    """Something that these members' homes show has changed. Many changes come to one look, and many homes wait longer,
    so that a busy team never asks more of Slack than it gives.
    """
    if members:
        spread = timedelta(minutes=1) * len(members) / _A_MINUTE_TAKES
        await homes.want(tx, members, by=now + max(_SOON, spread))


async def follow_people(
    tx: Transaction, *, teams: Collection[str] = (), members: Collection[int] = (), now: datetime
) -> None:
    """Something has changed that everybody in these teams sees, or these members."""
    if teams or members:
        await follow(tx, await homes.open_since(tx, teams, members, since=now - FOLLOWS_FOR), now=now)
