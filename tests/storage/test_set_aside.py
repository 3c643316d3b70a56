"""Postings in trouble are grouped for the operator, and tried again by hand."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import update

from bot.domain.destination import Destination, Platform
from bot.domain.posting import NewPosting, Shows, Standing
from bot.services import set_aside
from storage import chats, postings, tables
from storage.engine import Database

NOW = datetime(2026, 11, 20, 13, 3, tzinfo=UTC)
HERE = Destination(platform=Platform.SLACK, chat="C0SUPPORT")
CARD = NewPosting(shows=Shows.TEAM_CASE, subject=1, place=HERE, team="support")


async def test_they_are_grouped_by_chat_and_reason_and_come_back(db: Database) -> None:
    there = replace(CARD, place=replace(HERE, chat="C0ARCHIVED"))
    posting = tables.postings
    async with db.begin() as tx:
        await postings.add_many(tx, [CARD, CARD, there, replace(CARD, subject=2)], now=NOW)
        parked = (posting.c.chat == "C0SUPPORT") & (posting.c.subject == 1)
        await tx.execute(update(posting).where(parked).values(standing=Standing.PARKED, reason="invalid_blocks"))
        await tx.execute(
            update(posting).where(posting.c.chat == "C0ARCHIVED").values(standing=Standing.GONE, reason="archived")
        )
        await chats.close(tx, Platform.SLACK, "C0ARCHIVED", because="archived", now=NOW)

    counts, groups = await set_aside.overview(db)
    assert counts == {"parked": 2, "gone": 1, "live": 1}
    assert {(one.standing, one.chat, one.reason, one.postings, one.oldest) for one in groups} == {
        (Standing.PARKED, "C0SUPPORT", "invalid_blocks", 2, NOW),
        (Standing.GONE, "C0ARCHIVED", "archived", 1, NOW),
    }

    assert await set_aside.try_again(db, Standing.PARKED, now=NOW) == 2
    assert await set_aside.try_again(db, Standing.GONE, now=NOW) == 1
    assert await set_aside.overview(db) == ({"live": 4}, [])
