"""What a status on Slack says about being away."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.platforms.slack.status import status_news

ENDS = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


def event(text: str = "", emoji: str = "", ends: float = ENDS.timestamp(), **more: Any) -> dict[str, Any]:
    profile = {"status_text": text, "status_emoji": emoji, "status_expiration": int(ends)}
    changed = {"type": "user_status_changed", "user": {"id": "U0ANNA", "profile": profile}} | more
    return {"event_id": "Ev01", "event": changed}


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("", ":palm_tree:"),
        ("Vacationing", ":palm_tree:"),
        ("Out of office", ""),
        ("Op vakantie tot de 27e", ":sunny:"),
        ("ziek", ""),
        ("Vrij!", ""),
    ],
)
def test_away_until_it_ends(text: str, emoji: str) -> None:
    news = status_news(event(text, emoji))
    assert news is not None
    assert news.account.user_id == "U0ANNA"
    assert news.away_until == ENDS


@pytest.mark.parametrize(
    ("text", "emoji", "ends"),
    [
        ("In a meeting", ":spiral_calendar_pad:", ENDS.timestamp()),
        ("Vrijdag thuis", ":house_with_garden:", ENDS.timestamp()),
        ("", "", 0),
        ("Vacation", ":palm_tree:", 0),
    ],
)
def test_here_as_far_as_we_can_tell(text: str, emoji: str, ends: float) -> None:
    news = status_news(event(text, emoji, ends))
    assert news is not None
    assert news.away_until is None


def test_another_event_is_no_status() -> None:
    assert status_news({"event_id": "Ev02", "event": {"type": "app_mention", "user": "U0ANNA"}}) is None
