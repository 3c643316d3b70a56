"""What users.info tells about a person."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.interaction import Person
from bot.platforms.slack.parse import Home


def introduced(person: Person, user: Mapping[str, Any], home: Home) -> Person:
    """The person with what Slack tells about them; what it does not tell stays."""
    locale = str(user.get("locale") or "")
    return replace(
        person,
        name=name_of(user) or person.name,
        email=(user.get("profile") or {}).get("email") or person.email,
        language=locale.partition("-")[0] or person.language,
        external=person.external or _is_foreign(user, home),
    )


def is_person(chat: str) -> bool:
    """Whether this chat is a person's own id, which stands for our direct conversation with them."""
    return chat.startswith(("U", "W"))


def name_of(user: Mapping[str, Any]) -> str:
    """What they are called, or `""`."""
    profile = user.get("profile") or {}
    return str(user.get("real_name") or profile.get("real_name") or profile.get("display_name") or "")


def _is_foreign(user: Mapping[str, Any], home: Home) -> bool:
    if user.get("is_stranger"):
        return True
    if home.enterprise is None:
        return bool(user.get("team_id")) and user.get("team_id") != home.team
    return (user.get("enterprise_user") or {}).get("enterprise_id") != home.enterprise
