"""getUpdates and the webhook methods."""

import asyncio
import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from sandbox.telegram import wire
from sandbox.telegram.errors import ConnectionBroken, bad_request, conflict
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.webhook import Webhook
from sandbox.telegram.world import World

MOST_UPDATES = 100
LONGEST_POLL = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PORTS = frozenset({443, 80, 88, 8443})


async def get_updates(world: World, given: Parameters) -> list[dict[str, object]]:
    """Answers as soon as there is something, or with nothing after `timeout` real seconds."""
    if world.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _allow(world, given)
    world.updates.confirm_before(given.integer("offset") or 0)
    limit = given.integer("limit") or MOST_UPDATES
    limit = limit if 1 <= limit <= MOST_UPDATES else MOST_UPDATES
    timeout = min(max(given.integer("timeout") or 0, 0), LONGEST_POLL)
    deadline = asyncio.get_running_loop().time() + timeout
    ticket = world.poll_ticket = world.poll_ticket + 1
    world.updates.wake()
    while True:
        coming = world.updates.coming()
        if ticket != world.poll_ticket:
            raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        if world.webhook is not None:
            raise conflict("terminated by setWebhook request")
        if world.polls_to_drop > 0:
            world.polls_to_drop -= 1
            raise ConnectionBroken
        if batch := world.updates.hand_out(limit):
            return [update.body for update in batch]
        left = deadline - asyncio.get_running_loop().time()
        if left <= 0 or world.closing:
            return []
        try:
            await asyncio.wait_for(coming.wait(), left)
        except TimeoutError:
            return []


async def set_webhook(world: World, given: Parameters) -> bool:
    url = given.text("url")
    if not url:
        return await delete_webhook(world, given)
    secret = given.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _check_address(url)
    connections = given.integer("max_connections") or 40
    _allow(world, given)
    if given.flag("drop_pending_updates"):
        world.updates.forget_all()
    world.webhook = Webhook(
        url=url, secret=secret or None, max_connections=connections if 1 <= connections <= 100 else 40
    )
    world.updates.wake()
    return True


async def delete_webhook(world: World, given: Parameters) -> bool:
    if given.flag("drop_pending_updates"):
        world.updates.forget_all()
    world.webhook = None
    world.updates.wake()
    return True


async def get_webhook_info(world: World, _: Parameters) -> wire.Wire:
    webhook = world.webhook
    shown: wire.Wire = {
        "url": webhook.url if webhook is not None else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.waiting()),
    }
    if webhook is not None:
        shown["max_connections"] = webhook.max_connections
        if webhook.last_error is not None and webhook.last_error_at is not None:
            shown["last_error_date"] = int(webhook.last_error_at.timestamp())
            shown["last_error_message"] = webhook.last_error
    if world.updates.allowed is not None:
        shown["allowed_updates"] = world.updates.allowed
    return shown


def _allow(world: World, given: Parameters) -> None:
    kinds = given.json("allowed_updates", "allowed_updates")
    if kinds is None:
        return
    if not isinstance(kinds, list):
        raise bad_request("can't parse allowed_updates: Array of String expected")
    world.updates.allow([str(kind) for kind in kinds])


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if _loopback(parts.hostname or ""):
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
