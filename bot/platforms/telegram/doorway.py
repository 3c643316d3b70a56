"""Links that open somebody's private chat with the bot, and carry on there with what they pressed."""

import hmac
import re
from base64 import urlsafe_b64encode
from hashlib import sha256

from telegram import Bot

from bot.actions import Action, decode, encode
from bot.interaction import Person

OPEN = "open"
"""The start parameter of a link that only opens the chat."""

_PREFIX = "do-"
_SIGNATURE = 12
_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Doorway:
    """Start links of one bot. A link carries a press for one person only: the bot's token signs it."""

    def __init__(self, bot: Bot) -> None:
        """The bot must be initialized before a link is made."""
        self._bot = bot
        self._key = sha256(b"start link:" + bot.token.encode()).digest()

    def link(self, person: Person, action: Action | None) -> str:
        """The address that opens the private chat, and does `action` there when it fits."""
        parameter = OPEN if action is None else f"{_PREFIX}{_written(action)}-{self._signature(person, action)}"
        fits = _PARAMETER.fullmatch(parameter) and (action is None or self.read(person, parameter) == action)
        return f"https://t.me/{self._bot.username}?start={parameter if fits else OPEN}"

    def read(self, person: Person, parameter: str) -> Action | None:
        """The press that a start parameter carries; None when it carries none, or not for this person."""
        if not parameter.startswith(_PREFIX):
            return None
        body, signature = parameter[len(_PREFIX) : -_SIGNATURE - 1], parameter[-_SIGNATURE:]
        action = decode(body.replace("-", ":"))
        if action is None or not hmac.compare_digest(signature.encode(), self._signature(person, action).encode()):
            return None
        return action

    def _signature(self, person: Person, action: Action) -> str:
        signed = f"{person.account.user_id}:{encode(action)}".encode()
        return urlsafe_b64encode(hmac.digest(self._key, signed, "sha256")).decode()[:_SIGNATURE]


def _written(action: Action) -> str:
    return encode(action).replace(":", "-")
