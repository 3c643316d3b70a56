"""An attack on a pulse: somebody steals the whole database, reads everybody's chats and the logs, and tries to tell who
answered what. The thief has every advantage but the key in the operator's configuration: people answer exactly in the
order in which they were asked, and the thief knows that they do.
"""

import hashlib
import hmac
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.domain.pulse import Round
from bot.services import pulses
from storage import pulse_answers
from storage.engine import Database, Transaction
from storage.tables import answers, ballots, outcomes, remarks, rounds
from tests.pulses.crew import ENPS, Shop, names, open_shop

SIZES = (3, 4, 6, 9, 14, 21, 30)
SHUFFLES = 200


@dataclass(frozen=True)
class Loot:
    """What the thief has of one round: the people in the order asked, the stolen rows in the order in which they were
    written, and the scores that were published. `truth` is what only the people know."""

    rows: Sequence[tuple[str, bytes]]
    tokens: Sequence[str]
    truth: Sequence[int]


Guess = Callable[[Loot], list[int]]
"""A score for each person, in the order asked."""


def by_feature(feature: Callable[[tuple[str, bytes]], Any]) -> Guess:
    """The row of each person is known by the order of writing; its score is guessed from something that shows."""

    def guess(loot: Loot) -> list[int]:
        ranked = sorted(range(len(loot.rows)), key=lambda place: feature(loot.rows[place]))
        guessed = [0] * len(loot.rows)
        for place, score in zip(ranked, sorted(loot.truth), strict=True):
            guessed[place] = score
        return guessed

    return guess


def by_byte(place: int) -> Callable[[tuple[str, bytes]], int]:
    return lambda row: row[1][place]


GUESSES: dict[str, Guess] = {
    "the order of writing alone": lambda loot: sorted(loot.truth),
    "the order of the names": by_feature(lambda row: row[0]),
    "the length of the seal": by_feature(lambda row: len(row[1])),
    "all of the seal": by_feature(lambda row: row[1]),
    **{f"byte {place} of the seal": by_feature(by_byte(place)) for place in range(27)},
}


def hits(loots: Sequence[Loot], guessed: Sequence[list[int]], truths: Sequence[Sequence[int]]) -> int:
    """How many people's answers were guessed right."""
    assert len(loots) == len(guessed)
    pairs = (pair for one, truth in zip(guessed, truths, strict=True) for pair in zip(one, truth, strict=True))
    return sum(a == b for a, b in pairs)


