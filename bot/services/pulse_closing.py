"""Rounds of pulses that close: answers become counts, and what was said by whom is gone for good."""

import json
import logging
from collections import Counter
from datetime import datetime
from functools import partial, reduce

from bot.domain.deadlines import next_working_moment
from bot.domain.outcome import Carried, Gathered, WholeOutcome
from bot.domain.plan import Question
from bot.domain.posting import NewPosting, Shows
from bot.domain.pulse import STATEMENTS, Round
from bot.domain.schedule import moment_of, next_due
from bot.domain.tally import Verdict, Whole, most, per_statement, released, unbound, verdict, whole
from bot.services import homes
from bot.services.office import Office
from bot.services.pulse_answering import opened_answers, opened_remarks
from bot.services.racing import until_kept
from storage import leftovers, postings, pulse_answers, pulse_outcomes, pulses
from storage.engine import Transaction
from storage.pulse_outcomes import Sealed

log = logging.getLogger(__name__)


async def close_due(office: Office, now: datetime) -> int:
    """Close every round whose time is over, and leave nothing of its answers behind; returns how many."""
    async with office.db.read() as tx:
        due = await pulses.due_to_close(tx, now=now)
    closed = 0
    for one in due:
        closed += await until_kept(partial(_close, office, one, now))
        office.nudge()
    if closed:
        await leftovers.sweep(office.db)
    return closed


async def sweep_open(office: Office) -> None:
    """While a round is open: leave nothing behind of tokens that were let go."""
    async with office.db.read() as tx:
        is_open = await pulses.any_open(tx)
    if is_open:
        await leftovers.sweep(office.db)


async def _close(office: Office, one: Round, now: datetime) -> int:
    async with office.db.begin() as tx:
        await pulses.take_turn(tx)
        if not await pulses.mark_closed(tx, one.id, now=now):
            return 0
        earlier = await pulse_outcomes.held(tx, one.pulse, team=one.team)
        carried = reduce(_together, (_opened(office, sealed) for sealed in earlier), Carried())
        new = await _gathered(tx, office, one)
        became = await _decide(tx, office, one, carried, new)
        await _keep(tx, office, one, carried.plus(new), new.answered, became)
        for sealed in earlier:
            await pulse_outcomes.hold(tx, sealed.round_id, None)
        await pulse_answers.clear(tx, one.id)
        await homes.follow_people(tx, teams=[one.team], now=now)
        if one.question is not Question.EXPECTATION:
            if became is not Verdict.WEEK_GOES_ON and carried.gathered.asked + new.asked:
                await postings.add_many(tx, _results(office, one, now), now=now)
            await _total(tx, office, one)
    return 1


async def _gathered(tx: Transaction, office: Office, one: Round) -> Gathered:
    """What the round's people said, with nothing left of who said what."""
    kept = await pulse_answers.answers_of(tx, one.id)
    tally = Counter(opened_answers(office.secrecy, one.id, kept))
    if tally.total() < len(kept):
        lost = len(kept) - tally.total()
        log.warning("%d answers of round %d were sealed under another key and do not count", lost, one.id)
    remarks = opened_remarks(office.secrecy, one.id, await pulse_answers.remarks_of(tx, one.id))
    return Gathered(
        tally=dict(sorted(tally.items())),
        remarks=tuple(remarks),
        asked=one.asked,
        answered=most(tally, STATEMENTS[one.question]),
        rounds=1,
    )


async def _decide(tx: Transaction, office: Office, one: Round, carried: Carried, new: Gathered) -> Verdict:
    if _week_goes_on(office, one):
        return Verdict.WEEK_GOES_ON
    statements = STATEMENTS[one.question]
    account = await pulse_outcomes.whole_waiting_for(tx, one.pulse, one.team) if carried.bound else None
    became = verdict(
        one.team,
        carried.held,
        new.tally,
        statements=statements,
        minimum=one.minimum,
        whole=account[1] if account else None,
    )
    if became is Verdict.SHOWN and account is not None:
        fresh = unbound(carried.held, new.tally, statements)
        await pulse_outcomes.keep_account(tx, account[0], released(account[1], one.team, fresh))
    return became


