"""What a platform told us waits for its effect, and nobody handles it twice at the same time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.destination import Platform
from storage import inbound as store
from storage.engine import Database
from storage.inbound import MOST_ATTEMPTS, Inbound

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=15)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
def inbound(db: Database) -> Inbound:
    return Inbound(db, Platform.TELEGRAM)


async def record(inbound: Inbound, *names: str) -> list[int]:
    told = [(name, {"update_id": name, "words": "é\ud83d\x00"}) for name in names]
    return [row.id for row in await inbound.record(told, now=NOW, leased_until=NOW + LEASE)]


async def taken(inbound: Inbound, after: timedelta) -> list[str]:
    now = NOW + after
    return [row.delivery for row in await inbound.take(10, now=now, leased_until=now + LEASE)]


async def test_recorded_once_and_leased_to_whoever_recorded_it(inbound: Inbound) -> None:
    assert len(await record(inbound, "tg:1", "tg:2")) == 2
    assert len(await record(inbound, "tg:2", "tg:3")) == 1
    assert await record(inbound) == []
    assert await taken(inbound, timedelta(0)) == []


async def test_a_lease_that_ended_lets_others_take_it_in_order(inbound: Inbound) -> None:
    await record(inbound, "tg:1", "tg:2", "tg:3")
    assert await taken(inbound, LEASE) == ["tg:1", "tg:2", "tg:3"]
    assert await taken(inbound, LEASE) == []


async def test_what_is_done_is_gone(inbound: Inbound) -> None:
    first, _ = await record(inbound, "tg:1", "tg:2")
    await inbound.done([first])
    await inbound.done([])
    assert await taken(inbound, LEASE) == ["tg:2"]


async def test_what_fails_comes_back_at_its_time_but_not_for_ever(inbound: Inbound) -> None:
    [row] = await record(inbound, "tg:1")
    for attempt in range(1, MOST_ATTEMPTS):
        moment = timedelta(minutes=attempt)
        await inbound.failed(row, not_before=NOW + moment)
        assert await taken(inbound, moment - timedelta(seconds=1)) == []
        assert await taken(inbound, moment) == ["tg:1"]
    await inbound.failed(row, not_before=NOW + timedelta(hours=1))
    assert await taken(inbound, timedelta(hours=2)) == []


async def test_what_is_held_is_nobody_elses_and_waiting_is_no_attempt(inbound: Inbound) -> None:
    [row, _] = await record(inbound, "tg:1", "tg:2")
    for seconds in range(10, 100, 10):
        await inbound.hold([row], leased_until=NOW + timedelta(seconds=seconds) + LEASE)
    assert await taken(inbound, timedelta(seconds=100)) == ["tg:2"]
    [back] = await inbound.take(10, now=NOW + timedelta(seconds=105), leased_until=NOW + timedelta(hours=1))
    assert (back.delivery, back.attempts) == ("tg:1", 2)


async def test_what_was_left_alone_is_seen_tried_again_and_forgotten_in_time(db: Database, inbound: Inbound) -> None:
    await record(inbound, "tg:1", "tg:2")
    for attempt in range(1, MOST_ATTEMPTS):
        assert await taken(inbound, timedelta(minutes=attempt)) == ["tg:1", "tg:2"]
    assert await taken(inbound, timedelta(hours=1)) == []

    async with db.begin() as tx:
        assert [(one.delivery, one.received_at) for one in await store.left_alone(tx)] == [("tg:1", NOW), ("tg:2", NOW)]
        assert await store.count_left_alone(tx) == 2
        await store.forget(tx, before=NOW)
        assert await store.try_again(tx) == 2
        assert await store.count_left_alone(tx) == 0
    assert await taken(inbound, timedelta(0)) == ["tg:1", "tg:2"]
    async with db.begin() as tx:
        await store.forget(tx, before=NOW + timedelta(days=1))
        assert await store.left_alone(tx) == []
    assert await taken(inbound, LEASE) == ["tg:1", "tg:2"]


async def test_a_number_is_never_given_twice(inbound: Inbound) -> None:
    [first] = await record(inbound, "tg:1")
    await inbound.done([first])
    [second] = await record(inbound, "tg:2")
    assert second > first


async def test_platforms_do_not_take_each_others(db: Database, inbound: Inbound) -> None:
    await record(inbound, "1")
    slack = Inbound(db, Platform.SLACK)
    await record(slack, "1")
    assert await taken(slack, LEASE) == ["1"]
    assert await taken(inbound, LEASE) == ["1"]
