"""An emulated Telegram: the Bot API over HTTP, strict where Telegram is, with people to act as."""

from sandbox.telegram.emulator import DEFAULT_TOKEN, TelegramEmulator
from sandbox.telegram.errors import Impossible, Unanswered
from sandbox.telegram.faults import Faults
from sandbox.telegram.values import (
    Attachment,
    Button,
    Call,
    CallbackAnswer,
    Change,
    Entity,
    Message,
    Topic,
    User,
)

__all__ = [
    "DEFAULT_TOKEN",
    "Attachment",
    "Button",
    "Call",
    "CallbackAnswer",
    "Change",
    "Entity",
    "Faults",
    "Impossible",
    "Message",
    "TelegramEmulator",
    "Topic",
    "Unanswered",
    "User",
]
