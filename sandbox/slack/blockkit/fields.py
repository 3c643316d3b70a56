"""The fields that Slack knows, for the types that are used most; it refuses a block with any other."""


def _fields(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLOCK_FIELDS = {
    "section": _fields("type block_id text fields accessory expand"),
    "header": _fields("type block_id text"),
    "divider": _fields("type block_id"),
    "context": _fields("type block_id elements"),
    "actions": _fields("type block_id elements"),
    "input": _fields("type block_id label element dispatch_action hint optional"),
    "image": _fields("type block_id alt_text image_url slack_file title"),
    "markdown": _fields("type block_id text"),
}

_SELECT = "type action_id placeholder confirm focus_on_load"

ELEMENT_FIELDS = {
    "button": _fields("type action_id text url value style confirm accessibility_label"),
    "image": _fields("type alt_text image_url slack_file"),
    "static_select": _fields(f"{_SELECT} options option_groups initial_option"),
    "multi_static_select": _fields(f"{_SELECT} options option_groups initial_options max_selected_items"),
    "users_select": _fields(f"{_SELECT} initial_user"),
    "external_select": _fields(f"{_SELECT} initial_option min_query_length"),
    "overflow": _fields("type action_id options confirm"),
    "checkboxes": _fields("type action_id options initial_options confirm focus_on_load"),
    "radio_buttons": _fields("type action_id options initial_option confirm focus_on_load"),
    "plain_text_input": _fields(
        "type action_id initial_value multiline min_length max_length dispatch_action_config focus_on_load placeholder"
    ),
    "datepicker": _fields(f"{_SELECT} initial_date"),
    "timepicker": _fields(f"{_SELECT} initial_time timezone"),
    "datetimepicker": _fields("type action_id initial_date_time confirm focus_on_load"),
    "number_input": _fields(
        "type action_id is_decimal_allowed initial_value min_value max_value dispatch_action_config focus_on_load "
        "placeholder"
    ),
}
