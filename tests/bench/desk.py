"""The bench at its desk: it sends feedback to the bot, presses on the emulated platforms, and sees what stands."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from bot.domain.destination import Platform
from tests.bench.town import SECRET, SOURCE

_PATIENCE = 60.0
_GLANCE = 0.05

Place = tuple[Platform, str]
Pressing = tuple[str | int, str | int, str | int, str]
"""Who, in which chat, on which message, which button."""


@dataclass(frozen=True, kw_only=True)
class Stood:
    """A message that came to stand, or changed, at a moment in seconds since 1970."""

    message: str
    at: float


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """When somebody pressed, and the seconds until it was acknowledged."""

    at: float
    seconds: float


class Desk:
    """Opened with `at_desk`. `posted` and `edited` are what was seen since the last `clear`, oldest first."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.posted: dict[Place, list[Stood]] = defaultdict(list)
        self.edited: dict[Place, list[Stood]] = defaultdict(list)
        self._session = session
        self._url = url

    async def clear(self) -> None:
        """Forget everything until now."""
        await self._look()
        self.posted.clear()
        self.edited.clear()

    async def say(self, bot_url: str, said: Mapping[str, object]) -> tuple[float, int | None]:
        """Bring the bot a feedback: the moment of its 202, and the case that it opened."""
        url, headers = f"{bot_url}/feedback/{SOURCE}", {"Authorization": f"Bearer {SECRET}"}
        async with self._session.post(url, json=said, headers=headers) as answer:
            assert answer.status == 202, await answer.text()
            receipt = await answer.json()
            return time.time(), receipt["case"]

    async def press(self, platform: Platform, presses: Sequence[Pressing]) -> list[Pressed]:
        """All press at once; returns when the last one was acknowledged."""
        body = {"platform": platform.value, "presses": presses}
        async with self._session.post(f"{self._url}/press", json=body) as answer:
            return [Pressed(at=at, seconds=seconds) for at, seconds in await answer.json()]

    async def until(self, seen: Mapping[Place, Sequence[Stood]], places: Sequence[Place]) -> None:
        """Wait until something was seen in all these places."""
        until = time.monotonic() + _PATIENCE
        while missing := [place for place in places if not seen.get(place)]:
            if time.monotonic() > until:
                raise TimeoutError(f"nothing came in {len(missing)} of {len(places)} places, such as {missing[0]}")
            await asyncio.sleep(_GLANCE)
            await self._look()

    async def _look(self) -> None:
        async with self._session.get(f"{self._url}/stood") as answer:
            for platform, what, chat, message, at in await answer.json():
                seen = self.posted if what == "posted" else self.edited
                seen[Platform(platform), chat].append(Stood(message=message, at=at))


@asynccontextmanager
async def at_desk(url: str) -> AsyncIterator[Desk]:
    """Sit down at the desk of a stand."""
    timeout = aiohttp.ClientTimeout(total=_PATIENCE)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:
        yield Desk(session, url)
