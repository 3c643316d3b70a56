"""Charts as pictures that Slack's messages can hold: drawn and uploaded once each."""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.model import Attachment, Chart
from bot.clock import Clock
from bot.errors import DeliveryError, Refused
from bot.platforms.gateway import Draw
from bot.platforms.slack.errors import Call, translated
from bot.platforms.slack.files import upload

_log = logging.getLogger(__name__)

LONGEST = 15.0
"""Seconds after which a message goes without its pictures."""
UNTIL_KNOWN = (0.5, 1.0, 2.0, 3.0)
"""Seconds between tries: Slack looks through a new file for a while, and until then it knows nothing of it."""
_KEPT = 200


@dataclass(frozen=True, kw_only=True)
class Uploaded:
    """File ids of charts. `fresh`: some are so new that Slack may not know them yet."""

    files: Mapping[Chart, str]
    fresh: bool


class Pictures:
    """Remembers what it uploaded. Nothing here ever fails: a message without its picture is better than none."""

    def __init__(
        self, client: AsyncWebClient, draw: Draw | None, clock: Clock, *, until_known: Sequence[float] = UNTIL_KNOWN
    ) -> None:
        self.until_known = until_known
        self._client = client
        self._draw = draw
        self._clock = clock
        self._files: OrderedDict[Chart, str] = OrderedDict()

    async def of(self, charts: Sequence[Chart]) -> Uploaded:
        """The files of those charts that could be drawn and uploaded in time."""
        fresh = False
        try:
            async with asyncio.timeout(LONGEST):
                for chart in charts:
                    if chart not in self._files:
                        fresh = await self._upload(chart) or fresh
        except TimeoutError:
            _log.warning("Slack did not take a picture in time; the message goes without")
        except DeliveryError as error:
            _log.warning("Slack did not take a picture (%s); the message goes without", error)
        return Uploaded(files={chart: self._files[chart] for chart in charts if chart in self._files}, fresh=fresh)

    def forget(self, charts: Sequence[Chart]) -> None:
        """Slack no longer knows these: upload them anew when they are wanted again."""
        for chart in charts:
            self._files.pop(chart, None)

    async def drawn(self, chart: Chart) -> Attachment:
        """The chart as a picture file. Raises Refused when it could not be drawn."""
        picture = await self._draw(chart) if self._draw is not None else None
        if picture is None:
            raise Refused("the picture could not be drawn")
        name = re.sub(r"\W+", "-", chart.title.casefold()).strip("-")[:60] or "chart"
        return Attachment(name=f"{name}.png", content=picture, alt=chart.alt)

    async def _upload(self, chart: Chart) -> bool:
        if self._draw is None:
            return False
        with translated(Call.ASK, self._clock):
            self._files[chart] = await upload(self._client, await self.drawn(chart))
        if len(self._files) > _KEPT:
            self._files.popitem(last=False)
        return True
