"""Where messages can stand."""

from dataclasses import dataclass
from enum import StrEnum


class Platform(StrEnum):
    """A chat platform that we speak."""

    SLACK = "slack"
    TELEGRAM = "telegram"


@dataclass(frozen=True, kw_only=True)
class Destination:
    """A place for messages: a chat on a platform, and a thread (Slack) or topic (Telegram) in it.

    A person's private chat is written as the person's own id on that platform.
    """

    platform: Platform
    chat: str
    thread: str | None = None


_HOME = "home:"


def home_of(user: str) -> Destination:
    """A person's App Home on Slack. It is a place of its own, so that it and the private chat neither wait for each
    other nor close together."""
    return Destination(platform=Platform.SLACK, chat=f"{_HOME}{user}")


def whose_home(place: Destination) -> str:
    """The user whose App Home this place is."""
    return place.chat.removeprefix(_HOME)


@dataclass(frozen=True, kw_only=True)
class Remote:
    """A message that stands: the platform's own ids for its chat and itself."""

    chat: str
    message: str
