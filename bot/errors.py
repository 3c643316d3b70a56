"""Every exception that Klankbord raises on purpose.

KlankbordError
├── ConfigError            the configuration is refused; .complaints says where, what, and what to write instead
├── DatabaseRefused        the database cannot be used as it is; the text says why and what to do
├── NotFound               an id that no longer stands for anything
├── Conflict               somebody else wrote the same at the same moment: look again and decide anew
├── Unavailable            the database cannot be reached or written now; the same may well work later
├── Busy                   more waits to be taken in than we can hold, or we are stopping: try again later
└── DeliveryError          a chat platform did not do what was asked; the class says what happens next
    ├── RetryLater         not sent; try again at .at (or by the timetable when .at is None)
    ├── Moved              the chat has a new id: .chat
    ├── Gone               the chat is closed to us for good: disable it and tell the lead and the operator once
    ├── Lost               the message we wanted to change no longer exists
    ├── Uncertain          maybe sent: look before sending again
    └── Refused            the platform will never accept this message: park it
"""

from dataclasses import dataclass
from datetime import datetime


class KlankbordError(Exception):
    """The root: something went wrong that we foresaw."""


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """One thing that is wrong in the configuration, in words for an operator. Not `serious`: all works without it."""

    where: str
    what: str
    hint: str
    serious: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.hint}"


class ConfigError(KlankbordError):
    """The configuration is refused; all complaints are named at once."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        super().__init__("\n".join(str(complaint) for complaint in complaints))
        self.complaints = complaints


class DatabaseRefused(KlankbordError):
    """The database cannot be used as it is. The text says why and what to do, and never holds a password."""


class NotFound(KlankbordError):
    """An id that stands for nothing (any more)."""


class Conflict(KlankbordError):
    """Somebody else wrote the same thing at the same moment. Nothing was kept; look again and decide anew."""


class Unavailable(KlankbordError):
    """The database cannot be reached or written now. Nothing was kept; the same may well work later."""


class Busy(KlankbordError):
    """More waits than we can hold, or we are stopping. Nothing was kept; try again later."""


class DeliveryError(KlankbordError):
    """A chat platform did not do what was asked. The text never holds a token or a customer's words."""


class RetryLater(DeliveryError):
    """Not sent. Try again at `at` (aware UTC), or by the courier's timetable when the platform named no time."""

    def __init__(self, reason: str, *, at: datetime | None = None) -> None:
        super().__init__(reason)
        self.at = at


class Moved(DeliveryError):
    """The chat goes on under a new id."""

    def __init__(self, chat: str) -> None:
        super().__init__("the chat has a new id")
        self.chat = chat


class Gone(DeliveryError):
    """The chat is closed to us until a person does something about it."""


class Lost(DeliveryError):
    """The message that we wanted to change or answer no longer exists."""


class Uncertain(DeliveryError):
    """The message may have been sent: the answer never came."""


class Refused(DeliveryError):
    """The platform will not accept this message, however often it is sent."""
