"""The door for feedback, open on loopback."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from bot.metrics import Metrics
from bot.services.collector import Collector
from bot.services.office import Office
from handlers.admission import Admission
from handlers.invited import InvitedDoor
from handlers.webhooks import Webhooks
from tests.world import StoppedClock

SECRET = "whsec_a2xhbmtib3JkLWtsYW5rYm9yZC1rbGFua2JvcmQ="
BEARER = {"Authorization": f"Bearer {SECRET}"}
JSON = {"Content-Type": "application/json"}


@dataclass
class Door:
    """The open door, and what stands behind it."""

    client: TestClient[web.Request, web.Application]
    office: Office
    collector: Collector
    metrics: Metrics
    sources: dict[str, str]
    clock: StoppedClock = field(default_factory=StoppedClock)

    @property
    def session(self) -> ClientSession:
        """For requests that the test client would mend."""
        return self.client.session

    async def post(
        self, body: object, *, path: str = "/feedback/survey", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, object]]:
        """Send a piece (bytes go as they are) with the bearer secret; the status and the JSON answer."""
        raw = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with self.client.post(path, headers={**JSON, **BEARER} if headers is None else headers, **raw) as answer:
            return answer.status, await answer.json(content_type=None)

    async def batch(self, body: object) -> tuple[int, list[dict[str, object]]]:
        """Send a list of pieces."""
        status, answers = await self.post(body, path="/feedback/survey/batch")
        assert isinstance(answers, list)
        return status, answers


@pytest.fixture
async def door(office: Office) -> AsyncIterator[Door]:
    """De Vries Wonen's door, with one source: the survey."""
    clock = StoppedClock()
    collector = Collector(office, clock)
    metrics = Metrics(CollectorRegistry())
    sources = {"survey": SECRET}
    app = web.Application()
    Webhooks(collector=collector, db=office.db, sources=sources, clock=clock, metrics=metrics).add_routes(app)
    InvitedDoor(office=office, admission=Admission(sources=sources, clock=clock), clock=clock).add_routes(app)
    await collector.start()
    async with TestClient(TestServer(app)) as client:
        yield Door(client=client, office=office, collector=collector, metrics=metrics, sources=sources, clock=clock)
    await collector.stop()