async def test_no_guess_beats_a_shuffle(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    shop = await open_shop(db, {f"team{n}": names(n, f"t{n}x") for n in SIZES}, ENPS)
    await shop.until("2026-12-01 09:30")
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    chance = Random(20261201)
    scores = {n: [chance.randint(0, 10) for _ in range(n)] for n in SIZES}
    for n in SIZES:
        for name, score in zip(names(n, f"t{n}x"), scores[n], strict=True):
            assert isinstance(await shop.answers(name, score), Round)

    logged = "\n".join(record.getMessage() for record in caplog.records)
    loots = [await stolen(shop, n, scores[n]) for n in SIZES]
    for loot in loots:
        assert not any(token in logged for token in loot.tokens)
        assert_no_name_follows_from_a_token(loot)

    guesses = {what: [guess(loot) for loot in loots] for what, guess in GUESSES.items()}
    best = max(hits(loots, guessed, [loot.truth for loot in loots]) for guessed in guesses.values())
    as_good = 0
    for _ in range(SHUFFLES):
        shuffled = [chance.sample(loot.truth, len(loot.truth)) for loot in loots]
        as_good += best <= max(hits(loots, guessed, shuffled) for guessed in guesses.values())
    assert as_good / SHUFFLES > 0.01, "some guess tells more than chance"


async def test_the_attack_finds_answers_that_are_not_sealed() -> None:
    """The attack itself works: had the scores been kept in the open, it would have found them."""
    chance = Random(1)
    truth = [chance.randint(0, 10) for _ in range(30)]
    loot = Loot(rows=[("name", bytes([score]) + chance.randbytes(26)) for score in truth], tokens=(), truth=truth)
    assert hits([loot], [GUESSES["byte 0 of the seal"](loot)], [truth]) == 30


async def test_after_closing_nothing_is_left_to_guess_from(db: Database) -> None:
    shop = await open_shop(db, {"support": names(8, "anna")}, ENPS)
    await shop.until("2026-12-01 09:30")
    for number, name in enumerate(names(8, "anna")):
        await shop.answers(name, number)
        await pulses.remark(shop.office, shop.token(name), f"Because of reason {number}.", now=shop.clock())
    async with db.read() as tx:
        round_id = (await tx.execute(select(rounds.c.id))).scalar_one()
        kept = await pulse_answers.answers_of(tx, round_id) + await pulse_answers.remarks_of(tx, round_id)
    before = await bytes_of(db)
    assert all(name.encode() in before for name, _ in kept), "the thief can read the files"
    await shop.until("2026-12-08 17:01")
    async with db.read() as tx:
        for table in (answers, remarks, ballots):
            assert (await tx.execute(select(table))).all() == []
        assert len((await tx.execute(select(outcomes))).all()) == 1
    stolen_bytes = await bytes_of(db)
    for name, sealed in kept:
        assert name.encode() not in stolen_bytes
        assert sealed not in stolen_bytes


async def stolen(shop: Shop, n: int, truth: Sequence[int]) -> Loot:
    """One round's rows in the order in which they were written, as the hidden columns or the write-ahead log tell."""
    people = names(n, f"t{n}x")
    async with shop.office.db.read() as tx:
        number = (await tx.execute(select(rounds.c.id).where(rounds.c.team == f"team{n}"))).scalar_one()
        rows = dict(await pulse_answers.answers_of(tx, number))
        ordered = await in_order_of_writing(tx, shop, number, people, rows)
        held = (await tx.execute(select(ballots.c.token).where(ballots.c.round_id == number))).scalars().all()
    assert set(held) == {None}, "whose token it was is forgotten once the question stands"
    return Loot(rows=ordered, tokens=[shop.token(name) for name in people], truth=truth)


async def in_order_of_writing(
    tx: Transaction, shop: Shop, number: int, people: Sequence[str], rows: dict[str, bytes]
) -> list[tuple[str, bytes]]:
    """PostgreSQL tells by xmin and ctid. SQLite's table tells nothing, so there the thief is simply given the order."""
    if shop.office.db.is_sqlite:
        wanted = [shop.office.secrecy.hash_of(shop.token(name), "0") for name in people]
        return [(name, rows[name]) for name in wanted]
    told = await tx.execute(
        text("SELECT token_hash FROM answers WHERE round_id = :number ORDER BY xmin::text::bigint, ctid"),
        {"number": number},
    )
    return [(name, rows[name]) for name in told.scalars()]


def assert_no_name_follows_from_a_token(loot: Loot) -> None:
    """The tokens lie hidden in the chats' buttons; without the key they lead to no row."""
    kept = {name for name, _ in loot.rows}
    for token in loot.tokens:
        for words in (token, f"{token}0", f"{token}\0000", f"answer\0{token}\0000"):
            for kind in ("sha256", "sha1", "md5"):
                assert hashlib.new(kind, words.encode()).hexdigest() not in kept
            for key in (b"", b"klankbord pulse", token.encode()):
                assert hmac.digest(key, words.encode(), "sha256").hex() not in kept


async def bytes_of(db: Database) -> bytes:
    """Every byte of the database's files that holds these tables, free pages and SQLite's write-ahead log included."""
    if db.is_sqlite:
        path = Path(db.url.database or "")
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    async with db.begin() as tx:
        await tx.execute(text("CHECKPOINT"))
    async with db.read() as tx:
        folder = (await tx.execute(text("SHOW data_directory"))).scalar_one()
        tables = ("answers", "answers_pkey", "pk_answers", "remarks", "pk_remarks", "ballots", "pk_ballots", "outcomes")
        paths = [
            (await tx.execute(text("SELECT pg_relation_filepath(to_regclass(:table))"), {"table": table})).scalar()
            for table in tables
        ]
    return b"".join((Path(folder) / path).read_bytes() for path in paths if path and (Path(folder) / path).is_file())
