"""Our posting id, hidden in the message's metadata, by which a message is found that may have been sent."""

from collections.abc import Mapping
from typing import Any

_EVENT = "klankbord_posting"


def marked(posting: int) -> dict[str, Any]:
    """The metadata that a message is sent with."""
    return {"event_type": _EVENT, "event_payload": {"posting": posting}}


def is_marked(message: Mapping[str, Any], posting: int) -> bool:
    """Whether this message, as Slack's history shows it, carries this posting's mark."""
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == _EVENT and payload.get("posting") == posting
