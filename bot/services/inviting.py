"""Taking in how many customers a source asked: kept once under the source's number, for the team that answers go to."""

from datetime import datetime

from bot.domain.invitation import Invitation, Invited
from bot.domain.routing import route
from bot.services.intake import Status
from bot.services.office import Office
from storage import invitations


class NotYet(Exception):
    """The day has not begun yet where the team works."""


async def take_in(office: Office, told: Invited, *, now: datetime) -> Status:
    """Keep it, in the place of what the same number said before. The team is found as feedback's is. Raises NotYet."""
    org = office.organisation
    about = told.about
    employee = org.member_by_email(about.employee)
    way = route(about, kind=told.kind, employee=employee, organisation=org, now=now)
    if told.day > way.team.hours.local(now).date():
        raise NotYet
    one = Invitation(
        source=about.source,
        external_id=about.external_id,
        team=way.team.key,
        day=told.day,
        invited=told.invited,
    )
    async with office.db.begin() as tx:
        before = await invitations.known(tx, one.source, one.external_id)
        if before == one:
            return Status.DUPLICATE
        await invitations.keep(tx, one, now=now)
    return Status.ACCEPTED if before is None else Status.UPDATED
