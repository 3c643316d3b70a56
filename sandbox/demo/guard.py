"""Who may talk to the demo: it can act as anybody, so only pages of its own, and by default only this computer."""

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_RULES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def is_loopback(host: str) -> bool:
    """Whether only programs on this computer reach that address. A name other than localhost may lead anywhere."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def guard(*, open_to_others: bool) -> Middleware:
    """Refuse foreign pages (by Origin) and, unless open to others, foreign names for this computer (by Host)."""

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not open_to_others and not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
            raise web.HTTPForbidden(text="The demo answers on this computer only.")
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="The demo answers to its own page only.")
        return await handler(request)

    return guarded


async def add_rules(_: web.Request, response: web.StreamResponse) -> None:
    """Tell browsers to run nothing that we did not send, and to ask again for what they keep."""
    response.headers.setdefault("Content-Security-Policy", _RULES)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("Cache-Control", "no-cache")
