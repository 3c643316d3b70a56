"""What was refused, and what could not be sent: looked at, and brought back by hand."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from bot.cli import posted, quarantined, updates
from bot.cli.migrating import migrate
from bot.clock import system_clock
from bot.config import load
from bot.domain.destination import Destination, Platform
from bot.domain.posting import NewPosting, Shows, Standing
from bot.domain.quarantine import Wrong
from bot.services import quarantine
from storage import chats, postings, tables
from storage.engine import Database
from storage.inbound import MOST_ATTEMPTS, Inbound
from tests.cli.conftest import Desk, met

SCORE = Wrong(field="score", problem="is 11, and an nps is 0 to 10", hint="Send a score on the scale of its kind")
GOOD = b'{"id": "S-1", "score": 3, "comment": "Drie keer teruggebeld"}'
BAD = b'{"id": "S-2", "score": 11}'


@pytest.fixture
async def db(desk: Desk) -> AsyncIterator[Database]:
    await migrate(desk.config)
    await met(desk)
    database = Database(load(desk.config, desk.environ).database)
    yield database
    await database.close()


@pytest.mark.usefixtures("db")
async def test_nothing_is_kept_aside(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert await quarantined.list_all(desk.config) == 0
    assert await quarantined.retry(desk.config, None) == 0
    assert capsys.readouterr().out == "Nothing is kept aside.\n" * 2


async def test_what_was_refused_is_shown_and_taken_in_when_its_cause_is_mended(
    desk: Desk, db: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    at = system_clock()
    first = await quarantine.keep(db, "survey", GOOD, [SCORE], now=at)
    second = await quarantine.keep(db, "survey", BAD, [SCORE, SCORE], now=at)
    listed = await desk.type("quarantine", "list")
    assert [line.split("  ")[0] for line in listed.out.splitlines()] == [str(first), str(second)]
    assert "score is 11, and an nps is 0 to 10. Send a score on the scale of its kind (and 1 more)" in listed.out
    assert "teruggebeld" not in listed.out

    shown = await desk.type("quarantine", "show", str(first))
    assert "Drie keer teruggebeld" in shown.out

    capsys.readouterr()
    assert await quarantined.retry(desk.config, None) == 1
    said = capsys.readouterr()
    assert said.out == f"{first}: accepted as feedback 1, case 1\n"
    assert said.err.startswith(f"{second}: score")
    assert f"there is no {first} in the quarantine" in await desk.refused(quarantined.show(desk.config, first))
    assert f"there is no {first} in the quarantine" in await desk.refused(quarantined.retry(desk.config, first))


async def test_parked_postings_are_named_and_go_out_again(desk: Desk, db: Database) -> None:
    at = system_clock()
    place = Destination(platform=Platform.SLACK, chat="C0SUPPORT")
    card = NewPosting(shows=Shows.TEAM_CASE, subject=1, place=place, team="support")
    elsewhere = replace(card, place=replace(place, chat="C0CLOSED"))
    async with db.begin() as tx:
        await postings.add_many(tx, [card, card, elsewhere], now=at)
        here = tables.postings.c.chat == "C0SUPPORT"
        refused = {"standing": Standing.PARKED, "reason": "Slack refused it (invalid_blocks)"}
        await tx.execute(update(tables.postings).where(here).values(refused))
        await tx.execute(update(tables.postings).where(~here).values(standing=Standing.GONE, reason="it is archived"))
        await chats.close(tx, Platform.SLACK, "C0CLOSED", because="archived", now=at)

    said = await desk.type("postings", "list")
    assert said.out.splitlines()[:3] == [
        "     0  on their way",
        "     2  parked: tried often, or refused",
        "     1  gone: their chat is closed to us",
    ]
    assert "parked: 2 for slack C0SUPPORT (team support), since " in said.out
    assert ": Slack refused it (invalid_blocks)" in said.out

    assert await posted.retry(desk.config, (Standing.PARKED, Standing.GONE)) == 0
    async with db.read() as tx:
        assert await postings.counts(tx) == {"live": 3}
        assert (await tx.execute(select(tables.chats.c.closed_at))).scalars().all() == [None]


async def test_what_was_left_alone_is_named_without_its_words_and_handled_again(
    desk: Desk, db: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    inbound, at = Inbound(db, Platform.TELEGRAM), system_clock()
    await inbound.record([("tg:41", {"text": "mijn geheim"})], now=at, leased_until=at)
    capsys.readouterr()
    assert await updates.list_all(desk.config) == 0
    assert capsys.readouterr().out == "Nothing was left alone.\n"
    for _ in range(1, MOST_ATTEMPTS):
        await inbound.take(1, now=at, leased_until=at)

    listed = await desk.type("updates", "list")
    assert listed.out == f"{at:%Y-%m-%d %H:%M}Z  telegram  tg:41\n"

    capsys.readouterr()
    assert await updates.retry(desk.config) == 0
    assert capsys.readouterr().out == "1 updates are handled again.\n"
    assert [one.delivery for one in await inbound.take(1, now=at, leased_until=at)] == ["tg:41"]
