"""What an operator's machines ask: alive, ready, figures, and how to talk to us."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.errors import Unavailable
from bot.metrics import Metrics
from handlers import openapi

log = logging.getLogger(__name__)

Probe = Callable[[], Awaitable[str | None]]
"""Asks whether something can be reached: None when it can, else why not, in words without secrets."""


def add_routes(
    app: web.Application,
    *,
    version: str,
    probes: Mapping[str, Probe],
    metrics: Metrics,
    gauge: Callable[[], Awaitable[None]],
    patience: float = 5.0,
) -> None:
    """Serve /, /healthz, /readyz, /metrics and /openapi.json.

    `gauge` refreshes the gauges before each reading; a probe that takes more than `patience` seconds has failed.
    """
    described = json.dumps(openapi.description(version), indent=2).encode()

    async def hello(_: web.Request) -> web.Response:
        return web.Response(
            text=f"Klankbord {version}\nSend feedback to POST /feedback/<source>; see /openapi.json for how.\n"
        )

    async def alive(_: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def ready(_: web.Request) -> web.Response:
        asked = dict(probes)  # more may be added while we ask
        found = await asyncio.gather(*(_ask(name, probe, patience) for name, probe in asked.items()))
        reasons = dict(zip(asked, found, strict=True))
        ok = all(reason is None for reason in found)
        body = {"ready": ok, "checks": {name: reason or "ok" for name, reason in reasons.items()}}
        return web.json_response(body, status=200 if ok else 503)

    async def figures(_: web.Request) -> web.Response:
        try:
            await gauge()
        except Unavailable:  # the counters are worth having, all the more so now
            log.warning("the gauges are old: the database cannot be read")
        return web.Response(body=generate_latest(metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def describe(_: web.Request) -> web.Response:
        return web.Response(body=described, content_type="application/json")

    app.router.add_get("/", hello)
    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", figures)
    app.router.add_get("/openapi.json", describe)


async def _ask(name: str, probe: Probe, patience: float) -> str | None:
    try:
        async with asyncio.timeout(patience):
            return await probe()
    except TimeoutError:
        return f"no answer within {patience:g} seconds"
    except Exception as error:  # whatever it is, it is the answer to the question
        log.warning("%s cannot be reached: %s", name, type(error).__name__)
        return f"cannot be reached ({type(error).__name__})"
