"""What customers said is found by its words, the newest first, by those who may read it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.feedback import Said
from bot.services.intake import take_in, take_in_many
from bot.services.office import Office
from bot.stems import query_stems
from storage import said
from tests.world import ANNA, NOW, nps


def words(comment: str | None, number: int, *, days: int = 0, touchpoint: str = "shop") -> Said:
    """What somebody said, so many days ago."""
    return replace(
        nps(8, comment, id=f"S-{number}", touchpoint=touchpoint), occurred_at=NOW - timedelta(days=days, hours=1)
    )


async def found(
    office: Office,
    asked: str,
    *,
    teams: Sequence[str] = ("support", "logistics"),
    after: tuple[date, int] | None = None,
    limit: int = 10,
) -> list[int]:
    """The feedback with these words."""
    async with office.db.read() as tx:
        return await said.said(tx, teams, query_stems(asked), after=after, limit=limit, now=NOW)


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
    async with office.db.read() as tx:
        later = NOW + timedelta(days=4)
        here = await said.said(tx, ["support"], query_stems("belde"), after=None, limit=5, now=later)
    assert here == [receipt.feedback]
