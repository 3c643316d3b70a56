"""The colleagues whom nobody plays: they answer what they are asked by themselves, by a press like everybody's."""

import contextlib
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.actions import PulseAnswer, decode
from bot.clock import Clock
from sandbox.demo.people import COLLEAGUES, Colleague
from sandbox.slack import SlackEmulator, SlackMessage
from sandbox.slack.values import BOT_USER

THINKS_FOR = timedelta(minutes=20)
_SCORES = (9, 8, 10, 7, 9, 6)
"""What they think of their work, one after the other; not one of them says so twice."""


class Colleagues:
    """They sit in Slack. Each answers a pulse once, some time after it came."""

    def __init__(self, slack: SlackEmulator, clock: Clock) -> None:
        self._slack = slack
        self._clock = clock
        self._unplayed = [person for person in COLLEAGUES if not person.played]
        self._answered: set[str] = set()

    async def look(self) -> None:
        """Let everybody answer who has had the time to."""
        before = self._clock() - THINKS_FOR
        for person, score in zip(self._unplayed, _SCORES, strict=False):
            for message in self._direct(person):
                button = _answer(message, score)
                if button is None or button in self._answered or _said_at(message) > before:
                    continue
                self._answered.add(button)
                await self._press(person, message, button)

    async def _press(self, person: Colleague, message: SlackMessage, button: str) -> None:
        """Press, and wait until they read that it was counted: what the bot answers to is good for half an hour, and
        time may be about to leap."""
        before = self._told
        await self._slack.press(person.slack, BOT_USER, message.ts, _action_of(message, button), button)
        with contextlib.suppress(TimeoutError):
            await self._slack.wait_for(lambda: self._told > before, timeout=1.0)

    @property
    def _told(self) -> int:
        return sum(call.method == "response_url" for call in self._slack.calls)

    def _direct(self, person: Colleague) -> list[SlackMessage]:
        room = self._slack.stage.workspace.direct([person.slack])
        return [] if room is None else self._slack.messages(room.id)


def _buttons(message: SlackMessage) -> list[dict[str, Any]]:
    return [
        element
        for block in message.blocks
        for element in block.get("elements", ())
        if element.get("type") == "button" and "value" in element
    ]


def _answer(message: SlackMessage, score: int) -> str | None:
    """The button that gives this score, where the message asks for one."""
    for button in _buttons(message):
        action = decode(button["value"])
        if isinstance(action, PulseAnswer) and action.score == score:
            return str(button["value"])
    return None


def _action_of(message: SlackMessage, value: str) -> str:
    return next(str(button["action_id"]) for button in _buttons(message) if button["value"] == value)


def _said_at(message: SlackMessage) -> datetime:
    return datetime.fromtimestamp(float(message.ts), tz=UTC)
