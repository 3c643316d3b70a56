"""Filling modals in, and using Home tabs."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.slack.acts.actor import Actor, find_element
from sandbox.slack.acts.pressing import chosen, pressed
from sandbox.slack.blockkit import check_view
from sandbox.slack.carrier import Acknowledged
from sandbox.slack.entries import elements, filled, is_empty
from sandbox.slack.errors import ApiError, Refused
from sandbox.slack.payloads import block_actions_in_view, view_closed, view_submission
from sandbox.slack.values import Json, SlackView

Entered = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """What the person sees after pressing submit: errors under the fields (by block_id), the form closed, other
    content in it, a further one above it, or all forms gone."""

    outcome: Literal["errors", "closed", "updated", "pushed", "cleared"]
    errors: Mapping[str, str] = field(default_factory=dict)
    view: SlackView | None = None

    @property
    def closed(self) -> bool:
        """Whether the form is gone."""
        return self.outcome in {"closed", "cleared"}


class Forms(Actor):
    """Acts inside of views. The person can only use the uppermost modal, and their Home tab."""

    async def submit(self, user: str, view_id: str, values: Entered | None = None) -> Submitted:
        """Enter `{block_id: {action_id: value}}` (text, an option's value or a list of them, a date) and press
        submit. What Slack checks by itself (required fields, lengths) never reaches the app."""
        view = self._uppermost(user, view_id)
        if view.body.get("submit") is None:
            raise Refused("this form has no submit button")
        view = self._enter(view, values or {})
        missing = _own_errors(view)
        if missing:
            return Submitted(outcome="errors", errors=missing, view=view)
        answer = await self.carrier.interact("interactive", view_submission(self.stage, view))
        return self._apply(view, answer.payload or {})

    def enter(self, user: str, view_id: str, values: Entered) -> SlackView:
        """Fill in without submitting."""
        return self._enter(self._uppermost(user, view_id), values)

    async def press_in_view(self, user: str, view_id: str, action_id: str, value: str | None = None) -> Acknowledged:
        """Press a button in a modal or on the Home tab, by action_id or visible text."""
        view = self._usable(user, view_id)
        block, element = find_element(view.blocks, action_id, value, buttons=True)
        return await self.carrier.interact(
            "interactive", block_actions_in_view(self.stage, view, pressed(block, element))
        )

    async def select_in_view(self, user: str, view_id: str, action_id: str, entered: Any) -> Acknowledged | None:
        """Choose or enter something in a modal or on the Home tab. None when the app is not told of it, because
        the element stands in an input block without `dispatch_action`."""
        view = self._usable(user, view_id)
        block, element = find_element(view.blocks, action_id, buttons=False)
        if element["type"] != "overflow":
            value = filled(element, entered)
            view = self.stage.views.enter(view, block["block_id"], element["action_id"], value)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return None
        return await self.carrier.interact(
            "interactive", block_actions_in_view(self.stage, view, chosen(block, element, entered))
        )

    async def close_view(self, user: str, view_id: str, *, everything: bool = False) -> None:
        """Dismiss a modal; with `everything` the whole stack (the cross at the top). The app is told of each that
        has `notify_on_close`."""
        view = self._uppermost(user, view_id)
        clear = everything or bool(view.body.get("clear_on_close"))
        leaving = self.stage.views.stack(user)[::-1] if clear else [view]
        if clear:
            self.stage.views.clear(user)
        else:
            self.stage.views.close(view)
        for one in leaving:
            if one.body.get("notify_on_close"):
                await self.carrier.interact("interactive", view_closed(self.stage, one, is_cleared=clear))

    def _uppermost(self, user: str, view_id: str) -> SlackView:
        stack = self.stage.views.stack(user)
        if not stack or stack[-1].id != view_id:
            raise Refused(f"{user} does not have the form {view_id} before them")
        return stack[-1]

    def _usable(self, user: str, view_id: str) -> SlackView:
        home = self.stage.views.homes.get(user)
        if home is not None and home.id == view_id:
            return home
        return self._uppermost(user, view_id)

    def _enter(self, view: SlackView, values: Entered) -> SlackView:
        fields = {(block["block_id"], element["action_id"]): element for block, element in elements(view.blocks)}
        for block_id, entries in values.items():
            for action_id, entered in entries.items():
                if (block_id, action_id) not in fields:
                    raise Refused(f"no field {block_id}/{action_id}; there are {sorted(fields)}")
                value = filled(fields[block_id, action_id], entered)
                view = self.stage.views.enter(view, block_id, action_id, value)
        return view

    def _apply(self, view: SlackView, answer: Json) -> Submitted:
        views = self.stage.views
        action = answer.get("response_action")
        if action == "errors":
            errors = answer.get("errors") or {}
            fields = {block["block_id"] for block in view.blocks if block["type"] == "input"}
            if not errors or not set(errors) <= fields:
                raise Refused(f"errors for fields that do not exist: {sorted(set(errors) - fields)}")
            return Submitted(outcome="errors", errors=errors, view=view)
        if action == "clear":
            views.clear(view.user)
            return Submitted(outcome="cleared")
        if action in {"update", "push"}:
            wrong = check_view(answer.get("view"), ("modal",))
            if wrong:
                raise Refused(f"the answer's view is not valid: {wrong}")
            if action == "push":
                return Submitted(outcome="pushed", view=views.push(view.user, answer["view"]))
            standing = views.find(view_id=view.id)
            return Submitted(outcome="updated", view=views.update(standing, answer["view"], given_hash=""))
        if action is not None:
            raise Refused(f"unknown response_action {action!r}")
        with contextlib.suppress(ApiError):
            views.close(views.find(view_id=view.id))
        return Submitted(outcome="closed")


def _own_errors(view: SlackView) -> dict[str, str]:
    errors = {}
    for block, element in elements(view.blocks):
        if block["type"] != "input":
            continue
        value = view.state[block["block_id"]][element["action_id"]]
        if is_empty(value):
            if not block.get("optional"):
                errors[block["block_id"]] = "Please complete this required field."
            continue
        length = len(str(value.get("value") or ""))
        if "value" in value and length > element.get("max_length", 3000):
            errors[block["block_id"]] = f"Please enter no more than {element.get('max_length', 3000)} characters."
        elif "value" in value and length < element.get("min_length", 0):
            errors[block["block_id"]] = f"Please enter at least {element['min_length']} characters."
    return errors
