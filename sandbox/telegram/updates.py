"""The bot's incoming updates: kept for 24 hours, and given again until the bot confirms them."""

import asyncio
from collections import deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock

KEPT_FOR = timedelta(hours=24)
REMEMBERED = 1000
FIRST_UPDATE_ID = 731_000_001
ONLY_WHEN_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
    }
)


@dataclass(frozen=True, kw_only=True)
class Update:
    """One update. Those of one lane reach a webhook in their order; lanes overtake each other."""

    id: int
    at: datetime
    lane: Hashable
    body: dict[str, object]


class UpdateQueue:
    """What waits for the bot. Which kinds are wanted is asked when an update comes up, as with Telegram. `added`
    remembers the newest for who wants to read them, confirmed or not."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next_id = FIRST_UPDATE_ID
        self._waiting: dict[int, Update] = {}
        self.added: deque[Update] = deque(maxlen=REMEMBERED)
        self._wanted: frozenset[str] | None = None
        self._come = asyncio.Event()
        self._again: list[Update] = []
        self._duplicates = 0

    @property
    def allowed(self) -> list[str] | None:
        """The kinds the bot asked for by name; None when it takes what everyone gets."""
        return None if self._wanted is None else sorted(self._wanted)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Sets what the bot wants; None leaves it as it was, an empty list brings back the default."""
        if kinds is not None:
            self._wanted = frozenset(kinds) & KINDS or None

    def wants(self, kind: str) -> bool:
        return kind not in ONLY_WHEN_ASKED if self._wanted is None else kind in self._wanted

    def add(self, kind: str, payload: dict[str, object], lane: Hashable) -> bool:
        """Puts an update in the queue; False when the bot does not want its kind."""
        if not self.wants(kind):
            return False
        update_id = self._next_id
        self._next_id += 1
        body: dict[str, object] = {"update_id": update_id, kind: payload}
        update = Update(id=update_id, at=self._clock(), lane=lane, body=body)
        self._waiting[update_id] = update
        self.added.append(update)
        self.wake()
        return True

    def wake(self) -> None:
        """Lets everyone who waits look again."""
        self._come.set()
        self._come = asyncio.Event()

    def coming(self) -> asyncio.Event:
        """Set at the next wake."""
        return self._come

    def waiting(self) -> list[Update]:
        """What is not confirmed and not older than 24 hours, oldest first."""
        too_old = self._clock() - KEPT_FOR
        self._waiting = {key: update for key, update in self._waiting.items() if update.at > too_old}
        return list(self._waiting.values())

    def hand_out(self, limit: int) -> list[Update]:
        """The oldest updates; they stay until confirmed."""
        batch = (self._again + self.waiting())[:limit]
        self._again = self._again[limit:]
        return batch

    def confirm_before(self, offset: int) -> None:
        """Forgets all updates with a lower id; a negative offset keeps only that many from the end."""
        waiting = self.waiting()
        kept = waiting[offset:] if offset < 0 else [update for update in waiting if update.id >= offset]
        self._waiting = {update.id: update for update in kept}
        self._again += [update for update in waiting if update.id not in self._waiting and self.duplicated()]

    def duplicate_next(self, times: int) -> None:
        """Lets so many of the next confirmed updates come once more."""
        self._duplicates += times

    def duplicated(self) -> bool:
        """Whether an update that was just confirmed is to come once more; each yes is used up."""
        if self._duplicates == 0:
            return False
        self._duplicates -= 1
        return True

    def forget(self, update_id: int) -> None:
        self._waiting.pop(update_id, None)

    def forget_all(self) -> None:
        self._waiting.clear()
