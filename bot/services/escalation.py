"""The steps of cases whose moment has come: asking, reminding, telling, and letting go of what nobody works on."""

import logging
from collections.abc import Sequence
from datetime import datetime

from bot.domain.case import Case, CaseState, Happening
from bot.domain.escalation import Doing, PlannedStep, speaks_at, unanswered_question, what_to_do
from bot.domain.organisation import Organisation, Team
from bot.domain.posting import Shows
from bot.domain.standing_in import leads_of, responsible_for
from bot.errors import Conflict, Unavailable
from bot.services import homes
from bot.services.bundling import mention_to
from bot.services.freeing import free, tell_team
from bot.services.office import Office
from bot.services.racing import until_kept
from bot.services.telling import to_member, under
from storage import cases, postings, steps
from storage.engine import Transaction

log = logging.getLogger(__name__)

_AT_ONCE = 1000
_TOGETHER = 50
"""So many cases in a transaction that it takes few, and so few that nobody else waits long for the database."""


async def step_due(office: Office, now: datetime) -> int:
    """Take every step that is due and not yet taken, by us or by another replica; returns how many cases spoke."""
    async with office.db.read() as tx:
        due = await steps.cases_due(tx, now=now, limit=_AT_ONCE)
    spoke = 0
    for start in range(0, len(due), _TOGETHER):
        some = due[start : start + _TOGETHER]
        try:
            spoke += await _take(office, some, now)
        except (Conflict, Unavailable):
            raise
        except Exception:
            # One that cannot be handled must not keep the others from being heard.
            spoke += sum([await _take_alone(office, case_id, now) for case_id in some])
    if spoke:
        office.nudge()
    return spoke


async def _take_alone(office: Office, case_id: int, now: datetime) -> int:
    try:
        return await _take(office, [case_id], now)
    except (Conflict, Unavailable):
        raise
    except Exception:
        log.exception("a step of case %s failed; it is tried again at the next tick", case_id)
        return 0


async def _take(office: Office, case_ids: Sequence[int], now: datetime) -> int:
    async def attempt() -> int:
        async with office.db.begin() as tx:
            taken = await steps.take(tx, case_ids, now=now)
            acts = [await _act(tx, office, case_id, taken[case_id], now) for case_id in sorted(taken)]
        return sum(acts)

    return await until_kept(attempt)


async def _act(tx: Transaction, office: Office, case_id: int, taken: Sequence[PlannedStep], now: datetime) -> bool:
    case = await cases.get(tx, case_id)
    in_vain = case.state is CaseState.CLAIMED and await _was_asked_in_vain(tx, case)
    doings = what_to_do(taken, case, asked_in_vain=in_vain, now=now)
    act = _Act(tx, office.organisation, office.team(case.team), case, max(step.due_at for step in taken), now)
    for doing in doings:
        await act.do(doing, doings)
    if any(step.is_deadline for step in taken):  # whoever looks at their home sees that it is too late
        holder = [case.holder] if case.holder is not None else []
        await homes.follow_people(tx, teams=[case.team], members=holder, now=now)
    return bool(doings)


async def _was_asked_in_vain(tx: Transaction, case: Case) -> bool:
    """Whether the holder was asked, could read it, and has done nothing since."""
    asked = unanswered_question(await cases.history_of(tx, case.id), case.holder or 0)
    if asked is None:
        return False
    return any(one.shown for one in await postings.of(tx, (Shows.STILL_ON_IT,), asked.id))


class _Act:
    """Carries out what the steps of one case come down to, in one transaction."""

    def __init__(
        self, tx: Transaction, org: Organisation, team: Team, case: Case, due_at: datetime, now: datetime
    ) -> None:
        self._tx = tx
        self._org = org
        self._team = team
        self._case = case
        self._now = now
        self._in_hours = speaks_at(due_at, team.hours, now=now)
        self._personal = self._in_hours if org.cards.hold_outside_hours else now
        self._let_go: dict[str, str] = {}

    async def do(self, doing: Doing, doings: Sequence[Doing]) -> None:
        """One of them."""
        match doing:
            case Doing.RELEASE:
                await self._release(quietly=Doing.TELL_LEADS in doings)
            case Doing.ASK_HOLDER:
                await self._ask()
            case Doing.REMIND_RESPONSIBLE:
                await self._remind()
            case Doing.TELL_TEAM:
                await self._under_cards(await self._record(Happening.ESCALATED, {"told": "team"}))
            case Doing.WARN_LEADS:
                await self._record(Happening.ESCALATED, {"told": "leads"})
                await self._bundle()
            case Doing.TELL_LEADS:
                await self._tell_leads()

    async def _ask(self) -> None:
        holder = self._org.members.get(self._case.holder or 0)
        if holder is None or holder.private_chat() is None:
            return
        # Who is back in time is asked then.
        back = holder.away_until if holder.is_away(self._now) else None
        at = max(self._personal, back) if back is not None and back < self._case.deadline else self._personal
        row = await self._record(Happening.ASKED, {"to": str(holder.id)})
        await self._private(Shows.STILL_ON_IT, row, holder.id, at)

    async def _remind(self) -> None:
        who = responsible_for(self._case, self._team, self._org, self._now)
        if who is None:
            await self._record(Happening.REMINDED, {})
            await self._bundle()
            return
        row = await self._record(Happening.REMINDED, {"to": str(who.id)})
        await self._private(Shows.REMINDER, row, who.id, self._personal)

    async def _bundle(self) -> None:
        for lead in leads_of(self._team, self._org, self._now):
            await mention_to(self._tx, lead, self._case, not_before=self._personal, now=self._now)

    async def _tell_leads(self) -> None:
        row = await self._record(Happening.ESCALATED, {"told": "leads"} | self._let_go)
        await self._under_cards(row)
        for lead in leads_of(self._team, self._org, self._now):
            await self._private(Shows.REMINDER, row, lead.id, self._personal)

    async def _release(self, *, quietly: bool) -> None:
        holder = self._case.holder or 0
        self._let_go = {"unanswered": str(holder)}
        self._case, row = await free(self._tx, self._case, self._let_go, now=self._now)
        await self._private(Shows.TOLD, row, holder, self._personal)
        if not quietly:
            await tell_team(self._tx, self._case, row, not_before=self._in_hours, now=self._now)

    async def _under_cards(self, row: int) -> None:
        for card in await postings.of(self._tx, (Shows.TEAM_CASE,), self._case.id):
            await under(self._tx, card, Shows.ESCALATION, row, not_before=self._in_hours, now=self._now)

    async def _private(self, shows: Shows, row: int, member: int, at: datetime) -> None:
        members = self._org.members
        await to_member(self._tx, members, shows, row, self._case, member, not_before=at, now=self._now)

    async def _record(self, what: Happening, details: dict[str, str]) -> int:
        return await cases.record(self._tx, self._case.id, what, at=self._now, by=None, platform=None, details=details)
