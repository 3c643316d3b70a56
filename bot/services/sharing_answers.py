"""An answer that somebody got in private, shown to a team."""

from bot.domain.destination import Destination
from bot.domain.organisation import Team
from bot.domain.posting import NewPosting, Shows, Urgency
from bot.domain.question import Question
from bot.services.office import By, Office
from storage import postings, questions, seen


def shares_here(office: Office, place: Destination) -> Team | None:
    """The team whose chat this is, so that an answer can be shared there; None for any other chat."""
    key = office.organisation.team_at(place.platform, place.chat)
    return office.organisation.teams.get(key) if key is not None else None


async def share_answer(office: Office, question: Question, by: By, *, asked_at: Destination) -> Team | None:
    """Show the answer where it was asked, when that is a team's chat; else in every chat of the team that it is about.

    Returns the team that sees it; None when this very press shared it before, or the team has no chat.
    """
    here = shares_here(office, asked_at)
    team = here or office.team(questions.team_of(question))
    places = [asked_at] if here is not None else [there.place for there in team.destinations]
    if not places:
        return None
    async with office.db.begin() as tx:
        if by.delivery is not None and not await seen.first_time(tx, by.platform, by.delivery, now=by.at):
            return None
        number = await questions.add(tx, question, by=by.member.id, now=by.at)
        wanted = [
            NewPosting(shows=Shows.QUESTION, subject=number, place=place, team=team.key, urgency=Urgency.PRESS)
            for place in places
        ]
        await postings.add_many(tx, wanted, now=by.at)
    office.nudge()
    return team
