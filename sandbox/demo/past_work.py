"""What was done about those of the past who were unhappy and said why: cases that were resolved long ago.

Nobody was in the chats then, so the cases come straight into the books and post nothing. The same ones each time.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.domain.case import Case, CaseState, Happening, Resolution, Told
from bot.domain.destination import Platform
from bot.domain.feedback import Feedback, Tone
from bot.domain.organisation import Organisation
from sandbox.demo.past import cause_of
from sandbox.demo.people import Language, Words
from storage import cases
from storage import feedback as feedback_store
from storage.engine import Database
from storage.tables import feedback

# What somebody did about it, by why it happened.
_DONE: Mapping[str, Words] = {
    "waiting time": {"nl": "Gebeld, excuses gemaakt.", "en": "Called and said sorry."},
    "delivery": {"nl": "Nieuwe datum afgesproken.", "en": "Agreed on a new day."},
    "broken promise": {"nl": "Gebeld en het zelf afgemaakt.", "en": "Called, and saw to it myself."},
    "price": {"nl": "Nieuwe factuur gestuurd.", "en": "Sent a new invoice."},
}
_TOLD = (Told.PHONED, Told.PHONED, Told.PHONED, Told.MAILED, Told.MAILED, Told.NOT_POSSIBLE)
_BECAUSE: Words = {"nl": "Niet te bereiken.", "en": "Could not be reached."}
_IN_TIME = timedelta(hours=8)


async def bring_in(db: Database, organisation: Organisation, language: Language) -> None:
    """Open, claim and resolve them, each by somebody of its team, within minutes to hours of when it was said."""
    chance = random.Random(2026)
    unhappy = select(feedback.c.id).where(feedback.c.tone == Tone.NEGATIVE, feedback.c.comment.is_not(None))
    async with db.begin() as tx:
        ids = (await tx.execute(unhappy.order_by(feedback.c.id))).scalars().all()
        about = await feedback_store.several(tx, ids)
        worked = [_worked(about[one], _crew(organisation), language, chance) for one in ids]
        kept = await cases.add_many(tx, worked, about)
        await cases.record_many(tx, [row for case in kept for row in _history(case)])


def _crew(organisation: Organisation) -> Mapping[str, Sequence[int]]:
    return {
        key: sorted(member.id for member in organisation.members.values() if team.has(member.email))
        for key, team in organisation.teams.items()
    }


def _worked(about: Feedback, crew: Mapping[str, Sequence[int]], language: Language, chance: random.Random) -> Case:
    who, heard = chance.choice(crew[about.team]), about.occurred_at
    claimed = heard + timedelta(minutes=chance.choice((4, 7, 12, 18, 25, 40, 90)))
    cause = cause_of(about.said.comment or "") or chance.choice(tuple(_DONE))
    told = chance.choice(_TOLD)
    return Case(
        id=0,
        feedback_id=about.id,
        team=about.team,
        state=CaseState.RESOLVED,
        opened_at=heard,
        deadline=heard + _IN_TIME,
        first_claimed_at=claimed,
        resolution=Resolution(
            cause=cause,
            done=_DONE[cause][language],
            told=told,
            because=_BECAUSE[language] if told is Told.NOT_POSSIBLE else None,
            by=who,
            at=claimed + timedelta(minutes=chance.choice((15, 35, 60, 110, 180, 300))),
        ),
        value_at_risk=about.said.customer.value,
        revision=3,
    )


def _history(case: Case) -> Iterator[tuple[int, Happening, datetime, int | None, Platform | None, Mapping[str, str]]]:
    yield case.id, Happening.OPENED, case.opened_at, None, None, {}
    if case.first_claimed_at is not None and (done := case.resolution) is not None:
        yield case.id, Happening.CLAIMED, case.first_claimed_at, done.by, Platform.SLACK, {}
        told = {"cause": done.cause, "done": done.done, "told": done.told.value}
        details = told | ({"because": done.because} if done.because else {})
        yield case.id, Happening.RESOLVED, done.at, done.by, Platform.SLACK, details
