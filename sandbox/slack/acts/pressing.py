"""Pressing buttons and choosing options on messages."""

from typing import Any

from sandbox.slack.acts.actor import Actor, find_element
from sandbox.slack.carrier import Acknowledged, Carrier
from sandbox.slack.entries import HOLDS, filled, initial_state, option
from sandbox.slack.payloads import block_actions_on_message
from sandbox.slack.stage import Stage
from sandbox.slack.values import Json, SlackMessage


class Pressing(Actor):
    """Every act returns once the app acknowledged, with what it answered. Raises Refused when the person sees no
    such thing, NotAcknowledged when the app stays silent for three seconds."""

    def __init__(self, stage: Stage, carrier: Carrier) -> None:
        super().__init__(stage, carrier)
        self._entered: dict[tuple[str, str], dict[str, dict[str, Json]]] = {}

    async def press(self, user: str, channel: str, ts: str, action_id: str, value: str | None = None) -> Acknowledged:
        """Press a button of a message: named by its action_id or by its visible text; `value` chooses between
        several with the same name."""
        return await self._press(user, self._seen_message(user, channel, ts), action_id, value)

    async def press_ephemeral(
        self, user: str, channel: str, action_id: str, value: str | None = None, *, ts: str | None = None
    ) -> Acknowledged:
        """Press a button of a message that only this person sees; the newest unless `ts` says which."""
        return await self._press(user, self._seen_ephemeral(user, channel, ts), action_id, value)

    async def select(self, user: str, channel: str, ts: str, action_id: str, option_value: Any) -> Acknowledged:
        """Choose in a select, an overflow menu, a picker, checkboxes (a list) or radio buttons of a message."""
        message = self._seen_message(user, channel, ts)
        block, element = find_element(message.blocks, action_id, buttons=False)
        action = chosen(block, element, option_value)
        state = self._state(user, message)
        if element["type"] in HOLDS:
            state.setdefault(block["block_id"], {})[element["action_id"]] = filled(element, option_value)
        return await self.carrier.interact(
            "interactive", block_actions_on_message(self.stage, user, message, action, state)
        )

    async def _press(self, user: str, message: SlackMessage, action_id: str, value: str | None) -> Acknowledged:
        block, element = find_element(message.blocks, action_id, value, buttons=True)
        payload = block_actions_on_message(
            self.stage, user, message, pressed(block, element), self._state(user, message)
        )
        return await self.carrier.interact("interactive", payload)

    def _state(self, user: str, message: SlackMessage) -> dict[str, dict[str, Json]]:
        key = (user, message.ts)
        state = initial_state(message.blocks, self._entered.get(key))
        self._entered[key] = state
        return state


def pressed(block: Json, element: Json) -> Json:
    """The action of a pressed button."""
    kept = ("action_id", "text", "value", "style", "url", "type")
    return {"block_id": block["block_id"]} | {key: element[key] for key in kept if key in element}


def chosen(block: Json, element: Json, entered: Any) -> Json:
    """The action of a changed element."""
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "overflow":
        return action | {"selected_option": option(element, str(entered))}
    if "placeholder" in element:
        action["placeholder"] = element["placeholder"]
    return action | filled(element, entered)
