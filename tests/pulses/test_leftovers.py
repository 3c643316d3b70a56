"""What was deleted is gone from the files too; a question that is being sent is all that anybody could find."""

from pathlib import Path

from sqlalchemy import select, text

from bot.cards.examples import scene
from bot.cards.kept import kept_card
from bot.services import pulses
from storage import kept, leftovers
from storage.engine import Database
from storage.tables import ballots
from tests.cards.texts import all_text
from tests.pulses.crew import ENPS, names, open_shop
from tests.scheduler.letterbox import Ordered

SEVEN = names(7, "anna")


def _files(db: Database) -> bytes:
    """Everything that stands in SQLite's files."""
    path = Path(db.url.database or "")
    return path.read_bytes() + path.with_name(f"{path.name}-wal").read_bytes()


async def test_nothing_of_a_closed_round_is_in_the_files(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    tokens = [shop.token(name) for name in SEVEN]
    for token in tokens:
        await pulses.answer(shop.office, token, 9, now=shop.clock())
        await pulses.remark(shop.office, token, "Zanzibar", now=shop.clock())
    hashes = [shop.office.secrecy.hash_of(token, "0") for token in tokens]
    await shop.until("2026-12-08 17:00")
    if db.is_sqlite:
        whole = _files(db)
        assert not any(hash_.encode() in whole for hash_ in hashes)
        assert not any(token.encode() in whole for token in tokens)
    else:
        async with db.read() as tx:
            sizes = [
                (await tx.execute(text(f"SELECT pg_relation_size('{name}')"))).scalar_one()
                for name in ("answers", "remarks", "ballots")
            ]
        assert sizes == [0, 0, 0]


async def test_words_in_an_open_round_are_nowhere_to_be_read(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    await pulses.remark(shop.office, shop.token("anna1"), "Zanzibar", now=shop.clock())
    if db.is_sqlite:
        assert b"Zanzibar" not in _files(db)
    await leftovers.sweep(db)
    await pulses.sweep_open(shop.office)
    assert not isinstance(await shop.answers("anna1", 3), pulses.NotTaken)


async def test_the_token_is_known_only_while_its_message_is_on_its_way(db: Database) -> None:
    shop = await open_shop(db, {"support": ["anna"]}, ENPS)
    known: list[str | None] = []

    async def look() -> None:
        async with db.read() as tx:
            known.extend((await tx.execute(select(ballots.c.token))).scalars())

    shop.clock.now = shop.clock.now.replace(day=1, month=12, hour=8, minute=30)
    await pulses.open_due(shop.office, shop.clock())
    await look()
    shop.slack.order("post", Ordered(before=look))
    await shop.courier.deliver_all()
    await look()
    assert known == [None, shop.token("anna"), None]


def test_every_table_that_names_somebody_has_its_words() -> None:
    around = scene("en")
    for table in kept.tables():
        assert f"{table.name}:" not in all_text(kept_card({table.name: 1}, around))
