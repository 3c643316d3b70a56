"""What people do with cases. Each use case is one transaction; a race ends in one conditional UPDATE."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from bot.domain import case as rules
from bot.domain.case import Case, CaseState, Happening, No, Resolution, Told, WhyNot
from bot.domain.case_file import CaseFile
from bot.domain.deadlines import allowance_for, deadline
from bot.domain.destination import Remote
from bot.domain.escalation import chain
from bot.domain.organisation import Team
from bot.domain.people import Member, PressesFrom
from bot.domain.posting import Shows
from bot.errors import Conflict
from bot.services.following import follow
from bot.services.freeing import free, tell_team
from bot.services.office import By, Office
from bot.services.racing import until_kept
from bot.services.telling import tell_worker, to_member, under
from storage import cases, feedback, postings, seen, steps
from storage.engine import Transaction

_WOKEN_AT_ONCE = 50

Decide = Callable[[Case], Case | No]
Outcome = Case | No | None
"""The case as it became; or why not; or None when this very press had its effect before."""


async def claim(office: Office, case_id: int, by: By) -> Outcome:
    """Take a case. Whatever the race there is one winner; the others hear who has it since when."""

    async def tell_team(tx: Transaction, case: Case, _: int) -> None:
        # Only of a case that was brought to one colleague does the team not know yet.
        if case.named is not None:
            await postings.bring_forward(tx, Shows.TEAM_CASE, case.id, now=by.at)

    return await _change(
        office,
        case_id,
        by,
        lambda case: rules.claim(case, by=by.member.id, now=by.at),
        Happening.CLAIMED,
        then=tell_team,
    )


async def release(office: Office, case_id: int, by: By) -> Outcome:
    """Give a case back to the team."""
    return await _change(office, case_id, by, lambda case: rules.release(case, by=by.member.id), Happening.RELEASED)


async def hand_over(office: Office, case_id: int, by: By, *, to: int, reason: str) -> Outcome:
    """Pass a case on. The colleague gets the card in private, with the word of reason; who cannot be reached there
    is called under the team's cards.
    """
    colleague = office.organisation.members.get(to)

    def decide(case: Case) -> Case | No:
        if colleague is None or not colleague.active:
            return No(why=WhyNot.UNKNOWN_COLLEAGUE, case=case)
        return rules.hand_over(case, by=by.member.id, to=to, now=by.at)

    async def tell(tx: Transaction, case: Case, row: int) -> None:
        await postings.take_away(tx, Shows.OWN_CASE, case.id, member=to)
        if not await to_member(tx, office.organisation.members, Shows.OWN_CASE, case.id, case, to, now=by.at):
            for card in await postings.of(tx, (Shows.TEAM_CASE,), case.id):
                await under(tx, card, Shows.NOTE, row, now=by.at)

    details = {"to": str(to), "reason": reason}
    return await _change(office, case_id, by, decide, Happening.HANDED_OVER, details, then=tell)


async def snooze(office: Office, case_id: int, by: By, *, until: datetime) -> Outcome:
    """Put a case aside until a moment before its deadline; it returns by itself."""
    return await _change(
        office,
        case_id,
        by,
        lambda case: rules.snooze(case, by=by.member.id, until=until, now=by.at),
        Happening.SNOOZED,
        {"until": until.isoformat()},
    )


async def note(
    office: Office, case_id: int, by: By, *, words: str, author: str | None = None, heard_at: Remote | None = None
) -> Outcome:
    """Keep a note with a case. Cards elsewhere than where it was written get it in their thread, its holder in private.

    `author`: whose words they are, when somebody else made a note of them. `heard_at`: the card under which they stand.
    """

    async def spread(tx: Transaction, case: Case, row: int) -> None:
        for card in await postings.of(tx, (Shows.TEAM_CASE,), case.id):
            if card.remote is not None and card.remote != heard_at:
                await under(tx, card, Shows.NOTE, row, now=by.at)
        await tell_worker(tx, office.organisation.members, case, row, besides=by.member.id, now=by.at)

    details = {"note": words} | ({"author": author} if author else {})
    return await _change(office, case_id, by, lambda case: case, Happening.NOTED, details, then=spread)


async def resolve(
    office: Office, case_id: int, by: By, *, cause: str, done: str, told: Told, because: str | None
) -> Outcome:
    """Close a case with a report. It is posted under every card, and told to who handed over or noted."""
    resolution = Resolution(cause=cause, done=done, told=told, because=because, by=by.member.id, at=by.at)

    async def report(tx: Transaction, case: Case, row: int) -> None:
        await postings.bring_forward(tx, Shows.TEAM_CASE, case.id, now=by.at)
        for card in await postings.of(tx, (Shows.TEAM_CASE,), case.id):
            await under(tx, card, Shows.REPORT, row, now=by.at)
        rows = await cases.of_kinds(tx, case.id, (Happening.HANDED_OVER, Happening.NOTED))
        for member_id in sorted({one.by for one in rows if one.by is not None} - {by.member.id}):
            await to_member(tx, office.organisation.members, Shows.TOLD, row, case, member_id, now=by.at)
        await steps.cancel(tx, case.id)

    details = {"cause": cause, "done": done, "told": told.value} | ({"because": because} if because else {})
    return await _change(
        office,
        case_id,
        by,
        lambda case: rules.resolve(case, resolution=resolution, now=by.at),
        Happening.RESOLVED,
        details,
        then=report,
    )


async def reopen(office: Office, case_id: int, by: By) -> Outcome:
    """Open a resolved case again, with a new deadline from now. Who resolved it hears so."""
    async with office.db.read() as tx:
        before = await cases.get(tx, case_id)
        channel = (await feedback.get(tx, before.feedback_id)).said.channel

    def decide(case: Case) -> Case | No:
        team = office.team(case.team)
        return rules.reopen(case, deadline=deadline(by.at, allowance_for(team, None, channel), team.hours))

    async def begin_again(tx: Transaction, case: Case, row: int) -> None:
        org = office.organisation
        await tell_worker(tx, org.members, before, row, besides=by.member.id, now=by.at)
        await steps.plan(tx, chain(case, org.plan.escalation, office.team(case.team).hours, since=by.at))

    return await _change(office, case_id, by, decide, Happening.REOPENED, then=begin_again)


async def see_contact(office: Office, case_id: int, by: By) -> CaseFile | No:
    """The customer's name and numbers. Each look is in the case's history; the cards stay as they are."""

    async def attempt() -> CaseFile | No:
        async with office.db.begin() as tx:
            file = await cases.file(tx, case_id)
            refused = _may_not(office, file.case, by)
            if refused is not None:
                return refused
            if by.delivery is None or await seen.first_time(tx, by.platform, by.delivery, now=by.at):
                await cases.record(tx, case_id, Happening.CONTACT_SEEN, at=by.at, by=by.member.id, platform=by.platform)
        return file

    return await until_kept(attempt)


async def look(office: Office, case_id: int, by: By) -> CaseFile | No:
    """The case as it is now, for a form or for details, if this person may see it."""
    async with office.db.read() as tx:
        file = await cases.file(tx, case_id)
    return _may_not(office, file.case, by) or file


async def still_on_it(office: Office, case_id: int, by: By) -> Outcome:
    """The holder says that they are: the case stays with them, also when its deadline passes."""

    async def show(tx: Transaction, case: Case, _: int) -> None:
        await steps.want_questions(tx, [case.id])

    return await _change(
        office, case_id, by, lambda case: rules.may_pass_on(case, by=by.member.id), Happening.STILL_ON_IT, then=show
    )


async def wake(office: Office, *, now: datetime) -> int:
    """Bring back every case whose snooze is over and tell its holder; returns how many."""
    async with office.db.read() as tx:
        due = [case.id for case in await cases.to_wake(tx, now)]
    woken = 0
    for start in range(0, len(due), _WOKEN_AT_ONCE):
        some = due[start : start + _WOKEN_AT_ONCE]
        woken += await until_kept(partial(_wake, office, some, now))
    if woken:
        office.nudge()
    return woken


async def _wake(office: Office, case_ids: Sequence[int], now: datetime) -> int:
    woken = 0
    async with office.db.begin() as tx:
        for case_id in case_ids:
            case = await cases.get(tx, case_id)
            over = case.snoozed_until is not None and case.snoozed_until <= now
            if over and case.state is CaseState.CLAIMED and await cases.save(tx, rules.wake(case)):
                woken += 1
                row = await cases.record(tx, case.id, Happening.WOKEN, at=now, by=None, platform=None)
                await follow(tx, [case.id], now=now)
                if case.holder is not None:
                    await to_member(tx, office.organisation.members, Shows.TOLD, row, case, case.holder, now=now)
    return woken


async def release_of_leaver(tx: Transaction, member_id: int, *, now: datetime) -> None:
    """Everything that a colleague who left was holding is open again, and their teams are told under the cards."""
    for case in await cases.held_by(tx, member_id):
        freed, row = await free(tx, case, {"left": str(member_id)}, now=now)
        await tell_team(tx, freed, row, now=now)


async def _change(
    office: Office,
    case_id: int,
    by: By,
    decide: Decide,
    what: Happening,
    details: Mapping[str, str] | None = None,
    *,
    then: Callable[[Transaction, Case, int], Awaitable[None]] | None = None,
) -> Outcome:
    """Decide on the case as it is, keep the decision if nobody was first, write history, and want the cards anew."""

    async def attempt() -> Outcome:
        async with office.db.begin() as tx:
            if by.delivery is not None and not await seen.first_time(tx, by.platform, by.delivery, now=by.at):
                return None
            case = await cases.get(tx, case_id)
            decided = _may_not(office, case, by) or decide(case)
            if isinstance(decided, No):
                return decided
            if decided is not case and not await cases.save(tx, decided):
                raise Conflict(f"case {case_id} changed meanwhile")
            row = await cases.record(
                tx, case_id, what, at=by.at, by=by.member.id, platform=by.platform, details=details
            )
            if then is not None:
                await then(tx, decided, row)
            if decided.head_start_until is None and case.head_start_until is not None:
                await postings.bring_forward(tx, Shows.TEAM_CASE, case_id, now=by.at)
            if decided is not case:
                await follow(tx, [case_id], now=by.at)
        return decided

    outcome = await until_kept(attempt)
    if isinstance(outcome, Case):
        office.nudge()
    return outcome


def _may_not(office: Office, case: Case, by: By) -> No | None:
    team = office.team(case.team)
    if team.presses_from is PressesFrom.TEAM and not _is_ours(team, case, by.member):
        return No(why=WhyNot.OTHER_TEAM, case=case)
    if case.state is CaseState.OPEN and case.in_head_start(by.at) and case.named != by.member.id:
        return No(why=WhyNot.NOT_YET_OPEN, case=case)
    return None


def _is_ours(team: Team, case: Case, member: Member) -> bool:
    """Whether this is somebody of the team, or a colleague whom the case was brought to."""
    return team.has(member.email) or member.id in (case.named, case.holder)
