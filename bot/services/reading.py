"""Looking at cases and feedback without changing anything."""

from bot.domain.case import HistoryRow
from bot.domain.case_file import CaseFile
from bot.domain.feedback import Feedback
from bot.domain.people import Names
from bot.services.office import Office
from storage import cases, feedback


async def file(office: Office, case_id: int) -> CaseFile:
    """Everything that a case's cards tell. Raises NotFound."""
    async with office.db.read() as tx:
        return await cases.file(tx, case_id)


async def history(office: Office, case_id: int) -> list[HistoryRow]:
    """What happened to a case, oldest first."""
    async with office.db.read() as tx:
        return await cases.history_of(tx, case_id)


async def heard(office: Office, feedback_id: int) -> Feedback:
    """One feedback. Raises NotFound."""
    async with office.db.read() as tx:
        return await feedback.get(tx, feedback_id)


def names_for(office: Office, team: str) -> Names:
    """How customers are named to whoever asks in private: in full only where all the team's destinations do."""
    places = office.team(team).destinations
    return Names.FULL if places and all(place.names is Names.FULL for place in places) else Names.INITIALS
