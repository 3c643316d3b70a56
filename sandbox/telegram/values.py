"""What the emulated Telegram knows about: people, their words, buttons and files. Values never change in place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Json = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class User:
    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A stretch of a text that means something; offset and length count UTF-16 code units, as on the wire."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    user: User | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None


_PICTURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A photo or a document: the bytes as they were sent."""

    file_id: str
    file_unique_id: str
    name: str
    mime_type: str
    content: bytes = field(repr=False)

    @property
    def picture_type(self) -> str | None:
        """What kind of picture the bytes are, whatever was said about them; None for anything else."""
        return next((kind for start, kind in _PICTURES if self.content.startswith(start)), None)


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button as people see it; it has either callback data or an address."""

    text: str
    callback_data: str | None
    url: str | None
    style: str | None


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message as it stands now. `text` is the caption where a photo or document is attached."""

    id: int
    chat_id: int
    sender: User
    date: datetime
    text: str = ""
    entities: tuple[Entity, ...] = ()
    reply_markup: Json | None = None
    reply_to: int | None = None
    topic: int | None = None
    thread_root: int | None = None
    edited: datetime | None = None
    photo: Attachment | None = None
    document: Attachment | None = None
    reactions: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    deleted: bool = False
    effect: str | None = None
    silent: bool = False
    link_preview: bool = True
    service: Json = field(default_factory=dict)

    @property
    def buttons(self) -> tuple[tuple[Button, ...], ...]:
        """The inline keyboard, row by row; empty when there is none."""
        rows = (self.reply_markup or {}).get("inline_keyboard")
        if not isinstance(rows, list):
            return ()
        return tuple(tuple(_button(cell) for cell in row) for row in rows)

    @property
    def force_reply(self) -> bool:
        """Whether the message asks to be answered by a reply."""
        return bool((self.reply_markup or {}).get("force_reply"))

    @property
    def selective(self) -> bool:
        """Whether a forced reply (or a keyboard) is meant only for those mentioned or replied to."""
        return bool((self.reply_markup or {}).get("selective"))


def _button(cell: Mapping[str, str]) -> Button:
    return Button(
        text=cell["text"],
        callback_data=cell.get("callback_data"),
        url=cell.get("url"),
        style=cell.get("style"),
    )


@dataclass(frozen=True, kw_only=True)
class CallbackAnswer:
    """What the bot answered to a press: a toast, or with `show_alert` a dialogue."""

    text: str = ""
    show_alert: bool = False
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic of a forum; its id is the id of the message that opened it."""

    id: int
    name: str
    closed: bool = False
    deleted: bool = False


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request of the bot, as it came over the wire, and how it ended."""

    number: int
    method: str
    parameters: Mapping[str, str]
    at: datetime
    status: int
    result: object = None
    error: str | None = None


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something has changed for those who look on.

    Kinds: message, edited, deleted, reactions, members, topics, answer, commands, call.
    """

    kind: str
    chat_id: int | None = None
    message_id: int | None = None
