"""What the courier asks of a chat platform."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from bot.cards.model import Attachment, Card, Chart
from bot.domain.destination import Destination, Platform, Remote
from bot.interaction import Person

Draw = Callable[[Chart], Awaitable[bytes | None]]
"""Makes a PNG picture of a chart; None when it cannot now. Never raises."""


class Gateway(Protocol):
    """Posts, edits and removes messages. Every method raises a `bot.errors.DeliveryError` when it did not succeed:
    RetryLater, Moved, Gone, Lost (edit only), Uncertain (post only) or Refused. It never retries itself.
    """

    @property
    def platform(self) -> Platform:
        """Which platform this is."""
        ...

    async def post(self, place: Destination, card: Card, *, posting: int, parent: Remote | None) -> Remote:
        """Send a new message, under `parent` when given (Slack: in its thread; Telegram: as a reply)."""
        ...

    async def edit(self, remote: Remote, card: Card, *, posting: int) -> None:
        """Change a message. "Not modified" is success."""
        ...

    async def remove(self, remote: Remote) -> None:
        """Take a message away. "Already gone" is success. Where it may not be deleted it is emptied; Refused when its
        words stay there."""
        ...

    async def find(self, place: Destination, *, posting: int, since: datetime, parent: Remote | None) -> Remote | None:
        """Look for a message that may have been sent. None: not there, or the platform cannot tell."""
        ...

    async def publish(self, user: str, card: Card) -> None:
        """Show this on a person's home, in place of what stood there. Raises RetryLater or Refused."""
        ...

    async def introduce(self, person: Person) -> Person:
        """The person with whatever the platform tells about them when asked: e-mail, name, language, external."""
        ...


class Files(Protocol):
    """Sends files to one person."""

    async def send_file(self, person: str, file: Attachment | Chart, words: str) -> str:
        """Send a file, a chart as a picture, with these words into the private chat with a person of this id.
        Returns that chat. Raises a DeliveryError when it did not succeed.
        """
        ...
