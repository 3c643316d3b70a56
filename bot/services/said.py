"""What customers said, found by a word in it."""

from collections.abc import Collection
from datetime import date, datetime

from bot.domain.case import Case
from bot.domain.findings import Heard, SaidFound
from bot.services.asking import PAGE
from bot.services.office import Office
from bot.stems import query_stems
from storage import cases, feedback
from storage import said as words


async def said(
    office: Office, asked: str, *, teams: Collection[str], after: tuple[date, int] | None, now: datetime
) -> SaidFound:
    """A page of what customers said with all these words in it, in any inflection, newest first."""
    stems = query_stems(asked)
    if not stems:
        return SaidFound(words=asked, too_common=True)
    async with office.db.read() as tx:
        page = await words.said(tx, teams, stems, after=after, limit=PAGE, now=now)
        found = await feedback.several(tx, page.feedback)
        worked_on = await cases.of_many_feedbacks(tx, page.feedback)
    heard = tuple(Heard(feedback=found[number], case=_number(worked_on.get(number))) for number in page.feedback)
    return SaidFound(words=asked, heard=heard, after=page.after, further=after is not None)


def _number(case: Case | None) -> int | None:
    return case.id if case is not None else None
