"""On Monday the team hears which causes keep coming back, from its own reports."""

from datetime import datetime, timedelta

from bot.domain.case import Told
from bot.domain.destination import Platform
from bot.domain.digest import DigestKind, HuddleContent
from bot.services import cases, digests, huddles
from bot.services.office import By, Office
from tests.cards.texts import lines_of
from tests.digests.days import at, case_of, made, read, shown, week
from tests.world import ANNA, BORIS, SUPPORT_SLACK, SUPPORT_TELEGRAM

MONDAY = at(23, "09:00")


async def reported(office: Office, when: datetime, cause: str, comment: str | None = None) -> None:
    """Boris resolves a case about Anna, and tells why it happened."""
    case = await case_of(office, when - timedelta(hours=1), comment=comment)
    by = By(member=BORIS, platform=Platform.SLACK, delivery=None, at=when)
    await cases.resolve(office, case, by, cause=cause, done="Opgelost.", told=Told.PHONED, because=None)


async def test_the_causes_that_repeat_with_counts_and_a_quote_each(office: Office) -> None:
    await reported(office, at(2, "10:00"), "delivery", "De bus kwam niet, en niemand belde mij erover.")
    await reported(office, at(19, "10:00"), "delivery", "Kapot!")
    await reported(office, at(20, "10:00"), "delivery", "Anna zei dinsdag, het werd donderdag. Weer een dag weg.")
    await reported(office, at(3, "10:00"), "waiting time")
    await reported(office, at(4, "10:00"), "waiting time")
    await reported(office, at(4, "10:00"), "price")
    await reported(office, at(4, "10:00"), "other")
    await reported(office, at(5, "10:00"), "other")
    assert await huddles.make_due(office, at(23, "08:59")) == 0
    assert await huddles.make_due(office, MONDAY) == 1
    assert await huddles.make_due(office, MONDAY) == 0
    assert [(one.cause, one.n, one.lately) for one in (await week(office)).causes] == [
        ("delivery", 3, 2),
        ("waiting time", 2, 0),
    ]
    (huddle,) = await made(office, kind=DigestKind.HUDDLE)
    assert [one.place for one in await shown(office, huddle)] == [SUPPORT_SLACK, SUPPORT_TELEGRAM]
    assert lines_of(await read(office, huddle, now=MONDAY)) == [
        "🧭 Wat steeds terugkomt bij Klantenservice",
        "Uit jullie eigen verslagen van de laatste 28 dagen",
        "Levering: 3 keer, waarvan 2 in de laatste week",
        "●●● zei dinsdag, het werd donderdag. Weer een dag weg.",
        "Wachttijd: 2 keer",
        "Welke kunnen we deze week wegnemen?",
    ]


async def test_what_was_long_ago_does_not_keep_coming_back(office: Office) -> None:
    for _ in range(2):
        await reported(office, MONDAY - timedelta(days=29), "delivery")
    assert await huddles.make_due(office, MONDAY) == 0
    assert await made(office, kind=DigestKind.HUDDLE) == []


async def test_a_case_that_was_opened_again_has_no_cause_yet(office: Office) -> None:
    for _ in range(2):
        await reported(office, at(19, "10:00"), "price")
    again = await case_of(office, at(19, "11:00"))
    by = By(member=ANNA, platform=Platform.SLACK, delivery=None, at=at(19, "12:00"))
    await cases.resolve(office, again, by, cause="price", done="Korting.", told=Told.MAILED, because=None)
    await cases.reopen(office, again, by)
    await huddles.make_due(office, MONDAY)
    assert [one.n for one in (await week(office)).causes] == [2]


async def test_the_digest_of_that_morning_is_another_one(office: Office) -> None:
    for _ in range(2):
        await reported(office, at(19, "10:00"), "price")
    await digests.make_due(office, at(23))
    await huddles.make_due(office, MONDAY)
    assert len(await made(office)) == len(await made(office, kind=DigestKind.HUDDLE)) == 1
    assert isinstance((await made(office, kind=DigestKind.HUDDLE))[0].content, HuddleContent)
