"""Feedback rows <-> Feedback values."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, RowMapping, String, any_, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.case import Case
from bot.domain.case_file import Past
from bot.domain.feedback import ContactHow, ContactWish, Customer, Feedback, Kind, Said
from bot.domain.rollup import contribution, facets_of
from bot.errors import NotFound
from storage import counting, said
from storage.engine import Transaction
from storage.inserting import insert_numbered
from storage.tables import feedback, gatherings

Key = tuple[str, str]
"""(source, external id): what makes a feedback unique."""


async def known(tx: Transaction, keys: Sequence[Key]) -> dict[Key, Feedback]:
    """The feedback that we already have under these keys."""
    ids_of: dict[str, list[str]] = {}
    for source, external_id in keys:
        ids_of.setdefault(source, []).append(external_id)
    found: dict[Key, Feedback] = {}
    for source, ids in ids_of.items():
        rows = await tx.execute(select(feedback).where(feedback.c.source == source, _among(tx, ids)).with_for_update())
        found |= {(source, row["external_id"]): feedback_of(row) for row in rows.mappings()}
    return found


def _among(tx: Transaction, ids: Sequence[str]) -> ColumnElement[bool]:
    """Whether the external id is one of these, with all of them in one parameter: hundreds take long to plan."""
    if tx.dialect.name == "sqlite":
        each = func.json_each(json.dumps(ids)).table_valued("value")
        return feedback.c.external_id.in_(select(each.c.value))
    return feedback.c.external_id == any_(bindparam("ids", ids, type_=ARRAY(String), unique=True))


async def add_many(tx: Transaction, new: Sequence[Feedback]) -> list[Feedback]:
    """Keep new feedback; returns it in the same order with its ids. A key that exists is an IntegrityError."""
    numbers = await insert_numbered(tx, feedback, [_row(one) for one in new])
    counting.note(tx, *(contribution(facets_of(one), None) for one in new))
    kept = [
        Feedback(
            id=number,
            said=one.said,
            kind=one.kind,
            occurred_at=one.occurred_at,
            received_at=one.received_at,
            day=one.day,
            hour=one.hour,
            team=one.team,
            employee_id=one.employee_id,
        )
        for one, number in zip(new, numbers, strict=True)
    ]
    await said.keep(tx, kept)
    return kept


async def update_content(tx: Transaction, before: Feedback, changed: Feedback, case: Case | None) -> None:
    """Keep what an update made of a feedback and of the case on it. Attribution and receipt stay as they were."""
    counting.note(tx, contribution(facets_of(before), case, sign=-1), contribution(facets_of(changed), case))
    row = _row(changed)
    for frozen in ("source", "external_id", "received_at", "employee_id"):
        del row[frozen]
    await tx.execute(update(feedback).where(feedback.c.id == changed.id).values(**row))
    await said.change(tx, before, changed)


async def get(tx: Transaction, feedback_id: int) -> Feedback:
    """Raises NotFound."""
    row = (await tx.execute(_GET, {"feedback_id": feedback_id})).mappings().first()
    if row is None:
        raise NotFound(f"feedback {feedback_id}")
    return feedback_of(row)


async def several(tx: Transaction, feedback_ids: Collection[int]) -> dict[int, Feedback]:
    """These feedbacks by their ids; what no longer exists is left out."""
    rows = await tx.execute(_SEVERAL, {"ids": list(feedback_ids)})
    return {row["id"]: feedback_of(row) for row in rows.mappings()}


async def hold(tx: Transaction, feedback_id: int) -> Feedback:
    """The same, and nobody else can hold it until the end of the transaction."""
    await tx.execute(select(feedback.c.id).where(feedback.c.id == feedback_id).with_for_update())
    return await get(tx, feedback_id)


async def last_of_customer(tx: Transaction, one: Feedback, *, limit: int = 3) -> tuple[Past, ...]:
    """What the same customer said before, newest first. Customers are known by their id at the source."""
    if one.said.customer.id is None:
        return ()
    asked = {
        "source": one.said.source,
        "customer": one.said.customer.id,
        "until": one.occurred_at,
        "feedback_id": one.id,
        "many": limit,
    }
    rows = await tx.execute(_LAST_OF_CUSTOMER, asked)
    return tuple(Past(kind=Kind(row.kind), score=row.score, occurred_at=row.occurred_at) for row in rows)


async def gathering_of(tx: Transaction, *, team: str, day: date) -> tuple[int, bool]:
    """The team's gathering for a local day, and whether it was made just now."""
    looked_up = select(gatherings.c.id).where(gatherings.c.team == team, gatherings.c.day == day)
    number = (await tx.execute(looked_up)).scalar()
    if number is not None:
        return int(number), False
    dialect = sqlite if tx.dialect.name == "sqlite" else postgresql
    made = await tx.execute(
        dialect.insert(gatherings)
        .values(team=team, day=day)
        .on_conflict_do_nothing(index_elements=["team", "day"])
        .returning(gatherings.c.id)
    )
    number = made.scalar()
    if number is not None:
        return int(number), True
    return int((await tx.execute(looked_up)).scalar_one()), False


