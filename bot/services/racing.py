"""What to do when another transaction was first: look again and decide anew."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.errors import Conflict

T = TypeVar("T")
_TRIES = 5


async def until_kept(attempt: Callable[[], Awaitable[T]]) -> T:
    """What a whole transaction returns, tried again while others are first. Raises Conflict when they always are."""
    for _ in range(_TRIES - 1):
        try:
            return await attempt()
        except Conflict:
            continue
    return await attempt()