def _week_goes_on(office: Office, one: Round) -> bool:
    """Whether the pulse has another round in the same week: then they are shown together after the last one."""
    pulse = next((each for each in office.organisation.plan.pulses if each.key == one.pulse), None)
    if pulse is None or pulse.question is not one.question:
        return False
    hours = office.team(one.team).hours
    following = next_due(pulse.when, after=moment_of(pulse.when, one.day, hours), hours=hours)
    return following is not None and following.day.isocalendar()[:2] == one.day.isocalendar()[:2]


async def _keep(
    tx: Transaction, office: Office, one: Round, all_of_it: Carried, answered: int, became: Verdict
) -> None:
    if became is not Verdict.SHOWN:
        held = _sealed(office, one.id, all_of_it)
        await pulse_outcomes.add(tx, one.id, answered=answered, verdict=became, shown=None, held=held)
        return
    gathered = all_of_it.gathered
    shuffled = sorted(gathered.remarks, key=lambda words: office.secrecy.order("remark", str(one.id), words))
    shown = Gathered(
        tally=gathered.tally,
        remarks=tuple(shuffled),
        asked=gathered.asked,
        answered=gathered.answered,
        rounds=gathered.rounds,
    )
    await pulse_outcomes.add(tx, one.id, answered=answered, verdict=became, shown=shown, held=None)


def _results(office: Office, one: Round, now: datetime) -> list[NewPosting]:
    team = office.team(one.team)
    moment = next_working_moment(now, team.hours)
    return [
        NewPosting(shows=Shows.PULSE_RESULT, subject=one.id, place=there.place, team=one.team, not_before=moment)
        for there in team.destinations
    ]


async def _total(tx: Transaction, office: Office, last: Round) -> None:
    """The whole organisation's total, once the last round of a day is closed and where it gives nothing away."""
    todays = await pulses.of_day(tx, last.pulse, last.day)
    if len(todays) < 2 or any(one.closed_at is None for one in todays):
        return
    results = await pulse_outcomes.of_day(tx, last.pulse, last.day)
    if any(one.verdict is Verdict.WEEK_GOES_ON for one in results):
        return
    if await pulse_outcomes.whole_of(tx, last.pulse, last.day) is not None:
        return
    sealed = await pulse_outcomes.held(tx, last.pulse, day=last.day)
    rests = {one.team: (one.round_id, _opened(office, one)) for one in sealed}
    statements = STATEMENTS[last.question]
    shown = [one.shown for one in results if one.shown is not None]
    found = whole(
        [one.tally for one in shown],
        {team: rest.held for team, (_, rest) in rests.items()},
        statements=statements,
        minimum=max(one.minimum for one in todays),
    )
    if found is None:
        return
    counts, waiting = found
    parts = [*shown, *(rest.gathered for _, rest in rests.values())]
    gathered = Gathered(
        tally=counts,
        asked=sum(part.asked for part in parts),
        answered=sum(part.answered for part in parts),
        rounds=max(part.rounds for part in parts),
    )
    outcome = WholeOutcome(gathered=gathered, teams=len(parts))
    await pulse_outcomes.add_whole(tx, last.pulse, last.day, outcome, Whole(waiting=waiting))
    for team in waiting:
        round_id, rest = rests[team]
        bound = Carried(gathered=rest.gathered, bound=per_statement(rest.gathered.tally, statements))
        await pulse_outcomes.hold(tx, round_id, _sealed(office, round_id, bound))
    await postings.want(tx, (Shows.PULSE_RESULT,), [one.id for one in todays])


def _together(one: Carried, other: Carried) -> Carried:
    bound = Counter(one.bound)
    bound.update(other.bound)
    return Carried(gathered=one.gathered.plus(other.gathered), bound=dict(bound))


def _sealed(office: Office, round_id: int, carried: Carried) -> bytes:
    return office.secrecy.seal(json.dumps(carried.as_json()).encode(), place=f"held:{round_id}")


def _opened(office: Office, sealed: Sealed) -> Carried:
    plain = office.secrecy.open(sealed.held, place=f"held:{sealed.round_id}")
    if plain is None:
        log.warning("what round %d held was sealed under another key and does not count", sealed.round_id)
        return Carried()
    return Carried.of_json(json.loads(plain))
