"""A customer asks to be forgotten: nothing of theirs is in any table, the numbers stay true, and nothing comes back."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot.actions import NoteOnCase
from bot.domain.case import Case, Told
from bot.domain.destination import Destination, Platform, Remote
from bot.domain.erasure import Sought
from bot.domain.feedback import Customer, Said
from bot.domain.period import Period
from bot.domain.posting import Shows
from bot.domain.quarantine import Wrong
from bot.domain.question import FileFormat
from bot.errors import NotFound
from bot.services import cases, erasing, quarantine
from bot.services.intake import Receipt, Status, take_in, take_in_many
from bot.services.office import By, Office
from bot.services.recounting import recount
from handlers.body import parse_kept
from storage import exports, overheard, postings, tables
from storage.engine import Database
from storage.inbound import Inbound
from storage.pending_forms import PendingForm, PendingForms
from tests.world import ANNA, BORIS, FATIMA, NOW, Bell, nps

WRONG = [Wrong(field="score", problem="is 11", hint="Send 0 to 10")]
LATER = NOW + timedelta(hours=2)
WHO = Customer(id="C-77", name="Wilhelmina Zandstra", email="Mina.Zandstra@Example.nl", phone="0031 6 98 76 54 32")
WORDS = "De verhuizers lieten de Steinway vallen."
TELLING = ("Zandstra", "zandstra", "Steinway", "steinway", "C-77", "98 76 54", "SECRET-9", "Oegstgeest", "vleugel")
"""Nobody else's words, names, numbers or places."""


def mina(id: str = "SECRET-9", score: int | None = 2, comment: str | None = WORDS) -> Said:
    """What Wilhelmina Zandstra says."""
    return replace(nps(score, comment, id=id), customer=WHO, location="Oegstgeest", attributes={"piano": "vleugel"})


def by(member: int = ANNA.id) -> By:
    people = {one.id: one for one in (ANNA, BORIS, FATIMA)}
    return By(member=people[member], platform=Platform.SLACK, delivery=None, at=LATER)


async def kept(db: Database) -> str:
    """Everything that stands in any table."""
    async with db.read() as tx:
        rows = [row for table in tables.metadata.sorted_tables for row in await tx.execute(select(table))]
    return "\n".join(repr(tuple(bytes(one) if isinstance(one, memoryview) else one for one in row)) for row in rows)


def in_files(db: Database) -> bytes:
    """Everything that stands in SQLite's files."""
    path = Path(db.url.database or "")
    return path.read_bytes() + path.with_name(f"{path.name}-wal").read_bytes()


async def is_right(db: Database) -> bool:
    """Whether all numbers and words are what the feedback says."""
    return not any([piece.numbers or piece.words async for piece in recount(db, mend=False)])


def number_of(receipt: Receipt) -> int:
    """Of the feedback."""
    assert receipt.feedback is not None
    return receipt.feedback


async def worked_on(office: Office, case: int) -> None:
    """Anna takes it up, hands it over to Boris, who does something about it; Fatima has a word."""
    await cases.claim(office, case, by())
    await cases.hand_over(office, case, by(), to=BORIS.id, reason="Jij kent mevrouw Zandstra.")
    await cases.note(office, case, by(FATIMA.id), words="De vleugel is verzekerd.")
    await cases.resolve(
        office, case, by(BORIS.id), cause="delivery", done="Steinway vergoed.", told=Told.PHONED, because=None
    )


