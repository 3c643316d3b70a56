"""Erasing feedback: out of every table in one transaction, with the numbers kept true, and never to come back.

Holding the feedback and then its case, as everybody does who changes them, settles every race: who was first has had
their effect and it is erased too; who comes later finds nothing.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, String, and_, any_, bindparam, case, delete, func, or_, select, update

from bot.domain.case import Case
from bot.domain.erasure import Erasable, Sought, plain_email, plain_phone
from bot.domain.feedback import Customer, Feedback
from bot.domain.posting import Shows, Standing, Urgency
from bot.domain.rollup import contribution, facets_of
from storage import counting, said
from storage.cases import case_of
from storage.feedback import Key, feedback_of
from storage.inserting import insert_all
from storage.tables import bundle_cases, cases, digest_cases, erased, feedback, history, postings, steps
from storage.transaction import Transaction

_CASES = (Shows.TEAM_CASE, Shows.OWN_CASE)
_HAPPENINGS = (
    Shows.REPORT,
    Shows.NOTE,
    Shows.TOLD,
    Shows.LEFT,
    Shows.STILL_ON_IT,
    Shows.REMINDER,
    Shows.ESCALATION,
)
_FEEDBACK = (Shows.FEEDBACK, Shows.OWN_FEEDBACK)


@dataclass(frozen=True, kw_only=True)
class Held:
    """Feedback that nobody else can change until the end of the transaction, the cases on it by its id, and the rows
    of their histories."""

    feedback: Sequence[Feedback]
    cases: dict[int, Case]
    happenings: Sequence[int]

    @property
    def numbers(self) -> list[int]:
        """Of the feedback."""
        return [one.id for one in self.feedback]

    @property
    def case_numbers(self) -> list[int]:
        """Of the cases."""
        return [one.id for one in self.cases.values()]


async def look(tx: Transaction, numbers: Collection[int]) -> list[Erasable]:
    """These, in the order of their numbers; those that do not exist are left out."""
    rows = await tx.execute(
        select(feedback.c.id, cases.c.id, feedback.c.source, feedback.c.team, feedback.c.day)
        .select_from(feedback.outerjoin(cases, cases.c.feedback_id == feedback.c.id))
        .where(feedback.c.id.in_(numbers))
        .order_by(feedback.c.id)
    )
    return [Erasable(feedback=row[0], case=row[1], source=row[2], team=row[3], day=row[4]) for row in rows]


async def keys_of(tx: Transaction, numbers: Collection[int]) -> list[Key]:
    """Under which keys their sources sent these."""
    rows = await tx.execute(select(feedback.c.source, feedback.c.external_id).where(feedback.c.id.in_(numbers)))
    return [(row.source, row.external_id) for row in rows]


async def of_customer(tx: Transaction, sought: Sought) -> list[int]:
    """The numbers of what this customer said. There is no index for it but on ids: it takes a second per million."""
    who = (feedback.c.customer_id, feedback.c.customer_email, feedback.c.customer_phone)
    rows = await tx.execute(select(feedback.c.id, feedback.c.source, *who).where(_likely(sought)))
    return sorted(
        row.id
        for row in rows
        if sought.is_meant(
            Customer(id=row.customer_id, email=row.customer_email, phone=row.customer_phone), source=row.source
        )
    )


async def of_same_ids(tx: Transaction, numbers: Collection[int]) -> set[int]:
    """All that was said by customers with the same ids at the same sources as of these."""
    who = await tx.execute(
        select(feedback.c.source, feedback.c.customer_id)
        .where(feedback.c.id.in_(numbers), feedback.c.customer_id.is_not(None))
        .distinct()
    )
    found: set[int] = set()
    for source, customer in who.all():
        theirs = (feedback.c.source == source, feedback.c.customer_id == customer)
        found.update((await tx.execute(select(feedback.c.id).where(*theirs))).scalars())
    return found


async def among(tx: Transaction, keys: Sequence[Key]) -> set[Key]:
    """Those of these keys whose feedback was erased."""
    if not keys:
        return set()
    by_hash = {_key_hash(key): key for key in keys}
    rows = await tx.execute(select(erased.c.key_hash).where(_one_of(tx, list(by_hash))))
    return {by_hash[found] for found in rows.scalars()}


async def hold(tx: Transaction, numbers: Collection[int]) -> Held:
    """Hold these and all that was done about them, as things are now. What no longer exists is left out."""
    found = await tx.execute(
        select(feedback).where(feedback.c.id.in_(numbers)).order_by(feedback.c.id).with_for_update()
    )
    heard = [feedback_of(row) for row in found.mappings()]
    worked_on = await tx.execute(
        select(cases).where(cases.c.feedback_id.in_([one.id for one in heard])).order_by(cases.c.id).with_for_update()
    )
    opened = {row["feedback_id"]: case_of(row) for row in worked_on.mappings()}
    happened = await tx.execute(select(history.c.id).where(history.c.case_id.in_([one.id for one in opened.values()])))
    return Held(feedback=heard, cases=opened, happenings=list(happened.scalars()))


async def take_away(tx: Transaction, held: Held, *, now: datetime) -> None:
    """Every message about these should stand no longer, also where the bot had given up changing it. A chat that is
    closed to us stays so: when it opens again, the message goes."""
    await tx.execute(
        update(postings)
        .where(about(held))
        .values(absent=True, wanted=postings.c.wanted + 1, urgency=Urgency.PRESS, **_anew(now))
    )


async def want_anew(tx: Transaction, shows: Shows, subjects: Collection[int], *, now: datetime) -> None:
    """Messages that show these among other things are drawn again, also where the bot had given up changing them."""
    await tx.execute(
        update(postings)
        .where(postings.c.shows == shows, postings.c.subject.in_(subjects))
        .values(wanted=postings.c.wanted + 1, **_anew(now))
    )


async def delete_all(tx: Transaction, held: Held, *, now: datetime) -> None:
    """Take these off the numbers, delete every row of theirs, and remember that they may not come back."""
    work = held.case_numbers
    counted = [contribution(facets_of(one), held.cases.get(one.id), sign=-1) for one in held.feedback]
    counting.note(tx, *counted)
    await said.forget(tx, held.feedback)
    for table in (bundle_cases, digest_cases, steps, history):
        await tx.execute(delete(table).where(table.c.case_id.in_(work)))
    await tx.execute(delete(cases).where(cases.c.id.in_(work)))
    await tx.execute(delete(feedback).where(feedback.c.id.in_(held.numbers)))
    keys = [one.said.key for one in held.feedback]
    await insert_all(tx, erased, [{"source": key[0], "key_hash": _key_hash(key), "at": now} for key in keys])
    # The values by which numbers are kept are a source's words too, so where nothing is left they go.
    await counting.settle(tx)
    await counting.drop_zeros(tx, counted)


def about(held: Held) -> ColumnElement[bool]:
    """The postings that show these and nothing else."""
    return or_(
        and_(postings.c.shows.in_(_CASES), postings.c.subject.in_(held.case_numbers)),
        and_(postings.c.shows.in_(_HAPPENINGS), postings.c.subject.in_(held.happenings)),
        and_(postings.c.shows.in_(_FEEDBACK), postings.c.subject.in_(held.numbers)),
    )


def _anew(now: datetime) -> dict[str, Any]:
    """What a platform refused may be quoted in the reason, so that goes as well."""
    gone = postings.c.standing == Standing.GONE
    return {
        "standing": case((gone, postings.c.standing), else_=Standing.LIVE),
        "reason": case((gone, postings.c.reason), else_=None),
        "attempts": 0,
        "not_before": now,
    }


def _key_hash(key: Key) -> str:
    return hashlib.sha256("\n".join(key).encode()).hexdigest()


def _one_of(tx: Transaction, hashes: list[str]) -> ColumnElement[bool]:
    """All of them in one parameter, as it is part of every intake."""
    if tx.dialect.name == "sqlite":
        each = func.json_each(json.dumps(hashes)).table_valued("value")
        return erased.c.key_hash.in_(select(each.c.value))
    return erased.c.key_hash == any_(bindparam("hashes", hashes, type_=ARRAY(String), unique=True))


def _likely(sought: Sought) -> ColumnElement[bool]:
    """As far as both databases can tell; who is meant is decided on what they find."""
    if sought.email is not None:
        plain = plain_email(sought.email)
        if not plain.isascii():  # SQLite knows capitals of plain letters only
            return feedback.c.customer_email.is_not(None)
        return func.lower(func.replace(feedback.c.customer_email, " ", "")) == plain
    if sought.phone is not None:
        return feedback.c.customer_phone.like("%".join(("", *plain_phone(sought.phone), "")))
    here = feedback.c.source == sought.source if sought.source is not None else feedback.c.source.is_not(None)
    return and_(feedback.c.customer_id == sought.customer_id, here)
