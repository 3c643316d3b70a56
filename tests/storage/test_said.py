"""What customers said is found by its words, the newest first, by those who may read it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.case import Told
from bot.domain.destination import Platform
from bot.domain.feedback import Said
from bot.services import cases
from bot.services.intake import take_in, take_in_many
from bot.services.office import By, Office
from bot.stems import query_stems
from storage import said
from tests.world import ANNA, NOW, nps


def words(comment: str | None, number: int, *, days: int = 0, touchpoint: str = "shop") -> Said:
    """What somebody said, so many days ago."""
    return replace(
        nps(8, comment, id=f"S-{number}", touchpoint=touchpoint), occurred_at=NOW - timedelta(days=days, hours=1)
    )


def compliment(about_anna: Said) -> Said:
    """The same, full of praise of Anna, which is hers to share."""
    return replace(about_anna, score=10, employee=ANNA.email)


async def found(
    office: Office,
    asked: str,
    *,
    teams: Sequence[str] = ("support", "logistics"),
    after: tuple[date, int] | None = None,
    limit: int = 10,
    now: datetime = NOW,
) -> list[int]:
    """The feedback with these words."""
    async with office.db.read() as tx:
        page = await said.said(tx, teams, query_stems(asked), after=after, limit=limit, now=now)
        return list(page.feedback)


async def test_words_are_found_newest_first_in_all_their_forms(office: Office) -> None:
    pieces = [words("Lange wachttijden.", 1, days=2), words("De wachttijd!", 2), words("Prima", 3), words(None, 4)]
    receipts = await take_in_many(office, pieces, now=NOW)
    assert await found(office, "Wachttijd") == [receipts[1].feedback, receipts[0].feedback]
    assert await found(office, "kort") == []
    assert await found(office, "de") == []
    assert await found(office, "wachttijd", teams=["logistics"]) == []
    assert await found(office, "wachttijd", teams=[]) == []


async def test_several_words_are_all_there(office: Office) -> None:
    pieces = [words("De monteur kwam laat", n) for n in range(3)] + [words("De monteur bleef zitten", 9)]
    receipts = await take_in_many(office, pieces, now=NOW)
    assert await found(office, "monteurs laat") == [receipts[n].feedback for n in (2, 1, 0)]
    assert await found(office, "zitten monteur") == [receipts[3].feedback]
    assert await found(office, "monteur nooit") == []


async def test_a_page_follows_the_page_before(office: Office) -> None:
    receipts = await take_in_many(
        office,
        [words("wachten", n, days=n // 2, touchpoint="delivery" if n % 3 else "shop") for n in range(7)],
        now=NOW,
    )
    days = {receipt.feedback: date(2026, 11, 20) - timedelta(days=n // 2) for n, receipt in enumerate(receipts)}
    seen: list[int] = []
    after: tuple[date, int] | None = None
    while page := await found(office, "gewacht", after=after, limit=2):
        seen += page
        after = days[page[-1]], page[-1]
    assert seen == sorted(days, key=lambda number: (days[number], number), reverse=True)


async def test_an_update_is_found_by_its_new_words_alone(office: Office) -> None:
    receipt = await take_in(office, words("De kast is krom", 1), now=NOW)
    await take_in(office, words("De kast is recht", 1, days=3), now=NOW)
    assert receipt.feedback is not None
    assert await found(office, "krom") == []
    assert await found(office, "kast recht") == [receipt.feedback]
    assert await found(office, "kast", after=(date(2026, 11, 17), receipt.feedback)) == []
    assert await found(office, "kast", after=(date(2026, 11, 18), 0)) == [receipt.feedback]


async def test_what_a_colleague_still_has_alone_is_not_found(office: Office) -> None:
    alone = nps(3, "Anna belde nooit terug", id="S-1", employee=ANNA.email)
    receipt = await take_in(office, alone, now=NOW)
    assert await found(office, "belde") == []
    assert await found(office, "belde", now=NOW + timedelta(days=4)) == [receipt.feedback]


async def test_what_a_colleague_has_resolved_is_found_by_everybody(office: Office) -> None:
    receipt = await take_in(office, nps(3, "Anna belde nooit terug", id="S-1", employee=ANNA.email), now=NOW)
    assert receipt.case is not None
    by = By(member=ANNA, platform=Platform.SLACK, delivery=None, at=NOW)
    await cases.claim(office, receipt.case, by)
    assert await found(office, "belde") == [receipt.feedback]
    await cases.resolve(office, receipt.case, by, cause="other", done="Gebeld.", told=Told.PHONED, because=None)
    assert await found(office, "belde") == [receipt.feedback]


async def test_what_nobody_may_read_is_walked_past_a_piece_at_a_time(office: Office) -> None:
    """Anna's compliments are hers to share; two others stand further back than the first looks go."""
    hers = [compliment(words("Prima kast", n)) for n in range(12)]
    theirs = [words("Mooie kast", 20, days=1), words("Scheve kast", 21, days=9)]
    receipts = await take_in_many(office, [*hers, *theirs], now=NOW)

    async def page(after: said.Place | None) -> said.Page:
        async with office.db.read() as tx:
            asked = query_stems("kast")
            return await said.said(tx, ["support"], asked, after=after, limit=5, now=NOW, most_walked=6)

    pages = [await page(None)]
    while (after := pages[-1].after) is not None:
        pages.append(await page(after))
    assert [list(one.feedback) for one in pages] == [[], [], [receipts[12].feedback, receipts[13].feedback]]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(dice=st.randoms(use_true_random=False), limit=st.integers(1, 4), most=st.integers(1, 9))
async def test_pages_together_are_everything_once_and_in_order(
    heard_before: Office, dice: Random, limit: int, most: int
) -> None:
    """However short each look is, whichever words are asked for, in one team or in both."""
    office = heard_before
    asked = query_stems(dice.choice(["kast", "bank", "kast bank", "kast tafel", "lopen kast"]))
    teams = dice.choice([["support"], ["support", "logistics"]])
    async with office.db.read() as tx:
        everything = await said.said(tx, teams, asked, after=None, limit=100, now=NOW)
        seen: list[int] = []
        after: said.Place | None = None
        while True:
            page = await said.said(tx, teams, asked, after=after, limit=limit, now=NOW, most_walked=most)
            seen += page.feedback
            if (after := page.after) is None:
                break
    assert seen == list(everything.feedback)


@pytest.fixture
async def heard_before(office: Office) -> Office:
    """Sixty answers about three things in two teams over ten days, a third of them Anna's own to share."""
    dice = Random(7)
    things = ["kast", "bank", "tafel", "kasten en banken", "lopen naar de kast"]
    pieces = [
        words(f"De {dice.choice(things)}", n, days=dice.randrange(10), touchpoint=dice.choice(["delivery", "shop"]))
        for n in range(60)
    ]
    await take_in_many(office, [one if n % 3 else compliment(one) for n, one in enumerate(pieces)], now=NOW)
    return office
