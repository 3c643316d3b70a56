"""What postings about deadlines show. What nobody needs any more before it was ever shown is not shown at all."""

from bot.cards.bundle import all_taken_card, bundle_card
from bot.cards.model import Card
from bot.cards.reminder import escalation_card, reminder_card
from bot.cards.scene import Scene
from bot.cards.still_on_it import still_on_it_card
from bot.domain.case import Case, CaseState, Happening, HistoryRow
from bot.domain.people import Member, Names
from bot.domain.posting import Posting, Shows
from storage import bundles, cases
from storage.engine import Transaction


async def step_card(
    tx: Transaction, posting: Posting, scene: Scene, reader: Member | None, *, names: Names
) -> Card | None:
    """A question, a reminder, or a call under the cards: a row of a case's history. Raises NotFound."""
    row = await cases.history_row(tx, posting.subject)
    file = await cases.file(tx, row.case_id)
    is_new = posting.remote is None
    if posting.shows is Shows.ESCALATION:
        needed = not is_new or _still_needed(row, file.case)
        return escalation_card(file, row, scene, names=names) if needed else None
    if reader is None:
        return None
    if posting.shows is Shows.REMINDER:
        needed = not is_new or _still_needed(row, file.case)
        return reminder_card(file, row, scene, reader=reader) if needed else None
    if is_new and file.case.holder != reader.id:
        return None
    yes = await cases.of_kinds(tx, row.case_id, (Happening.STILL_ON_IT,))
    said_yes = next((one for one in yes if one.id > row.id and one.by == reader.id), None)
    return still_on_it_card(file, scene, reader=reader, said_yes=said_yes)


async def bundle(tx: Transaction, posting: Posting, scene: Scene, reader: Member | None) -> Card | None:
    """What a lead hears together: those that nobody has taken yet; nothing when all of them were erased."""
    if reader is None:
        return None
    files = [await cases.file(tx, number) for number in await bundles.cases_in(tx, posting.subject)]
    waiting = [file for file in files if file.case.state is CaseState.OPEN]
    if waiting:
        return bundle_card(waiting, scene, reader=reader)
    return all_taken_card(scene) if files and posting.remote is not None else None


def _still_needed(row: HistoryRow, case: Case) -> bool:
    """Leads hear of every promise that is broken; everything else is for cases that nobody has."""
    if row.what is Happening.ESCALATED and row.details.get("told") == "leads":
        return case.state is not CaseState.RESOLVED
    return case.state is CaseState.OPEN
