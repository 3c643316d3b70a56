"""What every act needs: finding what a person sees, and bringing their act to the app."""

from sandbox.slack.carrier import Carrier
from sandbox.slack.entries import elements
from sandbox.slack.errors import Refused
from sandbox.slack.stage import Stage
from sandbox.slack.values import BOT_USER, Json, SlackChannel, SlackMessage


class Actor:
    """Knows the stage and the carrier; every finder raises Refused for what the person cannot see."""

    def __init__(self, stage: Stage, carrier: Carrier) -> None:
        self.stage = stage
        self.carrier = carrier

    def _seen_channel(self, user: str, channel: str) -> SlackChannel:
        space = self.stage.workspace
        if user not in space.people:
            raise Refused(f"there is no user {user}")
        found = space.direct([user]) if channel == BOT_USER else space.channels.get(channel)
        found = found or space.channel_named(channel)
        if found is None:
            raise Refused(f"there is no channel {channel}")
        if user not in found.members and (found.private or space.is_external(user)):
            raise Refused(f"{user} cannot see {channel}")
        return found

    def _seen_message(self, user: str, channel: str, ts: str) -> SlackMessage:
        found = self._seen_channel(user, channel)
        message = found.messages.get(ts)
        if message is None or message.deleted:
            raise Refused(f"no message {ts} stands in {channel}")
        return message

    def _seen_ephemeral(self, user: str, channel: str, ts: str | None) -> SlackMessage:
        found = self._seen_channel(user, channel)
        mine = [message for message in found.ephemerals.values() if message.ephemeral_for == user]
        if ts is not None:
            mine = [message for message in mine if message.ts == ts]
        if not mine:
            raise Refused(f"{user} sees no such private message in {channel}")
        return mine[-1]


def find_element(
    blocks: tuple[Json, ...], action_id: str, value: str | None = None, *, buttons: bool
) -> tuple[Json, Json]:
    """The block and the element with this action_id or, for buttons, this visible text (whole, or a part that only
    one button has). `value` chooses between several. Raises Refused, naming what there is."""
    candidates = [
        (block, element)
        for block, element in elements(blocks)
        if (element["type"] in {"button", "workflow_button"}) == buttons
    ]
    matches = [pair for pair in candidates if pair[1]["action_id"] == action_id]
    matches = matches or [pair for pair in candidates if _label(pair[1]) == action_id]
    if not matches:
        partly = [pair for pair in candidates if action_id.lower() in _label(pair[1]).lower()]
        matches = partly if len(partly) == 1 else []
    if value is not None:
        matches = [pair for pair in matches if pair[1].get("value") == value]
    if not matches:
        there = ", ".join(f"{e['action_id']} ({_label(e)})" for _, e in candidates) or "none"
        raise Refused(f"nothing to press called {action_id!r}; there are: {there}")
    return matches[0]


def _label(element: Json) -> str:
    text = element.get("text") or element.get("placeholder") or {}
    return str(text.get("text", ""))
