"""What customers said, found by a word in it."""

from collections.abc import Collection
from datetime import date, datetime

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
        ids = await words.said(tx, teams, stems, after=after, limit=PAGE + 1, now=now)
        found = [await feedback.get(tx, number) for number in ids]
        worked_on = [await cases.of_feedback(tx, one.id) for one in found[:PAGE]]
    heard = tuple(
        Heard(feedback=one, case=case.id if case else None) for one, case in zip(found, worked_on, strict=False)
    )
    last = heard[-1].feedback if len(ids) > PAGE else None
    return SaidFound(words=asked, heard=heard, after=(last.day, last.id) if last else None)
