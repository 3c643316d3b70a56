"""The customer's survey tool: sends feedback to the bot by HTTP, signed as Standard Webhooks has it."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession

from bot.clock import Clock

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What went over the line: the request without its signature's secret, and what came back."""

    url: str
    headers: Mapping[str, str]
    body: Json | list[Json]
    status: int
    answer: Any


def new_secret() -> str:
    """A webhook secret that nobody else knows."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


class SurveyTool:
    """Sends as one source. `url` is the address of that source's webhook."""

    def __init__(self, session: ClientSession, *, url: str, secret: str, clock: Clock) -> None:
        self._session = session
        self._url = url
        self._key = base64.b64decode(secret.removeprefix("whsec_"))
        self._clock = clock
        self._sent = 0

    def next_id(self) -> str:
        """A number for a new piece of feedback."""
        self._sent += 1
        return f"DEMO-{self._sent:04d}"

    async def send(self, piece: Json) -> Sent:
        """Send one piece and wait for the answer. Raises aiohttp.ClientError when the bot cannot be reached."""
        return await self._post(self._url, piece)

    async def send_many(self, pieces: Sequence[Json]) -> Sent:
        """Send up to 500 pieces together."""
        return await self._post(f"{self._url}/batch", list(pieces))

    async def _post(self, url: str, body: Json | list[Json]) -> Sent:
        raw = json.dumps(body, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", **self._signature(raw)}
        async with self._session.post(url, data=raw, headers=headers) as response:
            answer = await response.json(content_type=None)
            return Sent(url=url, headers=headers, body=body, status=response.status, answer=answer)

    def _signature(self, raw: bytes) -> dict[str, str]:
        message, sent = f"msg_{secrets.token_hex(8)}", str(int(self._clock().timestamp()))
        digest = hmac.digest(self._key, f"{message}.{sent}.".encode() + raw, hashlib.sha256)
        return {
            "webhook-id": message,
            "webhook-timestamp": sent,
            "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
        }
