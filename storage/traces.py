"""Where else feedback shows that is about to be erased: in messages that show other things too."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import and_, or_, select

from bot.domain.posting import Shows
from storage.erasures import Held
from storage.tables import bundle_cases, bundles, cases, digests, feedback, postings, questions
from storage.transaction import Transaction


async def of(tx: Transaction, held: Held) -> dict[Shows, set[int]]:
    """What has to be drawn again once these are gone, by what it shows."""
    if not held.feedback:
        return {}
    earlier = await _of_same_customers(tx, held)
    return {
        Shows.GATHER: await _gatherings(tx, held),
        Shows.DIGEST: await _digests(tx, held),
        Shows.BUNDLE: await _bundles(tx, held),
        Shows.QUESTION: await _questions(tx, held),
        Shows.TEAM_CASE: earlier,
        Shows.OWN_CASE: earlier,
    }


async def _gatherings(tx: Transaction, held: Held) -> set[int]:
    these = (feedback.c.id.in_(held.numbers), feedback.c.gathering_id.is_not(None))
    return set((await tx.execute(select(feedback.c.gathering_id).where(*these))).scalars())


async def _digests(tx: Transaction, held: Held) -> set[int]:
    """Digests and huddles of any age that list a case or quote a feedback of these."""
    since = min(one.received_at for one in held.feedback)
    rows = await tx.execute(select(digests.c.id, digests.c.content).where(digests.c.made_at >= since))
    heard, work = set(held.numbers), set(held.case_numbers)
    return {
        row.id
        for row in rows
        if not heard.isdisjoint(_quoted(row.content)) or not work.isdisjoint(_listed(row.content))
    }


def _quoted(content: Mapping[str, Any]) -> list[int | None]:
    return [content.get("hurts"), content.get("proud"), *(one["quote"] for one in content.get("causes", ()))]


def _listed(content: Mapping[str, Any]) -> Iterable[int]:
    cases_in: list[int] = content.get("worth", [])
    return cases_in


async def _bundles(tx: Transaction, held: Held) -> set[int]:
    """Bundles with these cases in them. What a bundle told is forgotten after a month: of an older message nobody
    knows whether it names them, so it has to go as well."""
    if not held.cases:
        return set()
    with_them = select(bundle_cases.c.bundle_id).where(bundle_cases.c.case_id.in_(held.case_numbers))
    since = min(one.opened_at for one in held.cases.values())
    forgotten = and_(
        postings.c.shows == Shows.BUNDLE,
        postings.c.remote_message.is_not(None),
        postings.c.created_at >= since,
        postings.c.subject.not_in(select(bundles.c.id)),
    )
    found = await tx.execute(select(postings.c.subject).where(forgotten))
    return {*found.scalars(), *(await tx.execute(with_them)).scalars()}


async def _questions(tx: Transaction, held: Held) -> set[int]:
    """Shared answers about these teams and days, in which customers are counted and quoted. The questions themselves
    hold a team and days, and nobody's words."""
    places = {(one.team, one.day.isoformat()) for one in held.feedback}
    rows = await tx.execute(select(questions.c.id, questions.c.asked))
    return {row.id for row in rows if any(_is_about(row.asked, team, day) for team, day in places)}


def _is_about(asked: Mapping[str, Any], team: str, day: str) -> bool:
    return team in (asked["team"], asked.get("other")) and asked["first"] <= day <= asked["last"]


async def _of_same_customers(tx: Transaction, held: Held) -> set[int]:
    """Cases of the same customers, whose cards tell what they said before."""
    who = {(one.said.source, one.said.customer.id) for one in held.feedback if one.said.customer.id is not None}
    if not who:
        return set()
    theirs = or_(*(and_(feedback.c.source == source, feedback.c.customer_id == number) for source, number in who))
    rows = await tx.execute(select(cases.c.id).join(feedback, feedback.c.id == cases.c.feedback_id).where(theirs))
    return set(rows.scalars()) - set(held.case_numbers)
