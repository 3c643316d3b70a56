"""Taking in what customers said: kept once, routed, a case opened where it asks for work, and wanted on cards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain import case as rules
from bot.domain.case import Case, Happening
from bot.domain.escalation import chain
from bot.domain.feedback import Feedback, Said, asks_for_work, is_wordless, kind_of
from bot.domain.merging import changed, merge
from bot.domain.organisation import Organisation
from bot.domain.posting import Shows, Urgency
from bot.domain.routing import Route, route
from bot.domain.value import value_at_risk
from bot.errors import Conflict
from bot.services.following import follow
from bot.services.office import Office
from bot.services.racing import until_kept
from bot.services.telling import tell_worker
from bot.services.wanting import Wanted, personal_moment
from storage import cases, erasures, feedback, postings, steps
from storage.engine import Transaction


class Status(StrEnum):
    """What became of a piece."""

    ACCEPTED = "accepted"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    ERASED = "erased"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The answer to whoever sent a piece: our number for it, the case it is worked on in, and what became of it.

    What was erased on request has neither, and nothing of it is kept when it is sent again.
    """

    feedback: int | None
    case: int | None
    status: Status


async def take_in(office: Office, said: Said, *, now: datetime) -> Receipt:
    """Take in one piece. See take_in_many."""
    return (await take_in_many(office, [said], now=now))[0]


async def take_in_many(office: Office, pieces: Sequence[Said], *, now: datetime) -> list[Receipt]:
    """Take in pieces in one transaction; each gets its own receipt, in order.

    All are kept when this returns, or none when it raises. A piece with a key that we have is an update of the same
    feedback, case and cards, or a duplicate when it says nothing new. Another replica that took in the same key at
    the same moment makes us look again.
    """

    async def attempt() -> list[Receipt]:
        async with office.db.begin() as tx:
            return await _take_in(tx, office.organisation, pieces, now)

    receipts = await until_kept(attempt)
    if any(receipt.status in (Status.ACCEPTED, Status.UPDATED) for receipt in receipts):
        office.nudge()
    return receipts


async def _take_in(tx: Transaction, org: Organisation, pieces: Sequence[Said], now: datetime) -> list[Receipt]:
    receipts: dict[int, Receipt] = {}
    for wave in _waves(pieces):
        have = await feedback.known(tx, [said.key for _, said in wave])
        # In this order: what is erased while we wait for it is no longer known, and its key is there by then.
        gone = await erasures.among(tx, [said.key for _, said in wave if said.key not in have])
        fresh = [(n, said) for n, said in wave if said.key not in have and said.key not in gone]
        receipts |= await _add(tx, org, fresh, now)
        for n, said in wave:
            old = have.get(said.key)
            if old is not None:
                receipts[n] = await _update(tx, org, old, said, now)
            elif said.key in gone:
                receipts[n] = Receipt(feedback=None, case=None, status=Status.ERASED)
    return [receipts[n] for n in range(len(pieces))]


def _waves(pieces: Sequence[Said]) -> Iterable[list[tuple[int, Said]]]:
    """The pieces with their places, such that no key stands in a wave twice and a key's pieces keep their order."""
    waiting = list(enumerate(pieces))
    while waiting:
        wave: dict[tuple[str, str], tuple[int, Said]] = {}
        later: list[tuple[int, Said]] = []
        for n, said in waiting:
            if said.key in wave:
                later.append((n, said))
            else:
                wave[said.key] = (n, said)
        yield list(wave.values())
        waiting = later


async def _add(
    tx: Transaction, org: Organisation, fresh: Sequence[tuple[int, Said]], now: datetime
) -> dict[int, Receipt]:
    if not fresh:
        return {}
    routes = [_route(said, org, now) for _, said in fresh]
    kept = await feedback.add_many(
        tx, [_feedback(said, way, now) for (_, said), way in zip(fresh, routes, strict=True)]
    )
    wanted = Wanted(org=org, now=now)
    work = [(one, way) for one, way in zip(kept, routes, strict=True) if not _is_old(one, org, now) and _is_work(one)]
    opened = await _open(tx, org, work, wanted)
    for one, way in zip(kept, routes, strict=True):
        if one.id not in opened and not _is_old(one, org, now):
            wanted.without_case(one, way)
    await wanted.show(tx)
    return {
        n: Receipt(feedback=one.id, case=opened.get(one.id), status=Status.ACCEPTED)
        for (n, _), one in zip(fresh, kept, strict=True)
    }


