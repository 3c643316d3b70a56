"""Fatima takes her team's answers along; what is in the file, who gets which, and what is recorded."""

import asyncio
import csv
import io
import time
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.model import Attachment, Later, Notice, Reply
from bot.domain.destination import Platform
from bot.domain.feedback import Said
from bot.domain.organisation import PersonalFor
from bot.domain.people import Member
from bot.domain.period import Period, last_days
from bot.domain.question import FileFormat
from bot.services import exporting, intake
from bot.services.exporting import TooMuch
from bot.services.office import By, Office
from bot.services.showing import scene_for
from handlers.exporting import export
from storage import exports
from tests.storage.listening import listening
from tests.world import ANNA, BORIS, FATIMA, NOW, SUPPORT, nps

MONTH = last_days(30, NOW.date())


async def _ask(
    office: Office,
    who: Member = FATIMA,
    *,
    form: FileFormat = FileFormat.CSV,
    personal: bool = False,
    period: Period = MONTH,
) -> Reply:
    scene = scene_for(office, member=who, team="support", now=NOW)
    return await export(office, SUPPORT, period, form, _by(who), scene, personal=personal)


def _by(who: Member) -> By:
    return By(member=who, platform=Platform.SLACK, delivery="d1", at=NOW)


def _file(reply: Reply) -> Attachment:
    assert isinstance(reply, Notice)
    assert isinstance(reply.file, Attachment), reply.text
    return reply.file


def _rows(file: Attachment, between: str = ";") -> list[dict[str, str]]:
    text = file.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=between))


async def _recorded(office: Office) -> list[object]:
    async with office.db.read() as tx:
        return list(await exports.recorded(tx))


async def _heard(office: Office, *pieces: Said, then: timedelta = timedelta(hours=2)) -> None:
    """What came in so long ago that no head start is left."""
    await intake.take_in_many(office, pieces, now=NOW - then)


async def test_fatima_gets_what_was_said_without_anybody_in_it(office: Office) -> None:
    await _heard(
        office, nps(comment="Mevrouw De Vries hier, bel 06-12345678. Anna wist van niets."), nps(9, None, id="2")
    )

    file = _file(await _ask(office))
    first, second = _rows(file)

    assert file.name == "klankbord-support-2026-10-22-2026-11-20.csv"
    assert (first["Score"], first["Dag"], first["Contactmoment"], first["Groep"]) == (
        "3",
        "2026-11-20",
        "call-centre",
        "Criticaster",
    )
    assert first["Gezegd op"] == "2026-11-20 08:00"
    assert second["Score"] == "9"
    for secret in ("De Vries", "12345678", "Anna", "C-1001", "S-2026-001", "m.devries", "Visser"):
        assert secret not in file.content.decode()
    assert await _recorded(office) == [(3, "support", MONTH, FileFormat.CSV, False, 2)]


async def test_what_only_one_person_may_read_yet_is_left_out(office: Office) -> None:
    await _heard(office, nps(comment="Anna was kortaf", employee=ANNA.email), then=timedelta(minutes=5))
    await _heard(office, nps(10, "Wat een schat!", id="2", employee=BORIS.email), then=timedelta(minutes=5))
    office.organisation = replace(office.organisation, personal_for=PersonalFor.LEADS)

    alone, good = _rows(_file(await _ask(office)))
    assert (alone["Woorden"], good["Woorden"]) == ("", "")

    alone, good = _rows(_file(await _ask(office, personal=True)))
    assert (alone["Woorden"], good["Woorden"]) == ("Anna was kortaf", "")


@pytest.mark.parametrize("allowed", list(PersonalFor))
async def test_who_may_have_customers_names_is_the_operators_to_say(office: Office, allowed: PersonalFor) -> None:
    await _heard(office, nps())
    admins = frozenset({BORIS.email})
    office.organisation = replace(office.organisation, personal_for=allowed, admins=admins)

    gets = {who.first_name: await _ask(office, who, personal=True) for who in (ANNA, BORIS, FATIMA)}
    may = {name for name, reply in gets.items() if isinstance(reply, Notice) and reply.file}

    assert (
        may
        == {
            PersonalFor.NOBODY: set(),
            PersonalFor.ADMINS: {"Boris"},
            PersonalFor.LEADS: {"Boris", "Fatima"},
        }[allowed]
    )
    for name in may:
        (row,) = _rows(_file(gets[name]), "," if name == "Boris" else ";")
        assert {"M. de Vries", "m.devries@example.nl", "'+31612345678", "C-1001"} <= set(row.values())
    if allowed is PersonalFor.NOBODY:
        refused = gets["Fatima"]
        assert isinstance(refused, Notice)
        assert "beslist wie Klankbord beheert" in refused.text
        assert await _recorded(office) == []


async def test_members_and_other_teams_get_no_file(office: Office) -> None:
    await _heard(office, nps())
    stranger = replace(ANNA, id=9, email="emma@devrieswonen.nl")

    for who in (ANNA, stranger):
        reply = await _ask(office, who)
        assert isinstance(reply, Notice)
        assert reply.file is None
    assert await _recorded(office) == []


async def test_nothing_is_said_of_an_empty_period(office: Office) -> None:
    reply = await _ask(office)

    assert isinstance(reply, Notice)
    assert (reply.file, reply.text) == (None, "Klantenservice heeft geen antwoorden over 22 okt – 20 nov.")


async def test_many_answers_come_later_whole_and_each_once(office: Office) -> None:
    await _heard(office, *(nps(number % 11, f"= woord {number}", id=str(number)) for number in range(1201)))

    reply = await _ask(office, form=FileFormat.XLSX)
    assert isinstance(reply, Later)
    assert "1.201" in reply.first.text
    excel = _file(await reply.then())
    with zipfile.ZipFile(io.BytesIO(excel.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 1202
    assert "<f>" not in sheet

    again = await _ask(office)
    assert isinstance(again, Later)
    rows = _rows(_file(await again.then()))
    assert len({row["Nummer"] for row in rows}) == len(rows) == 1201
    assert all(row["Woorden"].startswith("'= woord") for row in rows)


async def test_what_is_too_large_is_told_and_not_recorded(office: Office) -> None:
    await _heard(office, *(nps(3, "lang " * 200, id=str(number)) for number in range(30)))
    scene = scene_for(office, member=FATIMA, team="support", now=NOW)

    for form in FileFormat:
        made = await exporting.make(
            office, SUPPORT, MONTH, form, personal=False, by=_by(FATIMA), scene=scene, most_bytes=1_000
        )
        assert made is TooMuch.BYTES
    assert await _recorded(office) == []


async def test_rows_are_counted_without_reading_how_long_cases_took(office: Office) -> None:
    await _heard(office, nps(3, "Drie keer teruggebeld."))
    with listening() as asked:
        assert await exporting.count(office, "support", MONTH) == 1
    assert not any("durations" in statement for statement, _ in asked)


async def test_nobody_waits_for_a_file_of_many_rows(office: Office) -> None:
    await _heard(office, *(nps(number % 11, "Drie keer teruggebeld. " * 4, id=str(number)) for number in range(1500)))
    reply = await _ask(office, form=FileFormat.XLSX)
    assert isinstance(reply, Later)

    making = asyncio.ensure_future(reply.then())
    pauses = []
    while not making.done():
        began = time.perf_counter()
        await exporting.count(office, "support", MONTH)
        await asyncio.sleep(0)
        pauses.append(time.perf_counter() - began)

    assert len(pauses) > 5
    assert max(pauses) < sum(pauses) / 2  # however slow the machine, most of it happens beside the loop
    _file(await making)