async def gather(tx: Transaction, feedback_ids: Iterable[int], gathering: int | None) -> None:
    """Put feedback into a gathering, or take it out with None."""
    await tx.execute(update(feedback).where(feedback.c.id.in_(list(feedback_ids))).values(gathering_id=gathering))


async def gathering_id(tx: Transaction, feedback_id: int) -> int | None:
    """The gathering that a feedback is counted in, if any."""
    return (await tx.execute(select(feedback.c.gathering_id).where(feedback.c.id == feedback_id))).scalar()


async def gathered(tx: Transaction, gathering: int) -> tuple[str, date, Mapping[tuple[Kind, int], int]]:
    """The team and day of a gathering, and how many of each (kind, score) it holds. Raises NotFound."""
    head = (await tx.execute(select(gatherings).where(gatherings.c.id == gathering))).first()
    if head is None:
        raise NotFound(f"gathering {gathering}")
    rows = await tx.execute(
        select(feedback.c.kind, feedback.c.score, func.count())
        .where(feedback.c.gathering_id == gathering, feedback.c.score.is_not(None))
        .group_by(feedback.c.kind, feedback.c.score)
    )
    return head.team, head.day, {(Kind(kind), score): n for kind, score, n in rows}


_SEVERAL = select(feedback).where(feedback.c.id.in_(bindparam("ids", expanding=True)))
_GET = select(feedback).where(feedback.c.id == bindparam("feedback_id"))
_LAST_OF_CUSTOMER = (
    select(feedback.c.kind, feedback.c.score, feedback.c.occurred_at)
    .where(
        feedback.c.source == bindparam("source"),
        feedback.c.customer_id == bindparam("customer"),
        feedback.c.occurred_at <= bindparam("until"),
        feedback.c.id != bindparam("feedback_id"),
    )
    .order_by(feedback.c.occurred_at.desc())
    .limit(bindparam("many"))
)


def _row(one: Feedback) -> dict[str, Any]:
    said, customer = one.said, one.said.customer
    contact = said.contact or ContactWish()
    return {
        "source": said.source,
        "external_id": said.external_id,
        "occurred_at": one.occurred_at,
        "received_at": one.received_at,
        "kind": one.kind.value,
        "kind_given": said.kind is not None,
        "score": said.score,
        "comment": said.comment,
        "customer_id": customer.id,
        "customer_name": customer.name,
        "customer_email": customer.email,
        "customer_phone": customer.phone,
        "customer_value": customer.value,
        "language": customer.language,
        "contact_requested": said.contact_requested,
        "contact_how": contact.how,
        "contact_when": contact.when,
        "journey": said.journey,
        "touchpoint": said.touchpoint,
        "channel": said.channel,
        "location": said.location,
        "employee": said.employee,
        "team_given": said.team,
        "tags": list(said.tags),
        "attributes": dict(said.attributes),
        "team": one.team,
        "employee_id": one.employee_id,
        "day": one.day,
        "hour": one.hour,
        "tone": one.tone.value,
    }


def feedback_of(row: RowMapping) -> Feedback:
    kind = Kind(row["kind"])
    how, when = row["contact_how"], row["contact_when"]
    said = Said(
        source=row["source"],
        external_id=row["external_id"],
        occurred_at=row["occurred_at"],
        kind=kind if row["kind_given"] else None,
        score=row["score"],
        comment=row["comment"],
        customer=Customer(
            id=row["customer_id"],
            name=row["customer_name"],
            email=row["customer_email"],
            phone=row["customer_phone"],
            value=row["customer_value"],
            language=row["language"],
        ),
        contact_requested=row["contact_requested"],
        contact=ContactWish(how=ContactHow(how) if how else None, when=when) if how or when else None,
        journey=row["journey"],
        touchpoint=row["touchpoint"],
        channel=row["channel"],
        employee=row["employee"],
        team=row["team_given"],
        location=row["location"],
        tags=tuple(row["tags"]),
        attributes=row["attributes"],
    )
    return Feedback(
        id=row["id"],
        said=said,
        kind=kind,
        occurred_at=row["occurred_at"],
        received_at=row["received_at"],
        day=row["day"],
        hour=row["hour"],
        team=row["team"],
        employee_id=row["employee_id"],
    )
