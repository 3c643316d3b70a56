"""Bringing payloads to the app by signed HTTP requests."""

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp

from sandbox.slack.values import Json


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a request went: `reason` is None when the app acknowledged, else Slack's word for what went wrong.
    `stop` is true when the app asked for no further attempts."""

    reason: str | None
    payload: Json | None = None
    stop: bool = False


class SignedPoster:
    """Posts to the app's request URL. Signatures use the machine's own time, since the app checks them by its."""

    def __init__(self, *, signing_secret: str, timeout: float) -> None:
        self._secret = signing_secret.encode()
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    async def post(self, url: str, kind: str, payload: Json, *, attempt: int, reason: str) -> Outcome:
        """Send one payload: events as JSON, interactions and commands as a form, as Slack does."""
        body, content_type = _encoded(kind, payload)
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": self.signature(timestamp, body),
        }
        if attempt:
            headers |= {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": reason}
        try:
            async with self._open_session().post(
                url, data=body.encode(), headers=headers, allow_redirects=False
            ) as answer:
                text = await answer.text()
                stop = answer.headers.get("x-slack-no-retry") == "1"
                if 300 <= answer.status < 400:
                    return Outcome(reason="too_many_redirects", stop=stop)
                if not 200 <= answer.status < 300:
                    return Outcome(reason="http_error", stop=stop)
                return Outcome(reason=None, payload=_read(text, answer.content_type))
        except TimeoutError:
            return Outcome(reason="http_timeout")
        except aiohttp.ClientConnectorError:
            return Outcome(reason="connection_failed")
        except aiohttp.ClientError:
            return Outcome(reason="unknown_error")

    def signature(self, timestamp: str, body: str) -> str:
        """Slack's signature of a request body."""
        return "v0=" + hmac.new(self._secret, f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None
            await asyncio.sleep(0)

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._timeout))
        return self._session


def _encoded(kind: str, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form), "application/x-www-form-urlencoded"


def _read(text: str, content_type: str) -> Json | None:
    if not text.strip():
        return None
    if content_type == "application/json":
        try:
            read = json.loads(text)
        except ValueError:
            return {"text": text}
        return read if isinstance(read, dict) else None
    return {"text": text}
