"""Clients of Slack's Web API that never retry by themselves, share one session, and log nobody's words."""

import logging

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

API_URL = "https://slack.com/api/"
_SECONDS, _SECONDS_TO_CONNECT = 15.0, 5.0

# The SDK writes whole requests to its log at DEBUG, and composes those lines when its logger has no level.
SDK_LOG = logging.getLogger("klankbord.slack_sdk")
SDK_LOG.setLevel(logging.INFO)


def web_session(*, seconds: float = _SECONDS) -> aiohttp.ClientSession:
    """The session that all clients share; a call is given up after `seconds`. The caller closes it."""
    timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=min(_SECONDS_TO_CONNECT, seconds))
    return aiohttp.ClientSession(timeout=timeout)


def web_client(token: str, *, session: aiohttp.ClientSession, api_url: str = API_URL) -> AsyncWebClient:
    """A client for this token (bot or app)."""
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[], logger=SDK_LOG)
