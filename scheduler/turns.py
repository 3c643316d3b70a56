"""Whose turn it is: what a chat and a platform take now, and what that leaves them with. Holds across replicas."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.destination import Platform
from bot.domain.posting import Posting
from scheduler.pace import free_after, pace_of, room
from storage import chats
from storage.chats import Key
from storage.engine import Transaction
from storage.leases import Ready

A_CHAT = 3
"""So many of a chat are under way at once, so that one chat that hangs does not delay the others."""


def chat_of(posting: Posting) -> Key:
    """The chat that a posting's turn is counted in."""
    return posting.place.platform, posting.place.chat


def choose(
    ready: Sequence[Ready], slots: Mapping[Platform, int], busy: Mapping[Key, int], now: datetime
) -> list[Ready]:
    """What there is room for, in its chat and on its platform."""
    chosen: list[Ready] = []
    taken: Counter[Key] = Counter()
    for one in ready:
        chat, place = chat_of(one.posting), one.posting.place
        most = min(room(one.free_at, now=now, pace=pace_of(place)), A_CHAT - busy.get(chat, 0))
        on_platform = sum(many for (platform, _), many in taken.items() if platform is place.platform)
        if taken[chat] < most and on_platform < slots[place.platform]:
            taken[chat] += 1
            chosen.append(one)
    return chosen


async def reserve(tx: Transaction, chosen: Sequence[Ready], now: datetime) -> None:
    """Take the chats' time for what was chosen, in the same transaction, so that it holds for every replica."""
    sends = Counter(chat_of(one.posting) for one in chosen)
    moments = {
        chat_of(one.posting): free_after(
            one.free_at, sends=sends[chat_of(one.posting)], now=now, pace=pace_of(one.posting.place)
        )
        for one in chosen
    }
    if moments:
        await chats.busy_until(tx, moments)
