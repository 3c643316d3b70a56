"""Cursors: answers in pieces."""

import base64
from collections.abc import Sequence
from typing import TypeVar

from sandbox.slack.arguments import Arguments
from sandbox.slack.errors import ApiError

T = TypeVar("T")


def page(args: Arguments, found: Sequence[T], *, usual: int, most: int) -> tuple[list[T], str]:
    """The piece that the call asked for by limit and cursor, and the cursor for the next (empty at the end)."""
    limit = args.number("limit", default=usual)
    if limit <= 0 or limit > most:
        raise ApiError("invalid_limit")
    start = 0
    cursor = args.text("cursor")
    if cursor:
        try:
            start = int(base64.b64decode(cursor, validate=True).decode().removeprefix("offset:"))
        except ValueError:
            raise ApiError("invalid_cursor") from None
    piece = list(found[start : start + limit])
    rest = start + limit < len(found)
    return piece, base64.b64encode(f"offset:{start + limit}".encode()).decode() if rest else ""
