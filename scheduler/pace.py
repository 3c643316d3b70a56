"""How often we may write to one chat, pure. A leaky bucket (GCRA): a short burst, then one message per interval."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.destination import Destination, Platform


@dataclass(frozen=True, kw_only=True)
class Pace:
    """`burst` messages at once, then one every `interval`."""

    interval: timedelta
    burst: int


# Slack: one message a second per channel, short bursts tolerated. Telegram: one a second per chat and 20 a minute per
# group, edits included: 3 + 60 / 3.6 stays below 20.
SLACK = Pace(interval=timedelta(seconds=1), burst=4)
TELEGRAM_PRIVATE = Pace(interval=timedelta(seconds=1), burst=3)
TELEGRAM_GROUP = Pace(interval=timedelta(seconds=3.6), burst=3)


def pace_of(place: Destination) -> Pace:
    """The pace of a chat. Telegram's groups have negative ids."""
    if place.platform is Platform.SLACK:
        return SLACK
    return TELEGRAM_GROUP if place.chat.startswith("-") else TELEGRAM_PRIVATE


def free_after(free_at: datetime | None, *, sends: int, now: datetime, pace: Pace) -> datetime:
    """When the chat is free again after `sends` more messages, given when it was (or is going to be) free before."""
    slack = pace.interval * (pace.burst - 1)
    full_at = max(now, free_at + slack) if free_at is not None else now
    return full_at + pace.interval * sends - slack
