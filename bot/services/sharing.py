"""Good words that came to somebody in private, shared with the team by that person."""

from bot.domain.organisation import Team
from bot.domain.posting import NewPosting, Shows, Urgency
from bot.services.office import By, Office
from storage import feedback, postings, seen


async def share(office: Office, feedback_id: int, by: By) -> Team | None:
    """Show the team what a customer said about the member. None: it is shared already, or was not theirs."""
    async with office.db.begin() as tx:
        if by.delivery is not None and not await seen.first_time(tx, by.platform, by.delivery, now=by.at):
            return None
        one = await feedback.hold(tx, feedback_id)
        if one.employee_id != by.member.id or await postings.of(tx, (Shows.FEEDBACK,), feedback_id):
            return None
        team = office.team(one.team)
        wanted = [
            NewPosting(shows=Shows.FEEDBACK, subject=one.id, place=there.place, team=team.key, urgency=Urgency.PRESS)
            for there in team.destinations
        ]
        await postings.add_many(tx, wanted, now=by.at)
        await postings.want(tx, (Shows.OWN_FEEDBACK,), [feedback_id])
    office.nudge()
    return team
