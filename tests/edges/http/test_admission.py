"""Who may send feedback, and in what wrapping."""

import base64
import gzip
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.services import quarantine
from tests.edges.http.conftest import BEARER, JSON, SECRET, Door
from tests.world import NOW

BODY = json.dumps({"id": "S-1", "score": 3}).encode()


def sign(body: bytes, *, key: bytes, at: float | str | None = None, id: str = "msg_1") -> dict[str, str]:
    """The headers that a sender of Standard Webhooks would put."""
    stamp = str(int(NOW.timestamp())) if at is None else str(at)
    digest = hmac.digest(key, f"{id}.{stamp}.".encode() + body, hashlib.sha256)
    return {
        "webhook-id": id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


KEY = base64.b64decode(SECRET.removeprefix("whsec_"))


async def test_a_signed_piece_is_taken_in_and_its_replay_changes_nothing(door: Door) -> None:
    headers = JSON | sign(BODY, key=KEY)

    assert await door.post(BODY, headers=headers) == (202, {"feedback": 1, "case": 1, "status": "accepted"})
    assert await door.post(BODY, headers=headers) == (202, {"feedback": 1, "case": 1, "status": "duplicate"})


async def test_one_right_signature_among_others_will_do(door: Door) -> None:
    headers = JSON | sign(BODY, key=KEY)
    headers["webhook-signature"] = f"v1a,whatever v1,b2xk {headers['webhook-signature']} v2,new"

    assert (await door.post(BODY, headers=headers))[0] == 202


@pytest.mark.parametrize(
    ("secret", "key"),
    [
        ("plain words of a secret", b"plain words of a secret"),
        ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
        ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
    ],
    ids=["words", "plain", "base64 without prefix", "prefixed"],
)
async def test_secrets_in_every_usual_form(door: Door, secret: str, key: bytes) -> None:
    door.sources["survey"] = secret

    assert (await door.post(BODY, headers=JSON | sign(BODY, key=key)))[0] == 202


def test_the_example_of_the_specification() -> None:
    body = b'{"test": 2432232314}'
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = sign(body, key=key, at="1614265330", id="msg_p5jXN8AQM9LWM0D4loKWxJek")

    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v2,"},
        {"webhook-signature": "café"},
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": str(int(NOW.timestamp()) - 1)},
        {"webhook-timestamp": "now"},
        {"webhook-timestamp": "9" * 400},
        {"webhook-timestamp": "-1"},
        {"webhook-id": ""},
    ],
)
async def test_a_forged_signature_is_refused_and_nothing_is_kept(door: Door, change: dict[str, str]) -> None:
    status, _ = await door.post(BODY, headers=JSON | sign(BODY, key=KEY) | change)

    assert status == 401
    assert await quarantine.everything(door.office.db) == []


async def test_a_signature_covers_every_byte(door: Door) -> None:
    assert (await door.post(BODY + b" ", headers=JSON | sign(BODY, key=KEY)))[0] == 401


@pytest.mark.parametrize(("seconds", "status"), [(300, 202), (-300, 202), (301, 401), (-301, 401)])
async def test_five_minutes_either_way(door: Door, seconds: int, status: int) -> None:
    at = int((NOW + timedelta(seconds=seconds)).timestamp())

    assert (await door.post(BODY, headers=JSON | sign(BODY, key=KEY, at=at)))[0] == status


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer "},
        {"Authorization": f"Basic {SECRET}"},
        {"Authorization": SECRET},
        {"Authorization": "Bearer café"},
    ],
)
async def test_without_the_secret_nobody_gets_in(door: Door, headers: dict[str, str]) -> None:
    async with door.client.post("/feedback/survey", data=BODY, headers=JSON | headers) as answer:
        assert answer.status == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.content_type == "application/problem+json"


async def test_the_scheme_is_read_in_any_case(door: Door) -> None:
    assert (await door.post(BODY, headers=JSON | {"authorization": f"bearer {SECRET}"}))[0] == 202


async def test_a_source_without_a_secret_lets_nobody_in(door: Door) -> None:
    door.sources["survey"] = ""

    assert (await door.post(BODY, headers=JSON | {"Authorization": "Bearer "}))[0] == 401
    assert (await door.post(BODY, headers=JSON | sign(BODY, key=b"")))[0] == 401


async def test_an_unknown_source_is_not_found_until_it_is_configured(door: Door) -> None:
    assert (await door.post(BODY, path="/feedback/reviews"))[0] == 404

    door.sources["reviews"] = SECRET

    assert (await door.post(BODY, path="/feedback/reviews"))[0] == 202


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 202),
        ("application/json; charset=UTF-8", 202),
        ("application/vnd.survey.v1+json", 202),
        ("application/json; charset=iso-8859-1", 415),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("text/x+json", 415),
        ("", 415),
    ],
)
async def test_json_in_utf8_only(door: Door, content_type: str, status: int) -> None:
    headers = BEARER | {"Content-Type": content_type}

    assert (await door.post(BODY, headers=headers))[0] == status


async def test_a_zipped_body_is_read_and_an_unknown_wrapping_refused(door: Door) -> None:
    zipped = gzip.compress(BODY)

    assert (await door.post(zipped, headers=JSON | BEARER | {"Content-Encoding": "gzip"}))[0] == 202
    assert (await door.post(BODY, headers=JSON | BEARER | {"Content-Encoding": "rot13"}))[0] == 415


async def _in_chunks(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 60_000):
        yield body[start : start + 60_000]


def piece_of(size: int) -> bytes:
    """A valid piece of exactly so many bytes."""
    start, end = b'{"id": "S-1", "comment": "', b'"}'
    return start + b"x" * (size - len(start) - len(end)) + end


async def test_a_piece_may_have_256_kib_and_not_a_byte_more(door: Door) -> None:
    assert (await door.post(piece_of(256 * 1024)))[0] == 202
    assert (await door.post(piece_of(256 * 1024 + 1)))[0] == 413


async def test_the_limit_holds_when_the_sender_does_not_say_the_length(door: Door) -> None:
    for size, status in ((256 * 1024, 202), (256 * 1024 + 1, 413)):
        async with door.client.post(
            "/feedback/survey", data=_in_chunks(piece_of(size)), headers=JSON | BEARER
        ) as answer:
            assert answer.status == status


async def test_a_zip_bomb_stops_at_the_limit(door: Door) -> None:
    bomb = gzip.compress(b" " * 50_000_000)

    assert (await door.post(bomb, headers=JSON | BEARER | {"Content-Encoding": "gzip"}))[0] == 413
    assert await quarantine.everything(door.office.db) == []
