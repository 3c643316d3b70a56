"""When it cannot be kept it is not accepted, and the sender hears when to try again."""

import asyncio

from sqlalchemy import text

from bot.services import quarantine
from tests.edges.http.conftest import BEARER, Door


async def test_while_stopping_the_sender_is_asked_to_come_back(door: Door) -> None:
    await door.collector.stop()

    for path, body in (
        ("/feedback/survey", {"id": "S-1", "score": 3}),
        ("/feedback/survey/batch", [{"id": 1, "score": 3}]),
    ):
        async with door.client.post(path, json=body, headers=BEARER) as answer:
            assert answer.status == 503
            assert int(answer.headers["Retry-After"]) > 0
            assert answer.content_type == "application/problem+json"


async def test_what_was_asked_before_stopping_is_still_answered(door: Door) -> None:
    asked = [asyncio.create_task(door.post({"id": f"S-{n}", "score": 3})) for n in range(20)]
    await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
    await door.collector.stop()

    statuses = [status for status, _ in await asyncio.gather(*asked)]

    assert set(statuses) <= {202, 503}
    assert statuses.count(202) >= 1


async def test_a_piece_that_breaks_its_transaction_fails_alone_and_is_kept_aside(door: Door) -> None:
    async with door.office.db.begin() as tx:
        if tx.dialect.name == "sqlite":
            await tx.execute(
                text(
                    "CREATE TRIGGER poison BEFORE INSERT ON feedback WHEN NEW.external_id = 'S-13' "
                    "BEGIN SELECT json('not json'); END"
                )
            )
        else:
            await tx.execute(
                text(
                    "CREATE FUNCTION poison() RETURNS trigger AS $$ BEGIN "
                    "RAISE EXCEPTION 'poison' USING ERRCODE = '22000'; END $$ LANGUAGE plpgsql"
                )
            )
            await tx.execute(
                text(
                    "CREATE TRIGGER poison BEFORE INSERT ON feedback FOR EACH ROW "
                    "WHEN (NEW.external_id = 'S-13') EXECUTE FUNCTION poison()"
                )
            )

    asked = await asyncio.gather(*(door.post({"id": f"S-{n}", "score": 3}) for n in range(8, 18)))
    status, answers = await door.batch([{"id": f"S-{n}", "score": 4} for n in range(12, 15)])

    assert [status for status, _ in asked] == [500 if n == 13 else 202 for n in range(8, 18)]
    assert status == 202
    assert [answer["status"] for answer in answers] == ["updated", "invalid", "updated"]
    kept = await quarantine.everything(door.office.db)
    assert [one.wrong[0].problem for one in kept] == ["could not be kept, by a fault of ours"] * 2
