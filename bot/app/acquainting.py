"""Keeping acquainted: whoever comes into the configuration is looked up on a platform once, then now and then."""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.destination import Platform
from bot.errors import Conflict, DeliveryError, RetryLater, Unavailable
from bot.services.acquainting import Find, acquaint, not_met
from bot.services.office import Office

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between looks at the members that we have; only those we have not asked about cost a call."""
ASK_AGAIN = timedelta(hours=6)
TROUBLE = timedelta(minutes=5)


async def keep_acquainted(office: Office, platform: Platform, find: Find, clock: Clock) -> None:
    """Until cancelled."""
    asked: dict[int, datetime] = {}
    while True:
        try:
            await _round(office, platform, find, clock, asked)
        except (Conflict, Unavailable):
            pass
        except DeliveryError as error:
            log.warning("%s does not tell who has which e-mail address yet: %s", platform, error)
            await asyncio.sleep(_seconds(error, clock()))
        except Exception as error:
            # Never its text: that may hold an address.
            log.error("looking people up on %s failed: %s", platform, type(error).__name__)
            await asyncio.sleep(TROUBLE.total_seconds())
        await asyncio.sleep(LOOK_EVERY)


async def _round(office: Office, platform: Platform, find: Find, clock: Clock, asked: dict[int, datetime]) -> None:
    strangers = {member.id: member for member in not_met(office, platform)}
    for gone in asked.keys() - strangers.keys():
        del asked[gone]
    for member in strangers.values():
        if member.id in asked and clock() - asked[member.id] <= ASK_AGAIN:
            continue
        if not await acquaint(office, member, platform, find, now=clock()):
            asked[member.id] = clock()


def _seconds(error: DeliveryError, now: datetime) -> float:
    at = error.at if isinstance(error, RetryLater) else None
    return max(((at - now) if at is not None else TROUBLE).total_seconds(), 0.0)
