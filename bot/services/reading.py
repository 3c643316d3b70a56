"""Looking at cases and feedback without changing anything."""

from bot.domain.case import Case, HistoryRow
from bot.domain.case_file import CaseFile
from bot.domain.feedback import Feedback
from bot.domain.people import Names
from bot.domain.posting import Shows
from bot.errors import NotFound
from bot.services.office import By, Office
from storage import cases, feedback, postings


async def file(office: Office, case_id: int) -> CaseFile:
    """Everything that a case's cards tell. Raises NotFound."""
    async with office.db.read() as tx:
        return await cases.file(tx, case_id)


async def behind(office: Office, case: Case) -> Feedback:
    """The feedback that a case is about."""
    async with office.db.read() as tx:
        return await feedback.get(tx, case.feedback_id)


async def history(office: Office, case_id: int) -> list[HistoryRow]:
    """What happened to a case, oldest first."""
    async with office.db.read() as tx:
        return await cases.history_of(tx, case_id)


async def heard(office: Office, feedback_id: int, by: By) -> Feedback:
    """One feedback, for whom it is about, or for anybody once it stands on the team's card: what came to a colleague
    in private is theirs to share. Raises NotFound, also for whoever may not read it.
    """
    async with office.db.read() as tx:
        one = await feedback.get(tx, feedback_id)
        if one.employee_id != by.member.id and not await postings.of(tx, (Shows.FEEDBACK,), feedback_id):
            raise NotFound(f"feedback {feedback_id} on a card of the team's")
    return one


def names_for(office: Office, team: str) -> Names:
    """How customers are named to whoever asks in private: in full only where all the team's destinations do."""
    places = office.team(team).destinations
    return Names.FULL if places and all(place.names is Names.FULL for place in places) else Names.INITIALS
