"""Who may send something in, and in what wrapping: one gate for everything that sources bring."""

import asyncio
from collections.abc import Mapping

from aiohttp import web

from bot.clock import Clock
from handlers import problems, signatures

_SECONDS_TO_SEND = 60
_ENCODINGS = {"", "identity", "gzip", "deflate"}


class Admission:
    """`sources` maps the key of each source to its secret and is looked at anew each time."""

    def __init__(self, *, sources: Mapping[str, str], clock: Clock) -> None:
        self._sources = sources
        self._clock = clock

    async def admit(self, request: web.Request, limit: int) -> bytes | web.Response:
        """The raw body of somebody who may send here, or the answer that turns them away."""
        secret = self._sources.get(request.match_info["source"])
        if secret is None:
            return problems.unknown_source()
        now = self._clock()
        known = signatures.shows(request.headers, secret)
        if not known and not signatures.could_be_signed(request.headers, now):
            return problems.not_authorised()
        try:
            raw = await _read(request, limit)
        except TimeoutError:
            return problems.problem(408, "Too slow", f"The body did not come within {_SECONDS_TO_SEND} seconds")
        if raw is None:
            return problems.too_large(limit)
        if not known and not signatures.is_signed(request.headers, raw, secret, now):
            return problems.not_authorised()
        return raw if _is_json(request) else problems.not_json(request.headers.get("Content-Type", ""))


async def _read(request: web.Request, limit: int) -> bytes | None:
    """The body, however it is sent; None when it is larger than `limit`. Raises TimeoutError."""
    if (request.content_length or 0) > limit:
        return None
    raw = b""
    async with asyncio.timeout(_SECONDS_TO_SEND):
        while chunk := await request.content.readany():
            raw += chunk
            if len(raw) > limit:
                return None
    return raw


def _is_json(request: web.Request) -> bool:
    kind = request.content_type
    return (
        (kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json")))
        and (request.charset or "utf-8").lower() in {"utf-8", "utf8"}
        and request.headers.get("Content-Encoding", "").lower() in _ENCODINGS
    )
