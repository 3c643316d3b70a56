"""A digest's buttons follow its cases; its numbers never move."""

from datetime import datetime, timedelta

from bot.actions import ClaimCase
from bot.domain.case import Told
from bot.domain.destination import Platform
from bot.domain.people import Member
from bot.services import cases, digests, intake
from bot.services.office import By, Office
from tests.cards.texts import all_text, buttons_of, lines_of
from tests.digests.days import at, case_of, hears, made, read, shown
from tests.world import ANNA, BORIS, nps

WORDS = "Drie keer teruggebeld, niemand wist ervan."


def by(member: Member, when: datetime) -> By:
    """Somebody at a moment, on Slack."""
    return By(member=member, platform=Platform.SLACK, delivery=None, at=when)


async def revisions(office: Office) -> list[int]:
    """Which revision of the last digest is wanted in each chat."""
    return [one.wanted for one in await shown(office, (await made(office))[-1])]


async def test_a_claim_anywhere_takes_its_button_off_the_digest_and_names_nobody(office: Office) -> None:
    first = await case_of(office, at(19, "10:00"), comment=WORDS, employee=ANNA.email)
    second = await case_of(office, at(19, "11:00"), comment="De bank is kapot.")
    await digests.make_due(office, at(20))
    (digest,) = await made(office)
    before = await read(office, digest, now=at(20, "09:00"))
    assert [button.action for button in buttons_of(before)] == [ClaimCase(first), ClaimCase(second)]
    assert "De bank is kapot." in all_text(before)

    await cases.claim(office, first, by(ANNA, at(20, "09:05")))
    assert await revisions(office) == [2, 2]
    after = await read(office, digest, now=at(20, "09:06"))
    assert [(button.label, button.action) for button in buttons_of(after)] == [("Oppakken 2", ClaimCase(second))]
    assert "1. 🤝 Opgepakt: call-centre · M. de V." in lines_of(after)
    assert "Anna" not in all_text(after)
    assert lines_of(after)[:4] == lines_of(before)[:4]

    await cases.resolve(
        office,
        first,
        by(ANNA, at(20, "10:00")),
        cause="delivery",
        done="Gebeld.",
        told=Told.PHONED,
        because=None,
    )
    assert "1. ✅ Afgerond: call-centre · M. de V." in lines_of(await read(office, digest, now=at(20, "10:00")))
    await cases.reopen(office, first, by(BORIS, at(20, "11:00")))
    again = await read(office, digest, now=at(20, "11:00"))
    assert [button.action for button in buttons_of(again)] == [ClaimCase(first), ClaimCase(second)]


async def test_what_the_customer_adds_shows_there_too(office: Office) -> None:
    said = nps(2, "De bank is kapot.", id="S-1")
    await intake.take_in(office, said, now=at(19, "10:00"))
    await digests.make_due(office, at(20))
    await intake.take_in(office, nps(2, "De bank is kapot, en de kast ook.", id="S-1"), now=at(20, "09:30"))
    assert await revisions(office) == [2, 2]


async def test_cases_that_are_not_in_it_and_digests_of_long_ago_are_left_in_peace(office: Office) -> None:
    old = await case_of(office, at(9, "10:00"))
    await digests.make_due(office, at(10))
    unlisted = await case_of(office, at(10, "10:00"))
    await cases.claim(office, unlisted, by(BORIS, at(10, "11:00")))
    assert await revisions(office) == [1, 1]
    await cases.claim(office, old, by(BORIS, at(10) + timedelta(days=8)))
    assert await revisions(office) == [1, 1]


async def test_nobody_of_us_is_named_whomever_the_customers_mean(office: Office) -> None:
    await hears(office, at(19, "10:00"), 10, "Fatima el Idrissi hielp, en anna visser ook. Boris' collega was top!")
    await case_of(office, at(19, "10:00"), comment="Die ANNA hing op. Fátima's toon, en mail van boris@devrieswonen.nl")
    await digests.make_due(office, at(20))
    (digest,) = await made(office)
    read_there = all_text(await read(office, digest, now=at(20, "09:00"))).lower()
    for name in ("anna", "visser", "boris", "jansen", "fatima", "fátima", "idrissi", "devrieswonen.nl"):
        assert name not in read_there
    assert "hing op" in read_there
    assert "collega was top" in read_there
