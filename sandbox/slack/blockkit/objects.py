"""Composition objects: options, confirmation dialogs."""

from collections.abc import Iterator

from sandbox.slack.blockkit.inspector import Inspector
from sandbox.slack.values import Json

OPTION_FIELDS = frozenset({"text", "value", "description", "url"})
CONFIRM_FIELDS = frozenset({"title", "text", "confirm", "deny", "style"})


def check_option(found: Inspector, option: Json, path: str, *, plain: bool = True, value_most: int = 150) -> None:
    """One option of a select, an overflow menu, checkboxes or radio buttons."""
    found.only(option, path, OPTION_FIELDS)
    found.text(option, "text", path, most=75, plain=plain)
    found.string(option, "value", path, most=value_most, required=True)
    if option.get("description") is not None:
        found.text(option, "description", path, most=75, plain=plain)
    found.string(option, "url", path, most=3000)


def check_confirm(found: Inspector, element: Json, path: str) -> None:
    """The "are you sure" dialog of an element, when it has one."""
    confirm = element.get("confirm")
    if confirm is None:
        return
    place = f"{path}/confirm"
    if not isinstance(confirm, dict):
        found.complain(place, "must provide an object")
        return
    found.only(confirm, place, CONFIRM_FIELDS)
    found.text(confirm, "title", place, most=100)
    found.text(confirm, "text", place, most=300, plain=False)
    found.text(confirm, "confirm", place, most=30)
    found.text(confirm, "deny", place, most=30)
    found.one_of(confirm, "style", place, ("primary", "danger"))


def check_select_options(found: Inspector, element: Json, path: str, *, many: bool) -> None:
    """The options or the groups of a static select, and that the initial ones are among them."""
    if element.get("options") is not None and element.get("option_groups") is not None:
        found.complain(path, "only one of options or option_groups may be given")
    options: list[tuple[str, Json]] = []
    if element.get("option_groups") is not None:
        for place, group in found.objects(element, "option_groups", path, most=100):
            found.text(group, "label", place, most=75)
            options += found.objects(group, "options", place, most=100)
    else:
        options = found.objects(element, "options", path, most=100)
    for place, option in options:
        check_option(found, option, place)
    check_initial(found, element, path, [option for _, option in options], many=many)


def check_initial(found: Inspector, element: Json, path: str, options: list[Json], *, many: bool) -> None:
    """What is chosen from the start must be one of the options, word for word."""
    key = "initial_options" if many else "initial_option"
    if element.get(key) is None:
        return
    chosen = element[key] if many else [element[key]]
    offered = [_essence(option) for option in options]
    if not isinstance(chosen, list) or not chosen:
        found.complain(f"{path}/{key}", "must be a non-empty array")
    elif any(not isinstance(one, dict) or _essence(one) not in offered for one in chosen):
        found.complain(f"{path}/{key}", "must be one of the provided options")


def _essence(option: Json) -> tuple[object, object]:
    text = option.get("text")
    return (option.get("value"), text.get("text") if isinstance(text, dict) else None)


def walk_unique(found: Inspector, elements: list[tuple[str, Json]]) -> Iterator[tuple[str, Json]]:
    """The elements again, complaining where two in one block share an action_id."""
    met: set[str] = set()
    for path, element in elements:
        action_id = element.get("action_id")
        if isinstance(action_id, str):
            if action_id in met:
                found.complain(f"{path}/action_id", f'`action_id` "{action_id}" already exists')
            met.add(action_id)
        yield path, element
