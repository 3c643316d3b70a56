"""What people's status on Slack says about being away. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.domain.destination import Platform
from bot.domain.people import Account

_EVENTS = frozenset({"user_status_changed", "user_change"})
_EMOJI = frozenset(
    {
        "airplane",
        "beach_with_umbrella",
        "desert_island",
        "face_with_thermometer",
        "palm_tree",
        "umbrella_on_ground",
    }
)
_WORDS = re.compile(
    r"\b(vacation|vacationing|holidays?|out of (the )?office|ooo|out sick|on leave|parental leave"
    r"|vakantie|afwezig|niet op kantoor|ziek|verlof|vrij)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class StatusNews:
    """Somebody's status changed. `away_until` (aware UTC): it says they are away until then; None: it does not."""

    account: Account
    away_until: datetime | None
    delivery: str


def status_news(body: Mapping[str, Any]) -> StatusNews | None:
    """What an event tells about somebody's status; None for every other event.

    A status without an end says nothing to us: nobody could tell when they are back.
    """
    happened = body["event"]
    user = happened.get("user")
    if happened.get("type") not in _EVENTS or not isinstance(user, Mapping):
        return None
    profile: Mapping[str, Any] = user.get("profile") or {}
    ends = int(profile.get("status_expiration") or 0)
    away = ends > 0 and _is_away(str(profile.get("status_emoji") or ""), str(profile.get("status_text") or ""))
    return StatusNews(
        account=Account(platform=Platform.SLACK, user_id=str(user.get("id"))),
        away_until=datetime.fromtimestamp(ends, UTC) if away else None,
        delivery=f"slack:{body['event_id']}",
    )


def _is_away(emoji: str, words: str) -> bool:
    return emoji.strip(":").partition("::")[0] in _EMOJI or _WORDS.search(words) is not None
