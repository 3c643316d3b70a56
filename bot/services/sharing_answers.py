"""An answer that somebody got in private, shown to a team."""

from datetime import timedelta
from enum import StrEnum

from bot.domain.destination import Destination
from bot.domain.organisation import Team
from bot.domain.posting import NewPosting, Shows, Urgency
from bot.domain.question import Question
from bot.services.office import By, Office
from storage import postings, questions, seen

_AGAIN_AFTER = timedelta(minutes=10)


class NotShared(StrEnum):
    """Why an answer was not shared."""

    NO_CHAT = "no_chat"
    JUST_NOW = "just_now"


def shares_here(office: Office, place: Destination) -> Team | None:
    """The team whose chat this is, so that an answer can be shared there; None for any other chat."""
    key = office.organisation.team_at(place.platform, place.chat)
    return office.organisation.teams.get(key) if key is not None else None


async def share_answer(office: Office, question: Question, by: By, *, asked_at: Destination) -> Team | NotShared:
    """Show the answer where it was asked, when that is a team's chat; else in every chat of the team that it is about.

    Returns the team that sees it. Pressed three times by somebody who sees nothing happen yet, or by two people at
    once, it is shown once: the same question is shared in a place once in ten minutes.
    """
    here = shares_here(office, asked_at)
    team = here or office.team(questions.team_of(question))
    places = {asked_at} if here is not None else {there.place for there in team.destinations}
    if not places:
        return NotShared.NO_CHAT
    async with office.db.begin() as tx:
        if by.delivery is not None and not await seen.first_time(tx, by.platform, by.delivery, now=by.at):
            return NotShared.JUST_NOW
        wanted = []
        # In one order for everybody, so that two who share at once never wait for each other.
        for place in sorted(places, key=lambda one: (one.platform, one.chat, one.thread or "")):
            number = await questions.add_once(
                tx, question, place=place, by=by.member.id, now=by.at, again_after=_AGAIN_AFTER
            )
            if number is not None:
                wanted.append(
                    NewPosting(shows=Shows.QUESTION, subject=number, place=place, team=team.key, urgency=Urgency.PRESS)
                )
        await postings.add_many(tx, wanted, now=by.at)
    if not wanted:
        return NotShared.JUST_NOW
    office.nudge()
    return team
