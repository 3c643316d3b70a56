"""How often we may write to one chat, pure. A leaky bucket (GCRA): a short burst, then one message per interval."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.destination import Destination, Platform


@dataclass(frozen=True, kw_only=True)
class Pace:
    """`burst` messages at once, then one every `interval`: in any time T no more than `burst` + T / `interval`."""

    interval: timedelta
    burst: int


# Slack: one message a second per channel, short bursts tolerated. Telegram: one a second per chat and 20 a minute per
# group, edits included: 5 + 60 / 4 is no more than 20, and five are what one case takes: card, claim, end, report.
SLACK = Pace(interval=timedelta(seconds=1), burst=4)
TELEGRAM_PRIVATE = Pace(interval=timedelta(seconds=1), burst=3)
TELEGRAM_GROUP = Pace(interval=timedelta(seconds=4), burst=5)


def pace_of(place: Destination) -> Pace:
    """The pace of a chat. Telegram's groups have negative ids."""
    if place.platform is Platform.SLACK:
        return SLACK
    return TELEGRAM_GROUP if place.chat.startswith("-") else TELEGRAM_PRIVATE


def room(free_at: datetime | None, *, now: datetime, pace: Pace) -> int:
    """How many messages the chat takes at once now, if it is free since `free_at` (None: for ever)."""
    if free_at is None:
        return pace.burst
    return max(0, min(pace.burst, (now - free_at) // pace.interval + 1))


def free_after(free_at: datetime | None, *, sends: int, now: datetime, pace: Pace) -> datetime:
    """When the chat is free for one more, after `sends` messages at `now` of those that it had room for."""
    rest = pace.interval * (pace.burst - 1)
    full_at = max(now, free_at + rest) if free_at is not None else now
    return full_at + pace.interval * sends - rest
