"""Interactive elements, one check for each type."""

import re
from collections.abc import Callable

from sandbox.slack.blockkit.fields import ELEMENT_FIELDS
from sandbox.slack.blockkit.inspector import Inspector
from sandbox.slack.blockkit.objects import check_confirm, check_initial, check_option, check_select_options
from sandbox.slack.values import Json

Check = Callable[[Inspector, Json, str], None]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _button(found: Inspector, element: Json, path: str) -> None:
    found.text(element, "text", path, most=75)
    found.string(element, "value", path, most=2000, least=0)
    found.string(element, "url", path, most=3000)
    found.string(element, "accessibility_label", path, most=75)
    found.one_of(element, "style", path, ("primary", "danger"))
    check_confirm(found, element, path)


def _image(found: Inspector, element: Json, path: str) -> None:
    if element.get("image_url") is None and element.get("slack_file") is None:
        found.complain(path, "missing required field: image_url")
    found.string(element, "image_url", path, most=3000)
    found.string(element, "alt_text", path, most=2000, required=True)


def _static_select(found: Inspector, element: Json, path: str) -> None:
    check_select_options(found, element, path, many=False)
    _placeholder(found, element, path)


def _multi_static_select(found: Inspector, element: Json, path: str) -> None:
    check_select_options(found, element, path, many=True)
    _placeholder(found, element, path)
    _most_chosen(found, element, path)


def _other_select(found: Inspector, element: Json, path: str) -> None:
    _placeholder(found, element, path)


def _other_multi_select(found: Inspector, element: Json, path: str) -> None:
    _placeholder(found, element, path)
    _most_chosen(found, element, path)


def _overflow(found: Inspector, element: Json, path: str) -> None:
    for place, option in found.objects(element, "options", path, most=5, least=1):
        check_option(found, option, place, value_most=150)
    check_confirm(found, element, path)


def _checkboxes(found: Inspector, element: Json, path: str) -> None:
    options = found.objects(element, "options", path, most=10)
    for place, option in options:
        check_option(found, option, place, plain=False)
    check_initial(found, element, path, [option for _, option in options], many=True)
    check_confirm(found, element, path)


def _radio_buttons(found: Inspector, element: Json, path: str) -> None:
    options = found.objects(element, "options", path, most=10)
    for place, option in options:
        check_option(found, option, place, plain=False)
    check_initial(found, element, path, [option for _, option in options], many=False)
    check_confirm(found, element, path)


def _plain_text_input(found: Inspector, element: Json, path: str) -> None:
    found.text(element, "placeholder", path, most=150, required=False)
    found.string(element, "initial_value", path, most=3000, least=0)
    for key, least, most in (("min_length", 0, 3000), ("max_length", 1, 3000)):
        value = element.get(key)
        if value is not None and (not isinstance(value, int) or not least <= value <= most):
            found.complain(f"{path}/{key}", f"must be an integer between {least} and {most}")


def _typed_input(found: Inspector, element: Json, path: str) -> None:
    found.text(element, "placeholder", path, most=150, required=False)


def _number_input(found: Inspector, element: Json, path: str) -> None:
    if not isinstance(element.get("is_decimal_allowed"), bool):
        found.complain(path, "missing required field: is_decimal_allowed")
    found.text(element, "placeholder", path, most=150, required=False)


def _datepicker(found: Inspector, element: Json, path: str) -> None:
    value = element.get("initial_date")
    if value is not None and not (isinstance(value, str) and _DATE.fullmatch(value)):
        found.complain(f"{path}/initial_date", "must be a date in the format YYYY-MM-DD")
    _placeholder(found, element, path)


def _timepicker(found: Inspector, element: Json, path: str) -> None:
    value = element.get("initial_time")
    if value is not None and not (isinstance(value, str) and _TIME.fullmatch(value)):
        found.complain(f"{path}/initial_time", "must be a time in the format HH:mm")
    _placeholder(found, element, path)


def _datetimepicker(found: Inspector, element: Json, path: str) -> None:
    value = element.get("initial_date_time")
    if value is not None and not (isinstance(value, int) and 1_000_000_000 <= value < 10_000_000_000):
        found.complain(f"{path}/initial_date_time", "must be a UNIX timestamp of 10 digits")
    check_confirm(found, element, path)


def _feedback_buttons(found: Inspector, element: Json, path: str) -> None:
    for key in ("positive_button", "negative_button"):
        if found.required(element, key, path):
            found.text(element[key], "text", f"{path}/{key}", most=75)
            found.string(element[key], "value", f"{path}/{key}", most=2000)


def _icon_button(found: Inspector, element: Json, path: str) -> None:
    found.one_of(element, "icon", path, ("trash",))
    found.required(element, "icon", path)
    found.text(element, "text", path, most=75)


def _unrestricted(found: Inspector, element: Json, path: str) -> None:
    check_confirm(found, element, path)


def _placeholder(found: Inspector, element: Json, path: str) -> None:
    found.text(element, "placeholder", path, most=150, required=False)
    check_confirm(found, element, path)


def _most_chosen(found: Inspector, element: Json, path: str) -> None:
    value = element.get("max_selected_items")
    if value is not None and (not isinstance(value, int) or value < 1):
        found.complain(f"{path}/max_selected_items", "must be an integer of at least 1")


CHECKS: dict[str, Check] = {
    "button": _button,
    "workflow_button": _button,
    "image": _image,
    "static_select": _static_select,
    "external_select": _other_select,
    "users_select": _other_select,
    "conversations_select": _other_select,
    "channels_select": _other_select,
    "multi_static_select": _multi_static_select,
    "multi_external_select": _other_multi_select,
    "multi_users_select": _other_multi_select,
    "multi_conversations_select": _other_multi_select,
    "multi_channels_select": _other_multi_select,
    "overflow": _overflow,
    "checkboxes": _checkboxes,
    "radio_buttons": _radio_buttons,
    "plain_text_input": _plain_text_input,
    "email_text_input": _typed_input,
    "url_text_input": _typed_input,
    "number_input": _number_input,
    "rich_text_input": _unrestricted,
    "file_input": _unrestricted,
    "datepicker": _datepicker,
    "timepicker": _timepicker,
    "datetimepicker": _datetimepicker,
    "feedback_buttons": _feedback_buttons,
    "icon_button": _icon_button,
}

_SELECTS = frozenset(kind for kind in CHECKS if kind.endswith("_select"))
_CHOICES = _SELECTS | {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
IN_SECTION = _CHOICES | {"button", "overflow", "image", "workflow_button"}
IN_ACTIONS = _CHOICES | {"button", "overflow", "workflow_button", "datetimepicker", "rich_text_input"}
IN_INPUT = _CHOICES | {
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
    "datetimepicker",
}
IN_CONTEXT_ACTIONS = frozenset({"feedback_buttons", "icon_button"})


def check_element(found: Inspector, element: object, path: str, allowed: frozenset[str]) -> None:
    """One element in a place where only these types may stand."""
    if not isinstance(element, dict):
        found.complain(path, "must provide an object")
        return
    kind = element.get("type")
    if kind is None:
        found.complain(path, "missing required field: type")
        return
    if kind not in allowed:
        found.complain(f"{path}/type", f"unsupported type: {kind}")
        return
    if kind in ELEMENT_FIELDS:
        found.only(element, path, ELEMENT_FIELDS[kind])
    if kind != "image":
        found.string(element, "action_id", path, most=255)
    if element.get("focus_on_load") is True:
        if found.focus_taken:
            found.complain(f"{path}/focus_on_load", "only one element may have focus_on_load set to true")
        found.focus_taken = True
    CHECKS[kind](found, element, path)
