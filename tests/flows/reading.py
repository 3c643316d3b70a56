"""What people read on their screens, as plain text."""

from typing import Any

from sandbox.slack.values import SlackMessage, SlackView
from sandbox.telegram.values import Message


def words(message: SlackMessage | SlackView) -> str:
    """All the text of the blocks of a Slack message, a window or a home, buttons included."""
    found: list[str] = []
    _collect(list(message.blocks), found)
    return "\n".join(found)


def buttons(message: SlackMessage | SlackView | Message) -> list[str]:
    """The labels of the buttons of a message, a window or a home."""
    if isinstance(message, Message):
        return [button.text for row in message.buttons for button in row]
    return [
        element["text"]["text"]
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def _collect(part: Any, found: list[str]) -> None:
    if isinstance(part, list):
        for one in part:
            _collect(one, found)
    elif isinstance(part, dict):
        text = part.get("text", part.get("url"))  # an address without words reads as itself
        if isinstance(text, str):
            found.append(text)
        for key, value in part.items():
            if key != "text" or not isinstance(value, str):
                _collect(value, found)