async def _update(tx: Transaction, org: Organisation, old: Feedback, said: Said, now: datetime) -> Receipt:
    case = await cases.of_feedback(tx, old.id)
    merged = merge(old.said, said)
    if not changed(old.said, merged):
        return Receipt(feedback=old.id, case=case.id if case else None, status=Status.DUPLICATE)
    one = _moved(replace(old, said=merged, kind=kind_of(merged)), merged.occurred_at, org)
    await feedback.update_content(tx, old, one, case)
    if case is not None:
        row = await _record_update(tx, case.id, old.said, merged, now)
        at_risk = value_at_risk(merged.customer.value, one.tone)
        if at_risk != case.value_at_risk and not await cases.save(tx, rules.revalued(case, at_risk)):
            raise Conflict(f"case {case.id} changed meanwhile")
        hours = (org.teams.get(case.team) or org.teams[org.default_team]).hours
        await tell_worker(tx, org.members, case, row, not_before=personal_moment(hours, org, now), now=now)
        await follow(tx, [case.id], now=now)
        return Receipt(feedback=old.id, case=case.id, status=Status.UPDATED)
    wanted = Wanted(org=org, now=now)
    opened: dict[int, int] = {}
    if not _is_old(one, org, now):
        way = _route(merged, org, now, team=old.team, employee=old.employee_id)
        gathering = await feedback.gathering_id(tx, one.id)
        if gathering is not None and (_is_work(one) or not is_wordless(merged)):
            await feedback.gather(tx, [one.id], None)
        if gathering is not None:
            await postings.want(tx, (Shows.GATHER,), [gathering], urgency=Urgency.BROADCAST)
        if _is_work(one):
            for shows in (Shows.FEEDBACK, Shows.OWN_FEEDBACK):
                await postings.take_away(tx, shows, one.id)
            opened = await _open(tx, org, [(one, way)], wanted)
            await _record_update(tx, opened[one.id], old.said, merged, now)
        elif gathering is None and await postings.of(tx, (Shows.FEEDBACK, Shows.OWN_FEEDBACK), one.id):
            await postings.want(tx, (Shows.FEEDBACK, Shows.OWN_FEEDBACK), [one.id], urgency=Urgency.BROADCAST)
        elif gathering is None or not is_wordless(merged):
            wanted.without_case(one, way)
    await wanted.show(tx)
    return Receipt(feedback=one.id, case=opened.get(one.id), status=Status.UPDATED)


async def _record_update(tx: Transaction, case_id: int, old: Said, merged: Said, now: datetime) -> int:
    """What the update changed, in the case's history: which fields, and the scores but nobody's words."""
    different = changed(old, merged)
    details = {"fields": ", ".join(sorted(different))}
    if "score" in different:
        details |= {"score_before": str(old.score), "score": str(merged.score)}
    return await cases.record(tx, case_id, Happening.FEEDBACK_UPDATED, at=now, by=None, platform=None, details=details)


def _route(
    said: Said, org: Organisation, now: datetime, *, team: str | None = None, employee: int | None = None
) -> Route:
    """The route by the rules. An update keeps the team and the employee that were decided at receipt."""
    if team is None:
        about = org.member_by_email(said.employee)
        return route(said, kind=kind_of(said), employee=about, organisation=org, now=now)
    frozen = replace(said, team=team, employee=None if employee is None else said.employee)
    about = org.members.get(employee) if employee is not None else None
    return route(frozen, kind=kind_of(said), employee=about, organisation=org, now=now)


def _feedback(said: Said, way: Route, now: datetime) -> Feedback:
    happened = said.occurred_at or now
    local = way.team.hours.local(happened)
    return Feedback(
        id=0,
        said=said,
        kind=kind_of(said),
        occurred_at=happened,
        received_at=now,
        day=local.date(),
        hour=local.hour,
        team=way.team.key,
        employee_id=way.employee.id if way.employee else None,
    )


def _moved(one: Feedback, happened: datetime | None, org: Organisation) -> Feedback:
    """The feedback as it happened at another moment, if that is what an update says."""
    if happened is None or happened == one.occurred_at:
        return one
    local = (org.teams.get(one.team) or org.teams[org.default_team]).hours.local(happened)
    return replace(one, occurred_at=happened, day=local.date(), hour=local.hour)


def _is_work(one: Feedback) -> bool:
    return asks_for_work(one.kind, one.said)


def _is_old(one: Feedback, org: Organisation, now: datetime) -> bool:
    """Old feedback (an import, say) counts in the numbers and bothers nobody, so it opens no case either:
    a case that no one hears of could only become a broken promise."""
    return now - one.occurred_at > org.cards.quiet_after


async def _open(
    tx: Transaction, org: Organisation, work: Sequence[tuple[Feedback, Route]], wanted: Wanted
) -> dict[int, int]:
    """Open a case on each; returns the case's id by the feedback's."""
    now = wanted.now
    opened = await cases.add_many(
        tx,
        [
            Case(
                id=0,
                feedback_id=one.id,
                team=way.team.key,
                named=named.id if (named := way.first or way.employee) else None,
                opened_at=now,
                deadline=way.due,
                head_start_until=way.head_start_until,
                value_at_risk=value_at_risk(one.said.customer.value, one.tone),
            )
            for one, way in work
        ],
        {one.id: one for one, _ in work},
    )
    await cases.record_many(tx, [(case.id, Happening.OPENED, now, None, None, {}) for case in opened])
    pairs = zip(opened, work, strict=True)
    chains = [chain(case, org.plan.escalation, way.team.hours, since=now) for case, (_, way) in pairs]
    await steps.plan(tx, [step for steps_of_case in chains for step in steps_of_case])
    for case, (_, way) in zip(opened, work, strict=True):
        wanted.of_case(case, way)
    return {case.feedback_id: case.id for case in opened}
