"""What the messages of a pulse show, and when the private ones may be written."""

from datetime import datetime

from bot.cards.expectation import expectation_card
from bot.cards.model import Card
from bot.cards.pulse import question_card, reminder_card
from bot.cards.pulse_results import result_card
from bot.cards.scene import Scene
from bot.domain.people import Member
from bot.domain.posting import Posting, Shows
from bot.domain.pulse import Round, at_work, on_clock_of, own_moment
from bot.services.office import Office
from storage import pulse_outcomes, pulses
from storage.engine import Transaction

PULSES = frozenset({Shows.PULSE, Shows.PULSE_REMINDER, Shows.PULSE_RESULT, Shows.EXPECTATION})
_ROUNDS_IN_A_TREND = 6


async def pulse_truth(office: Office, posting: Posting, scene: Scene, reader: Member | None) -> Card | datetime | None:
    """The card; or the moment before which it may not be written; or None. Raises NotFound.

    Nobody is written to outside their working hours or while away, whatever held the message up until now.
    """
    async with office.db.read() as tx:
        one = await pulses.get(tx, posting.subject)
        if posting.shows is Shows.PULSE_RESULT:
            return await result(tx, one, scene)
        if not one.takes(scene.now):
            return None
        if posting.shows is Shows.EXPECTATION:
            return expectation_card(one, scene)
    if reader is None:
        return None
    moment = _when_at_work(office, one, reader, scene.now)
    if moment > scene.now:
        return moment if moment < one.closes_at else None
    if posting.shows is Shows.PULSE_REMINDER:
        return reminder_card(one, scene)
    return await _question(office, one, posting, reader, scene)


async def _question(office: Office, one: Round, posting: Posting, reader: Member, scene: Scene) -> Card | None:
    """The token is made here, just before the message is sent, and let go as soon as it stands."""
    if posting.shown:
        return None
    async with office.db.begin() as tx:
        fresh = office.secrecy.new_token(one.id)
        token = await pulses.token_for(tx, one.id, reader.id, fresh=fresh)
        if token is None:
            return None
        last = await pulse_outcomes.shown_until(tx, one.pulse, one.team, one.day, most=1)
        since = last[0].round.closed_at if last else None
        promises = (
            await pulse_outcomes.promises_since(tx, one.pulse, one.team, since=since, until=scene.now) if since else []
        )
    return question_card(one, scene, token=token, platform=posting.place.platform, promises=promises)


async def result(tx: Transaction, one: Round, scene: Scene) -> Card | None:
    """What a closed round came to, as its team may see it; None while it is open."""
    outcome = await pulse_outcomes.of_round(tx, one.id)
    if outcome is None or one.closed_at is None:
        return None
    shown = await pulse_outcomes.shown_until(tx, one.pulse, one.team, one.day, most=_ROUNDS_IN_A_TREND)
    return result_card(
        outcome,
        scene,
        before=[each.shown for each in shown if each.shown is not None and each.round.id != one.id],
        whole=await pulse_outcomes.whole_of(tx, one.pulse, one.day),
        promises=await pulse_outcomes.promises_since(tx, one.pulse, one.team, since=one.closed_at, until=scene.now),
    )


def _when_at_work(office: Office, one: Round, reader: Member, now: datetime) -> datetime:
    clock = on_clock_of(reader.timezone, office.team(one.team).hours)
    back = max(now, reader.away_until or now)
    if at_work(back, clock):
        return back
    return own_moment(clock.local(back).date(), clock.opens, clock, earliest=back)
