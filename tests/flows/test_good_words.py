"""What a customer said about Anna comes to Anna; whether anybody else reads it is up to her."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.destination import Platform
from bot.domain.feedback import Kind, Said
from bot.domain.people import Member
from bot.domain.posting import Shows
from bot.errors import NotFound
from bot.services import intake, reading, sharing
from bot.services.office import By, Office
from storage import postings
from tests.world import ANNA, BORIS, NOW, SUPPORT, nps

PRAISE = replace(nps(None, "Anna was geweldig. " * 60, employee=ANNA.email), kind=Kind.COMPLIMENT)


def by(member: Member, delivery: str | None = None) -> By:
    return By(member=member, platform=Platform.SLACK, delivery=delivery, at=NOW)


async def heard(office: Office, said: Said) -> int:
    number = (await intake.take_in(office, said, now=NOW)).feedback
    assert number is not None
    return number


async def test_nobody_reads_what_she_has_not_shared(office: Office) -> None:
    words = await heard(office, PRAISE)

    assert (await reading.heard(office, words, by(ANNA))).said.comment == PRAISE.comment
    with pytest.raises(NotFound):
        await reading.heard(office, words, by(BORIS))

    assert await sharing.share(office, words, by(BORIS)) is None
    assert await sharing.share(office, words, by(ANNA)) is not None
    assert (await reading.heard(office, words, by(BORIS))).said.comment == PRAISE.comment


async def test_words_about_nobody_are_anybodys_to_read(office: Office) -> None:
    words = await heard(office, replace(PRAISE, employee=None))
    assert (await reading.heard(office, words, by(BORIS))).said.comment == PRAISE.comment


async def test_pressing_twice_shares_once(office: Office) -> None:
    words = await heard(office, PRAISE)

    shared = await asyncio.gather(*(sharing.share(office, words, by(ANNA, f"press-{n}")) for n in range(5)))

    assert [one for one in shared if one is not None] == [office.organisation.teams[SUPPORT.key]]
    async with office.db.read() as tx:
        assert len(await postings.of(tx, (Shows.FEEDBACK,), words)) == len(SUPPORT.destinations)
