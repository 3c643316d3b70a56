"""What an operator's machines ask: alive, ready, figures and the description."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from bot.domain.posting import NewPosting, Shows
from bot.domain.quarantine import Wrong
from bot.metrics import Metrics
from bot.services import quarantine
from bot.services.gauging import gauge, reachable
from bot.services.office import Office
from handlers import http
from handlers.http import Probe
from storage import postings
from tests.world import NOW, SUPPORT_SLACK

Client = TestClient[web.Request, web.Application]


@pytest.fixture
def probes(office: Office) -> dict[str, Probe]:
    return {"database": partial(reachable, office.db)}


@pytest.fixture
async def client(office: Office, probes: dict[str, Probe]) -> AsyncIterator[Client]:
    app = web.Application()
    metrics = Metrics(CollectorRegistry())
    metrics.feedback.labels("survey", "accepted").inc()
    http.add_routes(
        app,
        version="1.2",
        probes=probes,
        metrics=metrics,
        gauge=partial(gauge, office.db, metrics),
        patience=0.2,
    )
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_alive_whatever_else_is_wrong(client: Client, office: Office) -> None:
    await office.db.close()

    async with client.get("/healthz") as answer:
        assert answer.status == 200


async def test_ready_when_everything_answers(client: Client) -> None:
    async with client.get("/readyz") as answer:
        assert (answer.status, await answer.json()) == (200, {"ready": True, "checks": {"database": "ok"}})


async def test_not_ready_says_why_and_keeps_secrets(client: Client, probes: dict[str, Probe]) -> None:
    async def slack() -> str | None:
        return "the token was revoked; install the app again"

    async def telegram() -> str | None:
        raise ConnectionError("https://api.telegram.org/bot12345:token/getMe")

    async def mail() -> str | None:
        await asyncio.Event().wait()
        return None

    probes |= {"slack": slack, "telegram": telegram, "mail": mail}

    async with client.get("/readyz") as answer:
        assert answer.status == 503
        assert (await answer.json())["checks"] == {
            "database": "ok",
            "slack": "the token was revoked; install the app again",
            "telegram": "cannot be reached (ConnectionError)",
            "mail": "no answer within 0.2 seconds",
        }


async def test_figures_for_prometheus(client: Client, office: Office) -> None:
    async with office.db.begin() as tx:
        await postings.add_many(
            tx, [NewPosting(shows=Shows.TEAM_CASE, subject=1, place=SUPPORT_SLACK, team="support")], now=NOW
        )
    await quarantine.keep(office.db, "survey", b"{", [Wrong(field="", problem="is not JSON", hint="-")], now=NOW)

    async with client.get("/metrics") as answer:
        assert answer.content_type == "text/plain"
        lines = (await answer.text()).splitlines()

    assert 'klankbord_feedback_total{source="survey",status="accepted"} 1.0' in lines
    assert 'klankbord_postings_unsettled{standing="live"} 1.0' in lines
    assert "klankbord_quarantined 1.0" in lines
    assert "klankbord_updates_left_alone 0.0" in lines


async def test_the_front_page_says_where_to_look(client: Client) -> None:
    async with client.get("/") as answer:
        assert "/openapi.json" in await answer.text()


async def test_the_description_is_whole(client: Client) -> None:
    async with client.get("/openapi.json") as answer:
        described = await answer.json()

    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) >= {"/feedback/{source}", "/feedback/{source}/batch", "/healthz", "/readyz"}
    assert set(described["components"]["schemas"]["Piece"]["required"]) == {"id"}
    for reference in _references(described):
        part = described
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
    for path in described["paths"].values():
        for operation in path.values():
            assert operation["summary"]
            assert all(answer["description"] for answer in operation["responses"].values())
    assert "secret" not in json.dumps(described["components"]["schemas"])


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [found for inner in value.values() for found in _references(inner)]
    return [found for inner in value for found in _references(inner)] if isinstance(value, list) else []
