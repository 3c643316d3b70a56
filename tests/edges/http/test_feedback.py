"""A piece of feedback comes in by HTTP: what is taken in, and how it is answered."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from bot.services import erasing, quarantine
from storage import cases, feedback
from storage.tables import feedback as feedback_table
from tests.edges.http.conftest import Door
from tests.world import NOW

PIECE = {
    "id": "S-2026-001",
    "occurred_at": "2026-11-20T09:03:00+01:00",
    "kind": "nps",
    "score": 3,
    "comment": "Drie keer teruggebeld, niemand wist ervan.",
    "customer": {
        "id": "C-1001",
        "name": "M. de Vries",
        "email": "m.devries@example.nl",
        "phone": "+31612345678",
        "value": 1200,
        "language": "nl",
    },
    "contact_requested": True,
    "journey": "complaint",
    "touchpoint": "call-centre",
    "channel": "phone",
    "employee": "anna@devrieswonen.nl",
    "team": None,
    "location": "Utrecht",
    "tags": ["wachttijd"],
}


async def test_a_detractors_words_become_a_case_about_anna(door: Door) -> None:
    status, answer = await door.post(PIECE)

    assert status == 202
    assert answer == {"feedback": 1, "case": 1, "status": "accepted"}
    async with door.office.db.read() as tx:
        file = await cases.file(tx, 1)
    said = file.feedback.said
    assert (said.score, said.customer.value, said.tags) == (3, Decimal(1200), ("wachttijd",))
    assert file.case.named == file.feedback.employee_id == 1


async def test_again_is_a_duplicate_and_otherwise_an_update(door: Door) -> None:
    await door.post(PIECE)

    assert (await door.post(PIECE))[1]["status"] == "duplicate"
    assert (await door.post({"id": "S-2026-001", "score": 4}))[1] == {"feedback": 1, "case": 1, "status": "updated"}


async def test_what_was_erased_is_answered_as_that(door: Door) -> None:
    await door.post(PIECE)
    await erasing.erase(door.office, [1], now=NOW)

    assert await door.post(PIECE) == (202, {"feedback": None, "case": None, "status": "erased"})


async def test_only_an_id_and_a_score_or_words_are_required(door: Door) -> None:
    assert (await door.post({"id": "S-1", "score": 10}))[0] == 202
    assert (await door.post({"id": "S-2", "comment": "Top!"}))[0] == 202
    assert (await door.post({"id": "S-3"}))[0] == 422


@pytest.mark.parametrize(
    "comment",
    [
        "👩‍👩‍👧 fijn geholpen 👍🏽",
        "تأخر التسليم ثلاث مرات",
        "שירות מעולה \u202e!",
        "x" * 10_000,
        "regel een\nregel twee\ttab",
        "<b>&amp;</b> *_~`",
    ],
    ids=["emoji", "arabic", "hebrew", "long", "lines", "markup"],
)
async def test_words_are_kept_as_they_were_said(door: Door, comment: str) -> None:
    assert (await door.post({"id": "S-1", "comment": comment}))[0] == 202

    async with door.office.db.read() as tx:
        assert (await feedback.get(tx, 1)).said.comment == comment


async def test_what_no_database_can_keep_is_taken_out_of_the_words(door: Door) -> None:
    body = b'{"id": "S-1", "comment": "een\\u0000twee \\ud83d drie", "extra": {"k\\u0000": ["\\udc00"]}}'

    assert (await door.post(body))[0] == 202

    async with door.office.db.read() as tx:
        said = (await feedback.get(tx, 1)).said
    assert said.comment == "eentwee \ufffd drie"
    assert said.attributes == {"extra": {"k": ["\ufffd"]}}


async def test_unknown_fields_are_kept(door: Door) -> None:
    await door.post(
        {
            "id": "S-1",
            "score": 9,
            "order": {"number": 7, "lines": [1, 2]},
            "customer": {"id": 1001, "shoe size": 43},
            "contact": {"when": "after 17:00", "how": "Phone", "room": "B"},
            "attributes": {"wave": 3},
        }
    )

    async with door.office.db.read() as tx:
        said = (await feedback.get(tx, 1)).said
    assert said.attributes == {
        "order": {"number": 7, "lines": [1, 2]},
        "customer": {"shoe size": 43},
        "contact": {"room": "B"},
        "wave": 3,
    }
    assert said.customer.id == "1001"
    assert said.contact_requested, "a wish for how to be contacted is a wish to be contacted"


async def test_an_unknown_employee_or_team_loses_nothing(door: Door) -> None:
    status, answer = await door.post({"id": "S-1", "score": 2, "employee": "who@example.nl", "team": "astronauts"})

    assert (status, answer["case"]) == (202, 1)
    async with door.office.db.read() as tx:
        one = await feedback.get(tx, 1)
    assert (one.team, one.said.employee, one.said.team) == ("support", "who@example.nl", "astronauts")


async def test_every_wrong_field_is_named_at_once(door: Door) -> None:
    async with door.client.post(
        "/feedback/survey",
        headers={"Authorization": f"Bearer {door.sources['survey']}"},
        json={
            "id": "",
            "kind": "csat",
            "score": 9,
            "occurred_at": "2027-01-01T00:00:00Z",
            "customer": {"email": []},
            "contact": {"how": "pigeon"},
            "tags": {},
        },
    ) as answer:
        assert (answer.status, answer.content_type) == (422, "application/problem+json")
        body = await answer.json()

    assert {one["field"] for one in body["errors"]} == {
        "id",
        "score",
        "occurred_at",
        "customer.email",
        "contact.how",
        "tags",
    }


@pytest.mark.parametrize(
    ("body", "field", "problem"),
    [
        (b"", "", "is not JSON"),
        (b'{"id": "S-1", "score": 3', "", "is not JSON"),
        (b'{"id": "S-1", "score": 3} x', "", "is not JSON"),
        (b'"S-1"', "", "is not an object"),
        (b'[{"id": "S-1", "score": 3}]', "", "is not an object"),
        (b'{"id": "S-1", "comment": "caf\xe9"}', "", "is not UTF-8 (byte 30)"),
        ('{"id": "S-1", "score": 3}'.encode("utf-16"), "", "is not UTF-8"),
        (b"[" * 100_000, "", "is nested too deeply"),
        (b'{"id": "S-1", "score": 3, "a": ' + b"[" * 50 + b"]" * 50 + b"}", "attributes", "is nested too deeply"),
        (b'{"id": "S-1", "id": "S-2", "score": 3}', "id", "is given more than once"),
        (b'{"id": "S-1", "score": 3, "customer": {"id": 1, "id": 2}}', "customer.id", "is given more than once"),
        (b'{"id": "S-1", "score": NaN}', "score", "is NaN, which is no number in JSON"),
        (b'{"id": "S-1", "score": 3, "x": [1, -Infinity]}', "x[1]", "is -Infinity, which is no number in JSON"),
        (b'{"id": "S-1", "score": 3, "x": 1e999}', "x", "is 1e999, which is no number in JSON"),
        (b'{"id": "S-1", "score": 3, "x": ' + b"9" * 5000 + b"}", "x", "is 9999999999… (5000 characters), which"),
    ],
)
async def test_what_cannot_be_read_is_refused_and_kept_to_the_byte(
    door: Door, body: bytes, field: str, problem: str
) -> None:
    status, answer = await door.post(body)

    assert status == 422
    errors = answer["errors"]
    assert isinstance(errors, list)
    assert errors[0]["field"] == field
    assert errors[0]["problem"].startswith(problem)
    (kept,) = await quarantine.everything(door.office.db)
    assert (kept.source, kept.body) == ("survey", body)
    assert [one.field for one in kept.wrong] == [one["field"] for one in errors]


async def test_duplicate_keys_do_not_hide_other_faults(door: Door) -> None:
    _, answer = await door.post(b'{"id": "S-1", "score": 12, "score": 12, "kind": "nsp", "tags": 3}')

    errors = answer["errors"]
    assert isinstance(errors, list)
    assert sorted(one["field"] for one in errors) == ["kind", "score", "tags"]


async def test_a_byte_order_mark_and_numbers_as_text_are_fine(door: Door) -> None:
    body = b'\xef\xbb\xbf{"id": 7, "score": "9", "customer": {"value": "99.5", "phone": 31612345678}, "comment": ""}'

    assert (await door.post(body))[0] == 202

    async with door.office.db.read() as tx:
        said = (await feedback.get(tx, 1)).said
    assert (said.external_id, said.score, said.comment) == ("7", 9, None)
    assert (said.customer.value, said.customer.phone) == (Decimal("99.5"), "31612345678")


async def test_nothing_is_answered_with_202_that_is_not_kept(door: Door) -> None:
    statuses = [(await door.post({"id": f"S-{n}", "score": n}))[0] for n in range(-2, 13)]

    async with door.office.db.read() as tx:
        kept = await tx.scalar(select(func.count()).select_from(feedback_table))
    assert kept == statuses.count(202) == 11
