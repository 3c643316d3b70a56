"""The Slack app manifest: what it subscribes to, it may also hear."""

from pathlib import Path
from typing import Any

import pytest
import yaml

MANIFEST = Path(__file__).parents[2] / "docs" / "slack-manifest.yaml"
EVENT_NEEDS = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "message.im": "im:history",
    "user_status_changed": "users:read",
}


@pytest.fixture
def manifest() -> Any:
    return yaml.safe_load(MANIFEST.read_text())


def test_every_event_has_its_scope(manifest: Any) -> None:
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    for event in manifest["settings"]["event_subscriptions"]["bot_events"]:
        needed = EVENT_NEEDS[event]
        assert needed is None or needed in scopes


def test_who_opens_the_home_tab_is_heard(manifest: Any) -> None:
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert manifest["features"]["app_home"]["home_tab_enabled"] == ("app_home_opened" in events)


def test_every_scope_is_explained(manifest: Any) -> None:
    lines = MANIFEST.read_text().splitlines()
    for scope in manifest["oauth_config"]["scopes"]["bot"]:
        line = next(line for line in lines if line.strip().startswith(f"- {scope} "))
        assert len(line.partition("#")[2].split()) >= 3


def test_names_fit_slacks_limits(manifest: Any) -> None:
    assert len(manifest["display_information"]["name"]) <= 35
    assert len(manifest["display_information"]["description"]) <= 140
    assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
    assert all(len(command["description"]) <= 2000 for command in manifest["features"]["slash_commands"])
