"""Getting to know people's accounts before they press anything, so that what is theirs can come to them in private."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.domain.destination import Platform
from bot.domain.people import Account, Member
from bot.services.office import Office
from storage import people

Find = Callable[[str], Awaitable[str | None]]
"""Gives the user id of whoever has this e-mail address on a platform; None for nobody."""


def not_met(office: Office, platform: Platform) -> Sequence[Member]:
    """The present members of whom we know no account on the platform."""
    members = office.organisation.members.values()
    return [one for one in members if one.active and all(account.platform is not platform for account in one.accounts)]


async def acquaint(office: Office, member: Member, platform: Platform, find: Find, *, now: datetime) -> bool:
    """Link the account with the member's e-mail address, which the platform vouches for, if it is nobody's yet.

    Raises what `find` raises.
    """
    user = await find(member.email)
    if user is None:
        return False
    account = Account(platform=platform, user_id=user)
    if office.organisation.member_by_account(account) is not None:
        return False
    async with office.db.begin() as tx:
        await people.link(tx, account, member.id, now=now)
    await office.meet_members()
    return True