async def and_elsewhere(office: Office, case: int) -> None:
    """Her words in what people were about to do, in what Telegram told us, and in what we refused."""
    db, card = office.db, Remote(chat="-100200300", message="512")
    async with db.begin() as tx:
        here = (tables.postings.c.shows == Shows.TEAM_CASE) & (tables.postings.c.platform == Platform.TELEGRAM)
        stands = {"remote_chat": card.chat, "remote_message": card.message, "reason": f"refused: {WORDS}"}
        await tx.execute(update(tables.postings).where(here, tables.postings.c.subject == case).values(**stands))
        reply = Remote(chat=card.chat, message="513")
        await overheard.keep(tx, Platform.TELEGRAM, reply, under=card, words="Ach, Zandstra", author="Nico", now=LATER)
        period = Period(first=date(2026, 11, 1), last=date(2026, 11, 30))
        await exports.record(
            tx, member=FATIMA.id, team="support", period=period, form=FileFormat.CSV, personal=True, rows=1, now=LATER
        )
    chat = Destination(platform=Platform.TELEGRAM, chat="1001")
    form = PendingForm(
        id=0,
        user_id="1001",
        chat=chat,
        action=NoteOnCase(case),
        values={"note": "Mevrouw Zandstra belt"},
        place=chat,
        expires_at=LATER + timedelta(days=1),
    )
    await PendingForms(db).open(form, now=LATER)
    message = {"message_id": 512, "chat": {"id": -100200300}, "text": "iets kort"}
    told: list[tuple[str, dict[str, object]]] = [
        ("tg:1", {"callback_query": {"data": f"c1:{case}", "message": {"text": "😠 Zandstra"}}}),
        ("tg:2", {"message": {"text": "vleugel?", "reply_to_message": message}}),
        ("tg:3", {"message": {"text": f"> {WORDS}"}}),
        ("tg:4", {"message": {"text": "goedemorgen"}}),
    ]
    await Inbound(db, Platform.TELEGRAM).record(told, now=LATER, leased_until=LATER)
    bodies = (
        b'{"id": "SECRET-9", "score": 11}',
        b'[{"id": "X-1", "customer": {"email": "mina.zandstra@example.nl"}}, {"score": 11}]',
        b'{"id": "X-2", "score": , "customer": {"email": "MINA.zandstra@example.nl", "name": "Zandstra"}}',
    )
    for body in bodies:
        await quarantine.keep(db, "survey", body, WRONG, now=LATER)
    await quarantine.keep(db, "survey", b'{"id": "X-4", "score": 11}', WRONG, now=LATER)


async def test_nothing_of_a_customer_is_left_in_any_table(office: Office, bell: Bell) -> None:
    other = await take_in(office, nps(3, id="S-other"), now=NOW)
    pieces = [mina(), mina("S-2", 9, None), mina("S-3", 10, "Toch nog prima, die vleugel")]
    receipts = await take_in_many(office, pieces, now=NOW)
    assert receipts[0].case is not None
    await worked_on(office, receipts[0].case)
    await and_elsewhere(office, receipts[0].case)
    before = await kept(office.db)
    assert [one for one in TELLING if one not in before] == []
    sought = Sought(email=" mina.zandstra@example.NL")

    found = await erasing.look_for(office, sought)
    assert [one.feedback for one in found.feedback] == [receipt.feedback for receipt in receipts]
    assert next((one.case, one.source, one.day) for one in found.feedback) == (
        receipts[0].case,
        "survey",
        date(2026, 11, 20),
    )
    assert (found.files, list(found.others), len(found.refused)) == (1, [], 3)
    rung = bell.rung
    done = await erasing.erase_customer(office, sought, now=LATER)

    assert (done.feedback, done.cases, done.refused, done.swept) == (3, 1, 3, True)
    left = await kept(office.db)
    assert [one for one in TELLING if one in left] == []
    assert bell.rung == rung + 1
    assert await is_right(office.db)
    async with office.db.read() as tx:
        everybody = (await tx.execute(select(tables.feedback.c.id))).scalars().all()
        waiting = (await tx.execute(select(tables.inbound.c.delivery))).scalars().all()
        refused = (await tx.execute(select(tables.quarantine.c.body))).scalars().all()
        at = (await tx.execute(select(tables.erased.c.at))).scalars().all()
    assert everybody == [other.feedback]
    assert waiting == ["tg:4"]
    assert [bytes(body) for body in refused] == [b'{"id": "X-4", "score": 11}']
    assert at == [LATER] * 3
    if office.db.is_sqlite:
        whole = in_files(office.db)
        assert [one for one in TELLING if one.encode() in whole] == []


