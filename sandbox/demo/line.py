"""What went over the line between the bot, both platforms and the customer's tool: for who wants to learn, with
secrets masked."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sandbox.demo.customer import Sent
from sandbox.slack import SlackEmulator
from sandbox.telegram import TelegramEmulator

MASK = "••••••"
_MOST = 400
_SECRET_KEYS = frozenset({"token", "authorization", "secret"})
_PULSE = re.compile(r"\b(e[1-4]):[A-Za-z0-9_:-]+")
"""What a button of a pulse's question carries."""
_NO_NEWS = frozenset({"apps.connections.open", "auth.test", "getme", "getwebhookinfo"})

Side = Literal["slack", "telegram", "webhook"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One request and what came back. `to_bot`: it came to the bot; else the bot asked. `status` is an HTTP status,
    0 where nothing came back."""

    key: str
    side: Side
    to_bot: bool
    name: str
    at: datetime
    ok: bool
    status: int
    request: Any
    answer: Any


class Line:
    """Listens in on all three. `secrets` never leave here in clear."""

    def __init__(self, slack: SlackEmulator, telegram: TelegramEmulator, secrets: Iterable[str]) -> None:
        self._slack = slack
        self._telegram = telegram
        self._secrets = [secret for secret in secrets if secret]
        self._sent: list[tuple[datetime, Sent]] = []

    def add_secret(self, secret: str) -> None:
        """From now on this is masked too."""
        self._secrets.append(secret)

    def sent(self, sent: Sent, at: datetime) -> None:
        """The customer's tool has sent something."""
        self._sent.append((at, sent))
        del self._sent[:-_MOST]

    def entries(self, after: datetime | None) -> list[dict[str, Any]]:
        """What went over the line later than that, oldest first; the newest few hundred."""
        found = [*self._to_slack(), *self._from_slack(), *self._to_telegram(), *self._from_telegram(), *self._webhook()]
        found = [entry for entry in found if after is None or entry.at > after]
        found.sort(key=lambda entry: entry.at)
        return [self._shown(entry) for entry in found[-_MOST:]]

    def _shown(self, entry: Entry) -> dict[str, Any]:
        return {
            "key": entry.key,
            "side": entry.side,
            "to_bot": entry.to_bot,
            "name": entry.name,
            "at": entry.at.isoformat(),
            "ok": entry.ok,
            "status": entry.status,
            "request": masked(unfolded(entry.request), self._secrets),
            "answer": masked(unfolded(entry.answer), self._secrets),
        }

    def _to_slack(self) -> Iterable[Entry]:
        for call in self._slack.calls[-_MOST:]:
            if call.method not in _NO_NEWS:
                yield Entry(
                    key=f"slack-{call.number}",
                    side="slack",
                    to_bot=False,
                    name=call.method,
                    at=call.at,
                    ok=call.ok,
                    status=call.status,
                    request=call.args,
                    answer=call.answer,
                )

    def _from_slack(self) -> Iterable[Entry]:
        for one in self._slack.deliveries[-_MOST:]:
            yield Entry(
                key=f"slack-{one.number}",
                side="slack",
                to_bot=True,
                name=_what_slack_brought(one.kind, one.payload),
                at=one.at,
                ok=one.acknowledged,
                status=200 if one.acknowledged else 0,
                request=one.payload,
                answer=one.answer,
            )

    def _to_telegram(self) -> Iterable[Entry]:
        for call in self._telegram.calls[-_MOST:]:
            if call.method.lower() not in _NO_NEWS:
                yield Entry(
                    key=f"telegram-{call.number}",
                    side="telegram",
                    to_bot=False,
                    name=call.method,
                    at=call.at,
                    ok=call.error is None,
                    status=call.status,
                    request=call.parameters,
                    answer=call.result if call.error is None else {"description": call.error},
                )

    def _from_telegram(self) -> Iterable[Entry]:
        for update in list(self._telegram.world.updates.added)[-_MOST:]:
            kind = next(name for name in update.body if name != "update_id")
            yield Entry(
                key=f"update-{update.id}",
                side="telegram",
                to_bot=True,
                name=kind,
                at=update.at,
                ok=True,
                status=200,
                request=update.body,
                answer=None,
            )

    def _webhook(self) -> Iterable[Entry]:
        for place, (at, sent) in enumerate(self._sent):
            yield Entry(
                key=f"webhook-{sent.headers['webhook-id']}-{place}",
                side="webhook",
                to_bot=True,
                name="POST " + sent.url.split("/", 3)[3],
                at=at,
                ok=sent.status == 202,
                status=sent.status,
                request={"headers": dict(sent.headers), "body": sent.body},
                answer=sent.answer,
            )


def _what_slack_brought(kind: str, payload: Mapping[str, Any]) -> str:
    """Slack's own name for it: the event's type, the interaction's, or the command."""
    if kind == "slash_commands":
        return str(payload.get("command", kind))
    inner = payload.get("event")
    return str(inner["type"] if isinstance(inner, dict) and "type" in inner else payload.get("type", kind))


def unfolded(value: Any) -> Any:
    """Texts that hold JSON as what they hold, so that they can be read."""
    if isinstance(value, Mapping):
        return {name: unfolded(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [unfolded(inner) for inner in value]
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def masked(value: Any, secrets: Iterable[str]) -> Any:
    """The same without anything that lets somebody act as the bot or as the customer's tool, and without what
    anybody answers to a pulse: that is for the platforms to carry and for nobody to look up."""
    if isinstance(value, dict):
        told = _without_the_answer(value)
        return {
            name: MASK if str(name).lower() in _SECRET_KEYS and isinstance(inner, str) else masked(inner, secrets)
            for name, inner in told.items()
        }
    if isinstance(value, list):
        return [masked(inner, secrets) for inner in value]
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, MASK)
        return _PULSE.sub(rf"\1:{MASK}", value)
    return value


def _without_the_answer(button: dict[str, Any]) -> dict[str, Any]:
    """Slack brings a pressed button with its label, which on a pulse's question is the answer."""
    if _PULSE.fullmatch(str(button.get("value", ""))):
        return {name: MASK if name == "text" else inner for name, inner in button.items()}
    return button
