"""Whole payloads: the blocks of a message, and views."""

from typing import Any

from sandbox.slack.blockkit.blocks import CHECKS
from sandbox.slack.blockkit.fields import BLOCK_FIELDS
from sandbox.slack.blockkit.inspector import Inspector
from sandbox.slack.values import Json

MOST_IN_MESSAGE = 50
MOST_IN_VIEW = 100
MARKDOWN_PER_MESSAGE = 12_000
CHARTS_PER_MESSAGE = 2
VIEW_BYTES = 250_000


def check_message_blocks(blocks: Any) -> list[str]:
    """What is wrong with a message's blocks; empty when Slack would accept them."""
    found = Inspector()
    _check_blocks(found, blocks, "message", MOST_IN_MESSAGE)
    if not found.messages:
        markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
        if markdown > MARKDOWN_PER_MESSAGE:
            found.complain("/blocks", f"markdown text may have no more than {MARKDOWN_PER_MESSAGE} characters in total")
        for kind, most in (("data_visualization", CHARTS_PER_MESSAGE), ("table", 1)):
            if sum(block["type"] == kind for block in blocks) > most:
                found.complain("/blocks", f"no more than {most} {kind} allowed")
    return found.messages


def check_view(view: Any, kinds: tuple[str, ...]) -> list[str]:
    """What is wrong with a view that may be of these kinds (modal, home)."""
    found = Inspector()
    if not isinstance(view, dict):
        found.complain("/view", "must provide an object")
        return found.messages
    kind = view.get("type")
    if kind not in kinds:
        found.complain("/view/type", f"must be one of [{', '.join(kinds)}]")
        return found.messages
    found.string(view, "callback_id", "/view", most=255, least=0)
    found.string(view, "private_metadata", "/view", most=3000, least=0)
    found.string(view, "external_id", "/view", most=255, least=0)
    if kind == "modal":
        found.text(view, "title", "/view", most=24)
        found.text(view, "submit", "/view", most=24, required=False)
        found.text(view, "close", "/view", most=24, required=False)
    else:
        for key in ("title", "submit", "close"):
            if view.get(key) is not None:
                found.complain("/view", f"invalid additional property: {key}")
    _check_blocks(found, view.get("blocks"), kind, MOST_IN_VIEW, path="/view/blocks")
    if not found.messages and kind == "modal":
        _check_submit(found, view)
    return found.messages


def _check_submit(found: Inspector, view: Json) -> None:
    if any(block["type"] == "input" for block in view["blocks"]) and view.get("submit") is None:
        found.complain("/view", "missing required field: submit")


def _check_blocks(found: Inspector, blocks: Any, surface: str, most: int, *, path: str = "/blocks") -> None:
    if not isinstance(blocks, list):
        found.complain(path, "must be an array" if blocks is not None else "missing required field: blocks")
        return
    if len(blocks) > most:
        found.complain(path, f"no more than {most} items allowed")
    for position, block in enumerate(blocks):
        place = f"{path}/{position}"
        if not isinstance(block, dict):
            found.complain(place, "must provide an object")
            continue
        check = CHECKS[surface].get(str(block.get("type")))
        if block.get("type") is None:
            found.complain(place, "missing required field: type")
        elif check is None:
            found.complain(f"{place}/type", f"unsupported type: {block['type']}")
        else:
            if block["type"] in BLOCK_FIELDS:
                found.only(block, place, BLOCK_FIELDS[block["type"]])
            _check_block_id(found, block, place)
            check(found, block, place)


def _check_block_id(found: Inspector, block: Json, path: str) -> None:
    block_id = found.string(block, "block_id", path, most=255, least=0)
    if not block_id:
        return
    if block_id in found.block_ids:
        found.complain(f"{path}/block_id", f'`block_id` "{block_id}" already exists')
    found.block_ids.add(block_id)
