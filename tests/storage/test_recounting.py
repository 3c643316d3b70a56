"""The daily numbers and words are what the feedback says: whatever happened, and again after somebody spoilt them."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from bot.domain.case import Told
from bot.domain.destination import Platform
from bot.domain.feedback import Said
from bot.errors import NotFound
from bot.services import cases, erasing
from bot.services.intake import take_in, take_in_many
from bot.services.office import By, Office
from bot.services.recounting import recount
from storage import tables
from storage.engine import Database
from tests.world import ANNA, BORIS, EVERYONE, NOW, nps

_NUMBERS = count()


async def wrong(db: Database, *, mend: bool = False) -> tuple[int, int]:
    """How many numbers and words are wrong."""
    pieces = [piece async for piece in recount(db, mend=mend)]
    return sum(piece.numbers for piece in pieces), sum(piece.words for piece in pieces)


async def a_day(office: Office) -> None:
    """Feedback of two teams and two months, and a case that was resolved."""
    pieces = [nps(n % 11, "De kast kwam laat", id=f"D-{n}", touchpoint="delivery") for n in range(12)]
    pieces += [replace(nps(9, None, id=f"M-{n}"), occurred_at=NOW - timedelta(days=40)) for n in range(3)]
    receipts = await take_in_many(office, pieces, now=NOW)
    by = By(member=BORIS, platform=Platform.SLACK, delivery=None, at=NOW + timedelta(hours=3))
    assert receipts[0].case is not None
    await cases.claim(office, receipts[0].case, by)
    await cases.resolve(office, receipts[0].case, by, cause="Delivery", done="Ja.", told=Told.PHONED, because=None)


async def test_what_was_spoilt_is_found_and_put_right(office: Office) -> None:
    await a_day(office)
    assert await wrong(office.db) == (0, 0)
    async with office.db.begin() as tx:
        await tx.execute(update(tables.rollups).where(tables.rollups.c.value == "delivery").values(s9=7))
        await tx.execute(delete(tables.durations).where(tables.durations.c.what == "claim"))
        await tx.execute(delete(tables.said_words).where(tables.said_words.c.stem == "kast"))
        await tx.execute(update(tables.said_words).where(tables.said_words.c.stem == "laat").values(stem="vroeg"))
    found = await wrong(office.db)
    assert found[0] > 0
    assert found[1] == 12 + 2 * 12
    assert await wrong(office.db) == found, "looking changes nothing"
    assert await wrong(office.db, mend=True) == found
    assert await wrong(office.db) == (0, 0)


async def test_numbers_without_any_feedback_go(office: Office) -> None:
    await a_day(office)
    async with office.db.begin() as tx:
        await tx.execute(update(tables.rollups).where(tables.rollups.c.team == "logistics").values(team="gone"))
    assert (await wrong(office.db, mend=True))[0] > 0
    assert await wrong(office.db) == (0, 0)


told = st.sampled_from(list(Told))
sent = st.builds(
    nps,
    st.none() | st.integers(0, 10),
    st.none() | st.sampled_from(["De kast kwam laat", "Wat een wachttijden", "of"]),
    id=st.sampled_from(["1", "2"]),
    employee=st.none() | st.just(ANNA.email),
    touchpoint=st.none() | st.sampled_from(["shop", " Shop", "delivery"]),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.lists(st.tuples(sent, st.integers(0, 40)), min_size=1, max_size=3)),
        st.tuples(st.sampled_from(["claim", "release", "reopen"]), st.sampled_from(EVERYONE)),
        st.tuples(st.just("resolve"), told),
        st.tuples(st.just("erase"), st.integers(0, 3)),
    ),
    min_size=1,
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(steps=steps)
async def test_whatever_happens_the_numbers_are_right(office: Office, steps: Sequence[tuple[str, object]]) -> None:
    story, now, opened, heard = next(_NUMBERS), NOW, set[int](), set[int]()
    for what, how in steps:
        now += timedelta(minutes=17)
        if what == "send":
            assert isinstance(how, list)
            pieces: list[Said] = [
                replace(piece, external_id=f"{story}-{piece.external_id}", occurred_at=now - timedelta(days=days))
                for piece, days in how
                if piece.score is not None or piece.comment
            ]
            receipts = await take_in_many(office, pieces, now=now)
            opened |= {receipt.case for receipt in receipts if receipt.case}
            heard |= {receipt.feedback for receipt in receipts if receipt.feedback}
            continue
        if what == "erase":
            assert isinstance(how, int)
            await erasing.erase(office, sorted(heard)[how : how + 1], now=now)
            continue
        for case_id in sorted(opened):
            with suppress(NotFound):
                await _press(office, what, how, case_id, now)
    assert await wrong(office.db) == (0, 0)


async def _press(office: Office, what: str, how: object, case_id: int, now: object) -> None:
    member = how if what != "resolve" else BORIS
    by = By(member=member, platform=Platform.SLACK, delivery=None, at=now)  # type: ignore[arg-type]  # as drawn
    if what == "claim":
        await cases.claim(office, case_id, by)
    elif what == "release":
        await cases.release(office, case_id, by)
    elif what == "reopen":
        await cases.reopen(office, case_id, by)
    else:
        assert isinstance(how, Told)
        because = "niet bereikbaar" if how is Told.NOT_POSSIBLE else None
        await cases.resolve(office, case_id, by, cause=" Delivery ", done="Ja.", told=how, because=because)


@pytest.mark.parametrize("mend", [False, True])
async def test_many_at_work_while_it_is_counted(office: Office, *, mend: bool) -> None:
    async def busy(desk: int) -> None:
        by = By(member=BORIS, platform=Platform.SLACK, delivery=None, at=NOW + timedelta(hours=1))
        for n in range(8):
            receipt = await take_in(office, nps(2, "Te laat", id=f"{desk}-{n}"), now=NOW)
            assert receipt.case is not None
            await asyncio.gather(
                cases.claim(office, receipt.case, by),
                take_in(office, nps(1, "Veel te laat", id=f"{desk}-{n}", touchpoint=f"shop-{n}"), now=NOW),
            )

    async def counting() -> list[tuple[int, int]]:
        return [await wrong(office.db, mend=mend) for _ in range(5)]

    *_, found = await asyncio.gather(*(busy(desk) for desk in range(3)), counting())
    assert found == [(0, 0)] * 5
    assert await wrong(office.db) == (0, 0)
