"""Blocks, one check for each type."""

from collections.abc import Callable

from sandbox.slack.blockkit.elements import (
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    check_element,
)
from sandbox.slack.blockkit.inspector import Inspector
from sandbox.slack.blockkit.objects import walk_unique
from sandbox.slack.blockkit.visuals import (
    check_card,
    check_carousel,
    check_data_table,
    check_data_visualization,
    check_table,
    check_video,
)
from sandbox.slack.values import Json

Check = Callable[[Inspector, Json, str], None]

_IMAGE_ONLY = frozenset({"image"})


def _section(found: Inspector, block: Json, path: str) -> None:
    if block.get("text") is None and block.get("fields") is None:
        found.complain(path, "missing required field: text")
    found.text(block, "text", path, most=3000, plain=False, required=False)
    for place, field in found.objects(block, "fields", path, most=10, required=False):
        found.text_object(field, place, most=2000, plain=False)
    if block.get("accessory") is not None:
        check_element(found, block["accessory"], f"{path}/accessory", IN_SECTION)


def _header(found: Inspector, block: Json, path: str) -> None:
    found.text(block, "text", path, most=150)


def _divider(_found: Inspector, _block: Json, _path: str) -> None:
    return


def _context(found: Inspector, block: Json, path: str) -> None:
    for place, element in found.objects(block, "elements", path, most=10):
        if element.get("type") in {"plain_text", "mrkdwn"}:
            found.text_object(element, place, most=3000, plain=False)
        else:
            check_element(found, element, place, _IMAGE_ONLY)


def _actions(found: Inspector, block: Json, path: str) -> None:
    for place, element in walk_unique(found, found.objects(block, "elements", path, most=25)):
        check_element(found, element, place, IN_ACTIONS)


def _context_actions(found: Inspector, block: Json, path: str) -> None:
    for place, element in walk_unique(found, found.objects(block, "elements", path, most=5)):
        check_element(found, element, place, IN_CONTEXT_ACTIONS)


def _input(found: Inspector, block: Json, path: str) -> None:
    found.text(block, "label", path, most=2000)
    found.text(block, "hint", path, most=2000, required=False)
    if found.required(block, "element", path):
        check_element(found, block["element"], f"{path}/element", IN_INPUT)


def _image(found: Inspector, block: Json, path: str) -> None:
    if block.get("image_url") is None and block.get("slack_file") is None:
        found.complain(path, "missing required field: image_url")
    found.string(block, "image_url", path, most=3000)
    found.string(block, "alt_text", path, most=2000, required=True)
    found.text(block, "title", path, most=2000, required=False)


def _markdown(found: Inspector, block: Json, path: str) -> None:
    found.string(block, "text", path, most=12_000, required=True)


def _rich_text(found: Inspector, block: Json, path: str) -> None:
    allowed = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
    for place, element in found.objects(block, "elements", path, most=100, least=0):
        found.one_of(element, "type", place, allowed)
        found.objects(element, "elements", place, most=1000, least=0)


def _file(found: Inspector, block: Json, path: str) -> None:
    found.string(block, "external_id", path, most=255, required=True)
    if block.get("source") != "remote":
        found.complain(f"{path}/source", "must be one of [remote]")


def _alert(found: Inspector, block: Json, path: str) -> None:
    found.text(block, "text", path, most=200, plain=False)
    found.one_of(block, "level", path, ("default", "info", "warning", "error", "success"))


_EVERYWHERE: dict[str, Check] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "rich_text": _rich_text,
    "video": check_video,
}

CHECKS: dict[str, dict[str, Check]] = {
    "message": _EVERYWHERE
    | {
        "markdown": _markdown,
        "file": _file,
        "table": check_table,
        "data_table": check_data_table,
        "context_actions": _context_actions,
        "data_visualization": check_data_visualization,
        "card": check_card,
        "carousel": check_carousel,
    },
    "modal": _EVERYWHERE | {"alert": _alert},
    "home": _EVERYWHERE,
}
"""Surface -> block type -> its check. A type that is not listed is refused on that surface."""
