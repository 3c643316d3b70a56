"""What a person enters into interactive elements, in the shape of `state.values` and of actions."""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.slack.errors import Refused
from sandbox.slack.values import Json

HOLDS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "checkboxes": "selected_options",
    "radio_buttons": "selected_option",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
}
"""Element type -> the field in which its value stands. Buttons and overflow menus hold nothing."""

State = Mapping[str, Mapping[str, Json]]


def elements(blocks: Iterator[Json] | list[Json] | tuple[Json, ...]) -> Iterator[tuple[Json, Json]]:
    """Every (block, interactive element) in order."""
    for block in blocks:
        found = [block.get("accessory"), block.get("element"), *(block.get("elements") or ())]
        if block.get("type") in {"section", "input", "actions", "context_actions"}:
            for element in found:
                if isinstance(element, dict) and "action_id" in element:
                    yield block, element


def options_of(element: Json) -> list[Json]:
    """An element's options, those in groups included."""
    grouped = [option for group in element.get("option_groups") or () for option in group.get("options") or ()]
    return [*(element.get("options") or ()), *grouped]


def option(element: Json, wanted: str) -> Json:
    """The option with this value, or else with this visible text."""
    choices = options_of(element)
    for choice in choices:
        if choice.get("value") == wanted:
            return choice
    for choice in choices:
        if choice["text"]["text"] == wanted:
            return choice
    offered = ", ".join(repr(choice.get("value")) for choice in choices)
    raise Refused(f"no option {wanted!r}; there are {offered or 'none'}")


def blank(element: Json) -> Json | None:
    """The element's value object before anything was entered; None for what holds no value."""
    field = HOLDS.get(element["type"])
    if field is None:
        return None
    initial = "initial_value" if field == "value" else field.replace("selected_", "initial_")
    empty: Any = [] if field in {"files"} or field.endswith("s") else None
    return {"type": element["type"], field: element.get(initial, empty)}


def filled(element: Json, entered: Any) -> Json:
    """The element's value object after a person entered this: text, an option's value (or several), an id, a
    date as YYYY-MM-DD, a time as HH:MM or a moment in seconds. None empties it."""
    kind = element["type"]
    field = HOLDS.get(kind)
    if field is None:
        raise Refused(f"nothing can be entered into a {kind}")
    if entered is None or entered == "":
        return blank({"type": kind}) or {}
    if field == "selected_option":
        choice = option(element, str(entered)) if kind != "external_select" else _external(entered)
        return {"type": kind, field: choice}
    if field == "selected_options":
        wanted = [entered] if isinstance(entered, str) else list(entered)
        return {"type": kind, field: [option(element, str(one)) for one in wanted]}
    if field == "value":
        return {"type": kind, field: str(entered)}
    return {"type": kind, field: entered}


def _external(entered: Any) -> Json:
    return {"text": {"type": "plain_text", "text": str(entered), "emoji": True}, "value": str(entered)}


def initial_state(blocks: tuple[Json, ...], before: State | None = None) -> dict[str, dict[str, Json]]:
    """The state of a view just shown; what was entered `before` stays where block_id, action_id and type do."""
    state: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        value = blank(element)
        if value is None:
            continue
        kept = (before or {}).get(block["block_id"], {}).get(element["action_id"])
        if kept is not None and kept["type"] == element["type"]:
            value = kept
        state.setdefault(block["block_id"], {})[element["action_id"]] = value
    return state


def is_empty(value: Json) -> bool:
    """Whether nothing has been entered."""
    return value[HOLDS[value["type"]]] in (None, "", [])