async def test_every_message_about_it_has_to_go(office: Office) -> None:
    receipts = await take_in_many(office, [mina(), mina("S-2", 9, "Prima vleugel"), nps(3, id="S-other")], now=NOW)
    assert receipts[0].case is not None
    await worked_on(office, receipts[0].case)
    await erasing.erase(office, [number_of(one) for one in receipts[:2]], now=LATER)
    async with office.db.read() as tx:
        rows = (await tx.execute(select(tables.postings))).all()
        others = await postings.of(tx, (Shows.TEAM_CASE,), receipts[2].case or 0)
    gone = [row for row in rows if row.absent]
    assert {row.shows for row in gone} >= {"team_case", "own_case", "report", "told", "feedback"}
    assert all(row.wanted > row.shown for row in gone)
    assert {row.subject for row in rows if not row.absent} == {receipts[2].case}
    assert len(others) == 2


async def test_what_is_sent_again_does_not_come_back(office: Office, bell: Bell) -> None:
    first = await take_in(office, mina(), now=NOW)
    await erasing.erase(office, [number_of(first)], now=LATER)
    rung = bell.rung
    gone = Receipt(feedback=None, case=None, status=Status.ERASED)
    assert await take_in(office, mina(score=1), now=LATER) == gone
    again = await take_in_many(office, [mina(), nps(3, id="S-1"), mina(), nps(3, id="S-1")], now=LATER)
    assert [one.status for one in again] == [Status.ERASED, Status.ACCEPTED, Status.ERASED, Status.DUPLICATE]
    assert bell.rung == rung + 1
    assert (again[1].feedback or 0) > (first.feedback or 0), "a button of the old one may still be pressed"
    assert (again[1].case or 0) > (first.case or 0)
    kept_aside = await quarantine.keep(office.db, "survey", b'{"id": "SECRET-9", "score": 3}', WRONG, now=LATER)
    assert await quarantine.retry(office, kept_aside, parse_kept, now=LATER) == [gone]
    elsewhere = replace(mina(), source="shop")
    assert (await take_in(office, elsewhere, now=LATER)).status is Status.ACCEPTED
    assert await is_right(office.db)


async def test_numbers_are_never_given_twice(office: Office) -> None:
    first = await take_in_many(office, [mina(f"S-{n}") for n in range(3)], now=NOW)
    await erasing.erase(office, [number_of(one) for one in first], now=LATER)
    more = await take_in_many(office, [nps(2, id=f"T-{n}") for n in range(3)], now=LATER)
    assert {one.feedback for one in first}.isdisjoint(one.feedback for one in more)
    assert {one.case for one in first}.isdisjoint(one.case for one in more)


async def test_whose_it_is_may_be_said_in_three_ways(office: Office) -> None:
    said = [
        mina("1"),
        replace(mina("2"), source="shop"),
        replace(mina("3"), customer=Customer(phone="+31 (0)6-98765432")),
        replace(mina("4"), customer=Customer(id="C-77", email="mina zandstra@example.nl")),
        replace(mina("5"), customer=Customer(email="ÉMILE@example.nl")),
        replace(mina("6"), customer=Customer(phone="12")),
    ]
    numbers = [one.feedback for one in await take_in_many(office, said, now=NOW)]

    async def found(**sought: str) -> list[int]:
        plan = await erasing.look_for(office, Sought(**sought))
        return [numbers.index(one.feedback) + 1 for one in plan.feedback]

    assert await found(email="MINA.ZANDSTRA@example.nl ") == [1, 2]
    assert await found(email="émile@example.nl") == [5]
    assert await found(phone="+31 6 98765432") == [1, 2, 3]
    assert await found(phone="0031698765432") == [1, 2, 3]
    assert await found(phone="12") == await found(phone="") == await found(email="") == []
    assert await found(customer_id="C-77") == [1, 2, 4]
    assert await found(customer_id="C-77", source="shop") == [2]
    plan = await erasing.look_for(office, Sought(email="Mina.Zandstra@example.nl"))
    assert [numbers.index(one) + 1 for one in plan.others] == [4], "the operator hears of it and decides"


