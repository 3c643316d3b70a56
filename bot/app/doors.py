"""The web server's doors: where feedback comes in, and what the operator's machines ask."""

from collections.abc import Mapping
from functools import partial
from importlib.metadata import version

from aiohttp import web

from bot.app.wiring import Wiring
from bot.config.tree import HttpSection
from bot.services.collector import Collector
from bot.services.gauging import gauge, reachable
from handlers import http
from handlers.admission import Admission
from handlers.invited import InvitedDoor
from handlers.webhooks import LARGEST_BATCH, Webhooks

VERSION = version("klankbord")
LARGEST_REQUEST = LARGEST_BATCH + 1024
"""Every door has a limit of its own below this one; Slack's payloads with a whole form in them can be large."""


async def wire_doors(wiring: Wiring, sources: Mapping[str, str]) -> None:
    """Begin to take in feedback from these sources (key -> secret), which are looked at anew with each request."""
    db, metrics = wiring.office.db, wiring.metrics
    collector = Collector(wiring.office, wiring.clock)
    await collector.start()
    wiring.open.push_async_callback(collector.stop)
    door = Webhooks(collector=collector, db=db, sources=sources, clock=wiring.clock, metrics=metrics)
    door.add_routes(wiring.routes)
    admission = Admission(sources=sources, clock=wiring.clock)
    InvitedDoor(office=wiring.office, admission=admission, clock=wiring.clock).add_routes(wiring.routes)
    wiring.probes["database"] = partial(reachable, db)
    http.add_routes(
        wiring.routes, version=VERSION, probes=wiring.probes, metrics=metrics, gauge=partial(gauge, db, metrics)
    )


async def serve(wiring: Wiring, section: HttpSection) -> str:
    """Open the doors; the address at which they are."""
    runner = web.AppRunner(wiring.routes, access_log=None, shutdown_timeout=5.0)
    await runner.setup()
    wiring.open.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, section.host, section.port)
    await site.start()
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"
