"""What stands in the database after feedback came in, told in short."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.domain.feedback import Feedback
from bot.domain.posting import Shows
from bot.services.office import Office
from storage import feedback
from storage.tables import cases, history, postings
from storage.tables import feedback as feedback_table


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A message that should stand: what it shows, where, from when, and which revision is wanted."""

    shows: Shows
    chat: str
    not_before: datetime
    revision: int


@dataclass(frozen=True, kw_only=True)
class Kept:
    """All that became of the pieces under one key."""

    feedback: list[Feedback]
    gathering: int | None
    cases: list[int]
    happenings: list[str]
    wanted: list[Wanted]

    @property
    def shown(self) -> list[tuple[Shows, str]]:
        """What is wanted where."""
        return [(one.shows, one.chat) for one in self.wanted]


async def kept(office: Office, external_id: str, *, source: str = "survey") -> Kept:
    """Look at everything under one key."""
    async with office.db.read() as tx:
        rows = list(
            await tx.execute(
                select(feedback_table.c.id, feedback_table.c.gathering_id).where(
                    feedback_table.c.source == source, feedback_table.c.external_id == external_id
                )
            )
        )
        ids = [row.id for row in rows]
        opened = list((await tx.execute(select(cases.c.id).where(cases.c.feedback_id.in_(ids)))).scalars())
        told = await tx.execute(select(history.c.what).where(history.c.case_id.in_(opened)).order_by(history.c.id))
        case_cards = postings.c.shows.in_([Shows.TEAM_CASE, Shows.OWN_CASE]) & postings.c.subject.in_(opened)
        own_cards = postings.c.shows.in_([Shows.FEEDBACK, Shows.OWN_FEEDBACK]) & postings.c.subject.in_(ids)
        standing = await tx.execute(
            select(postings).where(~postings.c.absent, case_cards | own_cards).order_by(postings.c.id)
        )
        return Kept(
            feedback=[await feedback.get(tx, number) for number in ids],
            gathering=rows[0].gathering_id if rows else None,
            cases=opened,
            happenings=[str(what) for what in told.scalars()],
            wanted=[
                Wanted(shows=Shows(row.shows), chat=row.chat, not_before=row.not_before, revision=row.wanted)
                for row in standing
            ],
        )


async def gathered(office: Office) -> list[tuple[str, str, int]]:
    """The day's gathering cards: team, chat and wanted revision."""
    async with office.db.read() as tx:
        rows = await tx.execute(select(postings).where(postings.c.shows == Shows.GATHER).order_by(postings.c.id))
        return [(row.team, row.chat, row.wanted) for row in rows]