async def test_refused_bodies_go_even_where_nothing_was_taken_in(office: Office) -> None:
    bodies = (
        b'{"id": 7, "score": , "customer": {"phone": "+31 (0)6-98765432"}}',
        b'[{"id": "8", "customer": {"id": "C-77", "id": 77}}]',
        b'{"id": "C-77", "contact": {"how": "0031 698765432"}}',
        b'{"id": "9", "customer": {"id": "C-78", "phone": "9876"}}',
    )
    numbers = [await quarantine.keep(office.db, "survey", body, WRONG, now=NOW) for body in bodies]

    async def found(**sought: str) -> list[int]:
        return [numbers.index(one) for one in (await erasing.look_for(office, Sought(**sought))).refused]

    assert await found(phone="+31698765432") == [0, 2]
    assert await found(customer_id="C-77") == await found(customer_id="77", source="survey") == [1]
    assert await found(customer_id="C-77", source="shop") == []
    assert (await erasing.erase_customer(office, Sought(phone="+31698765432"), now=LATER)).refused == 2
    assert [one.id for one in await quarantine.everything(office.db)] == [numbers[1], numbers[3]]
    receipt = await take_in(office, mina("9"), now=NOW)
    assert (await erasing.look(office, [number_of(receipt)])).refused == [numbers[3]]
    assert (await erasing.erase(office, [number_of(receipt)], now=LATER)).refused == 1


async def test_an_unknown_number_is_told_and_passed_over(office: Office) -> None:
    number = number_of(await take_in(office, mina(), now=NOW))
    for wrong in (number + 1, 0, 2**70):
        with pytest.raises(NotFound):
            await erasing.look(office, [number, wrong])
    assert (await erasing.erase(office, [number, number, number + 1], now=LATER)).feedback == 1
    assert (await erasing.erase(office, [number], now=LATER)).feedback == 0


async def test_a_claim_at_the_same_moment_ends_well(office: Office) -> None:
    for n in range(6):
        receipt = await take_in(office, mina(f"R-{n}"), now=NOW)
        assert receipt.case is not None
        outcomes = await asyncio.gather(
            cases.claim(office, receipt.case, by()),
            cases.note(office, receipt.case, by(BORIS.id), words="Zandstra belde."),
            erasing.erase(office, [number_of(receipt)], now=LATER),
            cases.claim(office, receipt.case, by(BORIS.id)),
            return_exceptions=True,
        )
        presses = [outcomes[0], outcomes[1], outcomes[3]]
        assert all(isinstance(one, Case | NotFound) or "HELD" in repr(one) for one in presses), presses
    left = await kept(office.db)
    assert [one for one in TELLING if one in left] == []
    assert await is_right(office.db)


async def test_it_is_sent_again_at_the_same_moment(office: Office) -> None:
    for n in range(6):
        first = await take_in(office, mina(f"R-{n}", 9, None), now=NOW)
        again = [take_in(office, mina(f"R-{n}", score), now=NOW) for score in (9, 1, 2)]
        receipts, _ = await asyncio.gather(asyncio.gather(*again), erasing.erase(office, [number_of(first)], now=LATER))
        assert {one.status for one in receipts} <= {Status.UPDATED, Status.DUPLICATE, Status.ERASED}
        assert (await take_in(office, mina(f"R-{n}"), now=LATER)).status is Status.ERASED
    left = await kept(office.db)
    assert [one for one in TELLING if one in left] == []
    assert await is_right(office.db)
    async with office.db.read() as tx:
        assert (await tx.execute(select(func.count()).select_from(tables.rollups))).scalar_one() == 0
