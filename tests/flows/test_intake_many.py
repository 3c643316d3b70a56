"""Many pieces at once: every one gets its own answer, and nothing is kept twice."""

from sqlalchemy import func, select

from bot.services.intake import Status, take_in_many
from bot.services.office import Office
from storage.tables import cases, feedback, history, postings
from tests.world import ANNA, NOW, Bell, nps


async def test_a_hundred_detractors_are_a_hundred_cases_in_order(office: Office, bell: Bell) -> None:
    pieces = [nps(n % 7, id=f"S-{n}", employee=ANNA.email if n % 2 else None) for n in range(100)]

    receipts = await take_in_many(office, pieces, now=NOW)

    assert {receipt.status for receipt in receipts} == {Status.ACCEPTED}
    assert bell.rung == 1
    async with office.db.read() as tx:
        rows = {row.external_id: row for row in await tx.execute(select(feedback))}
        case_of = {row.feedback_id: row.id for row in await tx.execute(select(cases))}
        for table, many in ((feedback, 100), (cases, 100), (history, 100), (postings, 250)):
            assert await tx.scalar(select(func.count()).select_from(table)) == many
    for piece, receipt in zip(pieces, receipts, strict=True):
        row = rows[piece.external_id]
        assert (row.score, row.id, case_of[row.id]) == (piece.score, receipt.feedback, receipt.case)


async def test_after_many_at_once_one_alone_gets_the_next_number(office: Office) -> None:
    many = await take_in_many(office, [nps(id=f"S-{n}") for n in range(3)], now=NOW)
    one = (await take_in_many(office, [nps(id="S-3")], now=NOW))[0]
    more = await take_in_many(office, [nps(id=f"S-{n}") for n in range(4, 7)], now=NOW)

    numbers = [receipt.feedback for receipt in [*many, one, *more] if receipt.feedback is not None]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 7
