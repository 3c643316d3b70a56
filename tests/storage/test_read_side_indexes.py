"""Answers are read along the indexes made for them, in their order: a page takes as long however much there is."""

from datetime import date

import pytest
from sqlalchemy import text

from bot.domain.feedback import Kind, Tone
from bot.domain.period import Period
from bot.domain.question import Dimension
from storage import said, scores, stakes
from storage.engine import Database, Transaction
from tests.storage.listening import Statements, listening
from tests.world import NOW

NOVEMBER = Period(first=date(2026, 11, 1), last=date(2026, 11, 30))


async def plans(tx: Transaction, asked: Statements) -> list[str]:
    """How each would be answered; PostgreSQL as it would with more in its tables than in these empty ones."""
    small = tx.dialect.name == "postgresql"
    if small:
        for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
            await tx.execute(text(f"SET LOCAL enable_{way} = off"))
    explain = "EXPLAIN" if small else "EXPLAIN QUERY PLAN"
    found: list[str] = []
    for statement, parameters in asked:
        rows = (await tx.exec_driver_sql(f"{explain} {statement}", parameters)).mappings()
        found.append("\n".join(str(row["QUERY PLAN" if small else "detail"]) for row in rows))
    return found


@pytest.mark.parametrize("after", [None, (date(2026, 11, 9), 7)])
async def test_words_are_walked_from_the_newest_backward(db: Database, after: tuple[date, int] | None) -> None:
    async with db.begin() as tx:
        with listening() as asked:
            await said.said(tx, ["support"], [{"kast"}], after=after, limit=6, now=NOW)
        furthest, plan = await plans(tx, asked)
    if tx.dialect.name == "sqlite":
        assert "USING PRIMARY KEY (team=? AND stem=?" in furthest
        assert "TEMP B-TREE" not in furthest
        assert "USING PRIMARY KEY (team=? AND stem=?" in plan
        assert plan.count("TEMP B-TREE") <= 1, "only the page itself is put in order, out of its pieces"
    else:
        assert "Index Only Scan Backward using pk_said_words" in furthest
        assert "Index Only Scan Backward using pk_said_words" in plan
    assert "SCAN feedback" not in plan


async def test_numbers_are_read_from_the_days_that_are_asked(db: Database) -> None:
    async with db.begin() as tx:
        with listening() as asked:
            await scores.tallied(tx, ["support"], NOVEMBER)
            await scores.tallied(tx, ["support"], NOVEMBER, by=Dimension.TOUCHPOINT)
            await scores.trend(tx, ["support"], Kind.NPS, first=NOVEMBER.first, step=7, steps=4)
        for plan in await plans(tx, asked):
            by_key = "USING PRIMARY KEY (team=? AND dimension=? AND day>" in plan or "pk_rollups" in plan
            assert by_key or "pk_durations" in plan
            assert "feedback" not in plan


@pytest.mark.parametrize("aloud", [False, True])
async def test_quotes_are_walked_along_their_tone(db: Database, aloud: bool) -> None:
    async with db.begin() as tx:
        with listening() as asked:
            await stakes.latest_quotable(tx, "support", Tone.NEGATIVE, NOVEMBER, aloud=aloud, now=NOW)
        (plan,) = await plans(tx, asked)
    assert "ix_feedback_words" in plan
    assert "TEMP B-TREE" not in plan
