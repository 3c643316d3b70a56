"""A list of pieces: each gets its own answer, in order, and the wrong ones are kept aside."""

import json
from io import BytesIO

from bot.services import quarantine
from tests.edges.http.conftest import BEARER, JSON, Door


async def test_every_piece_gets_its_own_answer(door: Door) -> None:
    await door.post({"id": "S-0", "score": 9})

    status, answers = await door.batch(
        [
            {"id": "S-1", "score": 3},
            {"id": "S-2", "score": 12},
            {"id": "S-0", "score": 9},
            "words",
            {"id": "S-1", "comment": "Nog steeds niets gehoord."},
        ]
    )

    assert status == 202
    assert [answer["status"] for answer in answers] == ["accepted", "invalid", "duplicate", "invalid", "updated"]
    assert answers[0]["feedback"] == answers[4]["feedback"]
    assert answers[0]["case"] == answers[4]["case"]
    assert [one["field"] for one in _errors(answers[1])] == ["score"]
    assert [one["problem"] for one in _errors(answers[3])] == ["is not an object"]
    assert [kept.body for kept in await quarantine.everything(door.office.db)] == [
        b'{"id": "S-2", "score": 12}',
        b'"words"',
    ]


async def test_a_piece_that_is_hardly_json_does_not_fail_its_neighbours(door: Door) -> None:
    body = b' [ {"id":1,"score":3} ,\n{"id":2,"id":3,"score":3},{"id":4, "score":NaN},{"id":5,"score":' + b"9" * 5000
    body += b'},{"id":6,"comment":"\\ud800]"}]\n'

    status, answers = await door.post(body, path="/feedback/survey/batch")

    assert status == 202
    assert isinstance(answers, list)
    assert [answer["status"] for answer in answers] == ["accepted", "invalid", "invalid", "invalid", "accepted"]
    kept = await quarantine.everything(door.office.db)
    assert [one.body[:20] for one in kept] == [
        b'{"id":2,"id":3,"scor',
        b'{"id":4, "score":NaN',
        b'{"id":5,"score":9999',
    ]


async def test_five_hundred_at_most(door: Door) -> None:
    pieces = [{"id": f"S-{n}", "score": n % 11} for n in range(501)]

    status, answers = await door.batch(pieces[:500])
    refused, problem = await door.post(pieces, path="/feedback/survey/batch")

    assert status == 202
    assert {answer["status"] for answer in answers} == {"accepted"}
    assert len({answer["feedback"] for answer in answers}) == 500
    assert refused == 422
    assert [one["problem"] for one in _errors(problem)] == ["has 501 pieces"]
    (kept,) = await quarantine.everything(door.office.db)
    assert json.loads(kept.body) == pieces


async def test_what_is_no_list_is_refused_whole(door: Door) -> None:
    for body in ({"id": "S-1", "score": 3}, b"[{},", b"\xff", b'{"id": NaN}', b"null"):
        status, problem = await door.post(body, path="/feedback/survey/batch")
        assert status == 422
        assert [one["field"] for one in _errors(problem)] == [""]


async def test_an_empty_list_is_an_empty_answer(door: Door) -> None:
    assert await door.batch([]) == (202, [])


async def test_a_batch_may_be_larger_than_a_piece_but_each_piece_may_not(door: Door) -> None:
    words = "x" * 200_000
    pieces = [{"id": f"S-{n}", "comment": words} for n in range(3)] + [{"id": "S-9", "comment": words * 2}]

    status, answers = await door.batch(pieces)

    assert status == 202
    assert [answer["status"] for answer in answers] == ["accepted"] * 3 + ["invalid"]
    assert _errors(answers[3])[0]["problem"] == "is larger than 256 KiB and was not kept"
    assert await quarantine.everything(door.office.db) == []


async def test_a_batch_has_a_limit_too(door: Door) -> None:
    body = BytesIO(b"[" + b" " * (8 * 1024 * 1024) + b"]")

    async with door.client.post("/feedback/survey/batch", data=body, headers=JSON | BEARER) as answer:
        assert answer.status == 413


def _errors(answer: dict[str, object]) -> list[dict[str, str]]:
    errors = answer["errors"]
    assert isinstance(errors, list)
    return errors
