"""Who goes away for a while leaves nothing behind that cannot wait; who is back has it as before."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import case as rules
from bot.domain.case import Case, Happening, No
from bot.domain.deadlines import head_start_until, next_working_moment
from bot.domain.people import Member
from bot.domain.posting import Shows
from bot.domain.standing_in import deputy_of
from bot.errors import Conflict
from bot.services import homes
from bot.services.following import follow
from bot.services.freeing import free, tell_team
from bot.services.members import end_head_starts
from bot.services.office import By, Office
from bot.services.racing import until_kept
from bot.services.telling import to_member
from storage import absences, cases, postings, seen
from storage.engine import Transaction


@dataclass(kw_only=True)
class Leaving:
    """What became of the cases that could not wait: how many went to a deputy, and how many to a team."""

    handed_over: int = 0
    released: int = 0


async def leave(office: Office, by: By, *, until: datetime, by_status: bool = False) -> Leaving | None:
    """The member is away until then. What they hold and is due before goes to the deputy, or is the team's again; what
    waits for them alone waits for the deputy instead, or is shown to the team. None: this very press acted before.
    """

    async def attempt() -> Leaving | None:
        async with office.db.begin() as tx:
            if by.delivery is not None and not await seen.first_time(tx, by.platform, by.delivery, now=by.at):
                return None
            await absences.set_away(tx, by.member.id, until, by_status=by_status)
            await homes.follow_people(tx, members=[by.member.id], now=by.at)
            return await _pass_on(tx, office, by, until)

    leaving = await until_kept(attempt)
    await office.meet_members()
    office.nudge()
    return leaving


async def come_back(office: Office, by: By) -> None:
    """The member is here again."""
    async with office.db.begin() as tx:
        await absences.set_away(tx, by.member.id, None, by_status=False)
        await homes.follow_people(tx, members=[by.member.id], now=by.at)
    await office.meet_members()
    office.nudge()


async def follow_status(office: Office, by: By, *, away_until: datetime | None) -> None:
    """What the member's status on a platform says now; None: nothing of being away. What they said to us themselves
    counts for more."""
    member = by.member
    if away_until is None or away_until <= by.at:
        if member.away_by_status:
            await come_back(office, by)
        return
    said_so = member.is_away(by.at) and not member.away_by_status
    if not said_so and member.away_until != away_until:
        await leave(office, by, until=away_until, by_status=True)


async def _pass_on(tx: Transaction, office: Office, by: By, until: datetime) -> Leaving:
    leaving = Leaving()
    org = office.organisation
    for case_id in await absences.held_and_due(tx, by.member.id, until=until):
        case = await cases.get(tx, case_id)
        deputy = deputy_of(office.team(case.team), org, besides=by.member.id, now=by.at)
        if deputy is not None:
            await _hand_over(tx, office, case, by, deputy, until)
            leaving.handed_over += 1
        else:
            why = {"away": str(by.member.id)}
            freed, row = await free(tx, case, why, by=by.member.id, platform=by.platform, now=by.at)
            working = next_working_moment(by.at, office.team(case.team).hours)
            await tell_team(tx, freed, row, not_before=working, now=by.at)
            leaving.released += 1
    for case_id in await absences.waiting_alone(tx, by.member.id, now=by.at):
        await _let_deputy_be_first(tx, office, await cases.get(tx, case_id), by)
    await end_head_starts(tx, by.member.id, now=by.at)
    return leaving


async def _hand_over(tx: Transaction, office: Office, case: Case, by: By, deputy: Member, until: datetime) -> None:
    passed = rules.hand_over(case, by=by.member.id, to=deputy.id, now=by.at)
    if isinstance(passed, No) or not await cases.save(tx, passed):
        raise Conflict(f"case {case.id} changed meanwhile")
    details = {"to": str(deputy.id), "away_until": until.isoformat()}
    await cases.record(
        tx, case.id, Happening.HANDED_OVER, at=by.at, by=by.member.id, platform=by.platform, details=details
    )
    await _own_card(tx, office, passed, deputy, by.at)
    await follow(tx, [case.id], now=by.at)


async def _let_deputy_be_first(tx: Transaction, office: Office, case: Case, by: By) -> None:
    """The deputy has the head start that the named employee cannot use; without one nothing changes here."""
    team = office.team(case.team)
    deputy = deputy_of(team, office.organisation, besides=by.member.id, now=by.at)
    alone = head_start_until(by.at, team.head_start, case.deadline, team.hours)
    if deputy is None or alone is None:
        return
    if not await cases.save(tx, rules.stood_in_for(case, by=deputy.id, until=alone)):
        raise Conflict(f"case {case.id} changed meanwhile")
    await absences.hold_back(tx, case.id, until=alone)
    await postings.take_away(tx, Shows.OWN_CASE, case.id, member=by.member.id)
    await _own_card(tx, office, case, deputy, by.at)


async def _own_card(tx: Transaction, office: Office, case: Case, deputy: Member, now: datetime) -> None:
    org = office.organisation
    at = next_working_moment(now, office.team(case.team).hours) if org.cards.hold_outside_hours else now
    await postings.take_away(tx, Shows.OWN_CASE, case.id, member=deputy.id)
    await to_member(tx, org.members, Shows.OWN_CASE, case.id, case, deputy.id, not_before=at, now=now)
