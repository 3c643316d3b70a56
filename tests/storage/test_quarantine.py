"""What was refused is kept to the byte, once, until it can be taken in."""

from datetime import datetime, timedelta

import pytest

from bot.domain.feedback import Said
from bot.domain.quarantine import Wrong
from bot.errors import NotFound
from bot.services import quarantine
from bot.services.intake import Status
from bot.services.office import Office
from handlers.body import parse_kept
from storage import feedback
from storage.engine import Database
from tests.world import NOW

WRONG = (Wrong(field="score", problem="is outside the scale of nps", hint="Send a whole number from 0 to 10"),)
LATER = NOW + timedelta(hours=1)


async def test_bytes_that_are_no_text_are_kept(db: Database) -> None:
    body = bytes(range(256))

    number = await quarantine.keep(db, "survey", body, WRONG, now=NOW)

    kept = await quarantine.show(db, number)
    assert (kept.source, kept.body, kept.wrong) == ("survey", body, WRONG)
    assert (kept.received_at, kept.last_tried_at) == (NOW, None)


async def test_the_same_body_is_kept_once_for_each_source(db: Database) -> None:
    first = await quarantine.keep(db, "survey", b"{", WRONG, now=NOW)

    assert await quarantine.keep(db, "survey", b"{", WRONG, now=LATER) == first
    assert await quarantine.keep(db, "reviews", b"{", WRONG, now=LATER) != first
    assert [kept.received_at for kept in await quarantine.everything(db)] == [NOW, LATER]


async def test_once_the_cause_is_mended_it_is_taken_in_and_let_go(office: Office) -> None:
    body = b'{"id": "S-1", "score": 3, "occurred_at": "2026-11-20T09:30:00Z"}'
    number = await quarantine.keep(office.db, "survey", body, WRONG, now=NOW)

    still = await quarantine.retry(office, number, parse_kept, now=NOW)
    assert isinstance(still, tuple)
    assert [one.problem for one in still] == ["lies in the future"]
    kept = await quarantine.show(office.db, number)
    assert (kept.wrong, kept.last_tried_at) == (still, NOW)

    receipts = await quarantine.retry(office, number, parse_kept, now=LATER)
    assert isinstance(receipts, list)
    assert [receipt.status for receipt in receipts] == [Status.ACCEPTED]
    assert await quarantine.everything(office.db) == []
    assert receipts[0].feedback is not None
    async with office.db.read() as tx:
        assert (await feedback.get(tx, receipts[0].feedback)).said.score == 3


async def test_a_long_list_comes_back_whole(office: Office) -> None:
    body = b"[" + b",".join(b'{"id": %d, "score": 9}' % n for n in range(501)) + b"]"
    number = await quarantine.keep(office.db, "survey", body, WRONG, now=NOW)

    receipts = await quarantine.retry(office, number, parse_kept, now=NOW)

    assert isinstance(receipts, list)
    assert len({receipt.feedback for receipt in receipts}) == 501


async def test_what_cannot_be_taken_in_stays(office: Office) -> None:
    number = await quarantine.keep(office.db, "survey", b'{"id": "S-1", "score": 3}', WRONG, now=NOW)

    def broken(source: str, body: bytes, now: datetime) -> list[Said]:
        raise RuntimeError(source, body, now)

    with pytest.raises(RuntimeError):
        await quarantine.retry(office, number, broken, now=NOW)
    assert len(await quarantine.everything(office.db)) == 1


async def test_the_operator_may_let_it_go(office: Office) -> None:
    number = await quarantine.keep(office.db, "survey", b"{", WRONG, now=NOW)

    assert await quarantine.let_go(office.db, number)
    assert not await quarantine.let_go(office.db, number)
    with pytest.raises(NotFound):
        await quarantine.show(office.db, number)
    with pytest.raises(NotFound):
        await quarantine.retry(office, number, parse_kept, now=NOW)
