"""Keyboards under messages: what Telegram accepts, and how it refuses the rest."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from sandbox.telegram.errors import bad_request
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.values import Json

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
LONGEST_CALLBACK_DATA = 64
LONGEST_PLACEHOLDER = 64
LONGEST_COPY_TEXT = 256
STYLES = frozenset({"danger", "success", "primary"})
_ACTIONS = frozenset(
    {
        "callback_data",
        "url",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)


def reply_markup(given: Parameters) -> Json | None:
    """The keyboard of a new message. Raises ApiError when Telegram would not take it."""
    markup = given.json("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"])
        checked = [[_inline_button(cell) for cell in row] for row in rows]
        return {"inline_keyboard": checked} if checked else None
    if markup.get("force_reply"):
        _placeholder(markup)
        return markup
    if "keyboard" in markup:
        _placeholder(markup)
        cells = [cell for row in _rows(markup["keyboard"]) for cell in row]
        if not all(isinstance(cell, str) or (isinstance(cell, dict) and cell.get("text")) for cell in cells):
            raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
        return markup
    return markup if markup.get("remove_keyboard") else None


def inline_markup(given: Parameters) -> Json | None:
    """The keyboard of an edited message; only inline ones can be edited in."""
    markup = reply_markup(given)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _rows(keyboard: object) -> list[list[object]]:
    if not isinstance(keyboard, list) or not all(isinstance(row, list) for row in keyboard):
        raise bad_request("can't parse reply keyboard markup JSON object: Array of Arrays expected")
    rows = [row for row in keyboard if row]
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return rows


def _inline_button(cell: object) -> Mapping[str, object]:
    if not isinstance(cell, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(cell.get("text"), str) or not cell["text"].strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    actions = _ACTIONS & cell.keys()
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "url" in actions:
        _address(cell["url"])
    if "callback_data" in actions:
        data = cell["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= LONGEST_CALLBACK_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in actions:
        copied = cell["copy_text"]
        text = copied.get("text", "") if isinstance(copied, dict) else ""
        if not 1 <= len(text) <= LONGEST_COPY_TEXT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if cell.get("style") is not None and cell["style"] not in STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    return cell


def _address(url: object) -> None:
    if not isinstance(url, str):
        raise bad_request('can\'t parse inline keyboard button: Field "url" must be of type String')
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme == "tg":
        return
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _placeholder(markup: Mapping[str, object]) -> None:
    placeholder = markup.get("input_field_placeholder", "")
    if isinstance(placeholder, str) and len(placeholder) > LONGEST_PLACEHOLDER:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_TOO_LONG")
