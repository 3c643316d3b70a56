"""A person pressed, wrote, typed or reacted: the same for every platform."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.actions import Action
from bot.domain.destination import Destination, Remote
from bot.domain.people import Account


@dataclass(frozen=True, kw_only=True)
class Person:
    """Whoever acted, as the platform knows them. `external`: from another company (Slack Connect).

    `email` and `language` are filled when the platform told them without being asked.
    """

    account: Account
    name: str
    external: bool = False
    email: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Pressed:
    """A button; None is one whose code we do not know (any more)."""

    action: Action | None


@dataclass(frozen=True)
class Submitted:
    """A form with its values by the field's key. Missing and empty are the same."""

    action: Action
    values: Mapping[str, str]


@dataclass(frozen=True)
class Typed:
    """A command: `/nps <words>`."""

    words: str


@dataclass(frozen=True)
class Started:
    """The private chat was opened, with the one-time code of a link when there was one (Telegram's /start)."""

    code: str


@dataclass(frozen=True)
class Reacted:
    """A reaction put on or taken off a message. `emoji` is Slack's name or Telegram's character."""

    emoji: str
    added: bool


@dataclass(frozen=True)
class Mentioned:
    """Words addressed to the bot: a mention in a card's thread or a reply to a card. The mention itself is cut off."""

    text: str


@dataclass(frozen=True)
class Overheard:
    """A reply under a card that is not addressed to us. Chatter, unless somebody's reaction makes it a note:
    only for platforms that cannot give us the words of a message later (Telegram).
    """

    text: str


@dataclass(frozen=True)
class Remarked:
    """Words in reply to a pulse's message, with the token that its buttons carry. None: it carries none."""

    token: str | None
    text: str


@dataclass(frozen=True)
class OpenedHome:
    """Somebody looks at their own home with us (Slack's App Home)."""


Happened = Pressed | Submitted | Typed | Started | Reacted | Mentioned | Overheard | Remarked | OpenedHome


@dataclass(frozen=True, kw_only=True)
class Interaction:
    """One thing that one person did.

    `delivery` names it for good: the same press delivered twice has the same one. `chat` is where it was done;
    `message` is the message that was pressed, replied or reacted to; `thread` is the message that the thread or
    the reply hangs under. `words` are the words of the message that was reacted to, where the platform gave them, and
    `author` is who wrote them, where that is somebody else. `at_home`: done on the person's own home, which shows what
    came of it.
    """

    person: Person
    delivery: str
    at: datetime
    what: Happened
    chat: Destination
    message: Remote | None = None
    thread: Remote | None = None
    words: str | None = None
    author: str | None = None
    at_home: bool = False
