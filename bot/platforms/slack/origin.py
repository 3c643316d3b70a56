"""Where a form was asked for: hidden in the form, so that its answer finds the way back."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The conversation, the message that was pressed and the thread it stands in, by Slack's ids."""

    chat: str
    message: str | None = None
    thread: str | None = None

    def hidden(self) -> str:
        """As a view's private_metadata carries it."""
        return json.dumps({"c": self.chat, "m": self.message, "t": self.thread}, separators=(",", ":"))

    @classmethod
    def found(cls, metadata: str) -> "Origin":
        """What `hidden` made. Metadata that we cannot read gives an origin in no conversation."""
        try:
            given = json.loads(metadata)
            return cls(chat=str(given["c"]), message=given.get("m"), thread=given.get("t"))
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls(chat="")
