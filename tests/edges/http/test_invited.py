"""The survey tells how many customers it asked, and /nps can say how many of them answered."""

from datetime import date, timedelta

import pytest

from bot.domain.findings import Response
from bot.domain.period import Period
from storage import invitations
from tests.edges.http.conftest import JSON, Door
from tests.storage.listening import listening

PATH = "/feedback/survey/invited"
TODAY = date(2026, 11, 20)
NOVEMBER = Period(first=date(2026, 11, 1), last=date(2026, 11, 30))
COUNT: dict[str, object] = {"id": "I-1", "day": "2026-11-20", "invited": 250}


async def _invited(door: Door, *teams: str) -> dict[str, int]:
    async with door.office.db.read() as tx:
        return await invitations.invited(tx, teams or ("support", "logistics"), NOVEMBER)


async def test_a_count_is_kept_once_and_replaced_by_a_later_one(door: Door) -> None:
    assert await door.post(COUNT, path=PATH) == (202, {"status": "accepted"})
    assert await door.post(COUNT, path=PATH) == (202, {"status": "duplicate"})
    assert await door.post(COUNT | {"invited": "260"}, path=PATH) == (202, {"status": "updated"})
    assert await door.post(COUNT | {"id": "I-2", "invited": 40}, path=PATH) == (202, {"status": "accepted"})

    assert await _invited(door) == {"survey": 300}


async def test_the_team_is_found_as_feedbacks_is(door: Door) -> None:
    await door.post(COUNT | {"id": "named", "team": "Logistiek", "invited": 1}, path=PATH)
    await door.post(COUNT | {"id": "employee", "employee": "boris@devrieswonen.nl", "invited": 20}, path=PATH)
    await door.post(COUNT | {"id": "unknown", "team": "Chocolade", "invited": 300}, path=PATH)

    assert await _invited(door, "logistics") == {"survey": 1}
    assert await _invited(door, "support") == {"survey": 320}


async def test_an_update_moves_it_to_another_team_and_day(door: Door) -> None:
    await door.post(COUNT, path=PATH)
    await door.post(COUNT | {"team": "logistics", "day": "2026-10-31"}, path=PATH)

    assert await _invited(door) == {}


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"id": ""}, "id", "is empty"),
        ({"id": "x" * 256}, "id", "is longer than 255 characters"),
        ({"day": None}, "day", "is missing"),
        ({"day": "20-11-2026"}, "day", "must be a date such as 2026-11-20"),
        ({"day": "2026-02-30"}, "day", "must be a date such as 2026-11-20"),
        ({"day": 20261120}, "day", "must be a date such as 2026-11-20"),
        ({"day": "1969-12-31"}, "day", "lies before 1970"),
        ({"day": "2026-11-21"}, "day", "lies in the future"),
        ({"day": "9999-12-31"}, "day", "lies in the future"),
        ({"invited": None}, "invited", "is missing"),
        ({"invited": -1}, "invited", "must not be negative"),
        ({"invited": 10_000_001}, "invited", "is too large to be true"),
        ({"invited": 10**30}, "invited", "is too large to be true"),
        ({"invited": 2.5}, "invited", "must be a whole number"),
        ({"invited": True}, "invited", "must be a whole number"),
        ({"kind": "nbs"}, "kind", "nps"),
        ({"team": ["support"]}, "team", "must be text"),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_kept(
    door: Door, wrong: dict[str, object], field: str, words: str
) -> None:
    status, answer = await door.post(COUNT | wrong, path=PATH)

    assert status == 422
    errors = answer["errors"]
    assert isinstance(errors, list)
    assert [one["field"] for one in errors] == [field]
    assert words in errors[0]["problem"] + errors[0]["hint"]
    assert await _invited(door) == {}


async def test_everything_that_is_wrong_is_named_at_once(door: Door) -> None:
    status, answer = await door.post({"invited": "many"}, path=PATH)

    assert status == 422
    errors = answer["errors"]
    assert isinstance(errors, list)
    assert {one["field"] for one in errors} == {"id", "day", "invited"}
    assert "hint" in errors[0]


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b'{"id": "1", "id": "2"}', b"\xff", b"[" * 100_000, b"NaN"])
async def test_what_is_no_such_body_is_refused(door: Door, body: bytes) -> None:
    status, _ = await door.post(body, path=PATH)

    assert status in {413, 422}


async def test_only_who_knows_the_secret_may_tell(door: Door) -> None:
    assert (await door.post(COUNT, path=PATH, headers=JSON))[0] == 401
    assert (await door.post(COUNT, path="/feedback/stranger/invited"))[0] == 404
    assert await _invited(door) == {}


async def test_tomorrow_has_begun_where_the_team_works(door: Door) -> None:
    door.clock.move(timedelta(hours=14, minutes=30))  # half past twelve at night in Amsterdam, the 20th in Greenwich

    assert (await door.post(COUNT | {"day": "2026-11-21"}, path=PATH))[0] == 202


async def test_of_those_asked_so_many_answered(door: Door) -> None:
    await door.post(COUNT | {"invited": 4}, path=PATH)
    await door.post({"id": "S-1", "score": 9}, path="/feedback/survey")
    await door.post({"id": "S-2", "kind": "idea", "comment": "Zaterdag open?"}, path="/feedback/survey")

    async with door.office.db.read() as tx:
        with listening() as asked:
            assert await invitations.responses(tx, ["support"], NOVEMBER) == Response(invited=4, answered=1)
        assert not any("durations" in statement for statement, _ in asked)
        assert await invitations.responses(tx, ["logistics"], NOVEMBER) is None
