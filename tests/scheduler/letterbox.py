"""A chat platform made of memory: a real Gateway whose messages can be looked at and whose failures can be ordered."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.cards.model import Card
from bot.clock import Clock
from bot.domain.destination import Destination, Platform, Remote
from bot.errors import Gone, Lost
from bot.interaction import Person

T = TypeVar("T")


@dataclass(kw_only=True)
class Message:
    """One message as it stands, or stood, in a chat."""

    remote: Remote
    card: Card
    posting: int
    parent: Remote | None
    edits: int = 0
    deleted: bool = False


@dataclass(kw_only=True)
class Ordered:
    """What happens to one call: `before` runs first; then it fails with `failure`, and `done` says whether it was
    carried out all the same."""

    failure: BaseException | None = None
    done: bool = False
    before: Callable[[], Awaitable[object]] | None = None


@dataclass(frozen=True, kw_only=True)
class Call:
    """What we were asked, for which chat, and when."""

    name: str
    chat: str
    posting: int
    at: datetime


@dataclass(kw_only=True)
class Letterbox:
    """Implements Gateway. `finds` is whether it can tell what stands in a chat, as Slack can and Telegram cannot.
    `collisions` are the postings that two had in hand at once."""

    platform: Platform
    clock: Clock
    finds: bool = True
    messages: dict[Remote, Message] = field(default_factory=dict)
    homes: dict[str, Card] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)
    in_hand: set[int] = field(default_factory=set)
    collisions: list[int] = field(default_factory=list)
    orders: dict[str, deque[Ordered]] = field(default_factory=dict)

    def order(self, call: str, *ordered: Ordered) -> None:
        """What happens to the next calls of `post`, `edit`, `remove` or `find`; `post C0SUPPORT`: of those there."""
        self.orders.setdefault(call, deque()).extend(ordered)

    def heal(self) -> None:
        """Nothing goes wrong any more."""
        self.orders.clear()
        self.closed.clear()

    def standing(self, chat: str | None = None) -> list[Message]:
        """What stands now, oldest first."""
        return [one for one in self.messages.values() if not one.deleted and chat in (None, one.remote.chat)]

    def asked(self, name: str, chat: str | None = None) -> list[Call]:
        """The calls of one kind, oldest first."""
        return [call for call in self.calls if call.name == name and chat in (None, call.chat)]

    async def post(self, place: Destination, card: Card, *, posting: int, parent: Remote | None) -> Remote:
        """Puts a message down."""

        def do() -> Remote:
            remote = Remote(chat=place.chat, message=str(len(self.messages) + 1))
            self.messages[remote] = Message(remote=remote, card=card, posting=posting, parent=parent)
            return remote

        return await self._call("post", place.chat, posting, do)

    async def edit(self, remote: Remote, card: Card, *, posting: int) -> None:
        """Changes one."""

        def do() -> None:
            message = self.messages[remote]
            if message.deleted:
                raise Lost("somebody deleted it")
            message.card = card
            message.edits += 1

        await self._call("edit", remote.chat, posting, do)

    async def remove(self, remote: Remote) -> None:
        """Takes one away."""

        def do() -> None:
            self.messages[remote].deleted = True

        await self._call("remove", remote.chat, self.messages[remote].posting, do)

    async def find(self, place: Destination, *, posting: int, since: datetime, parent: Remote | None) -> Remote | None:  # noqa: ARG002
        """Looks for a message of this posting."""

        def do() -> Remote | None:
            there = (one.remote for one in self.standing(place.chat) if one.posting == posting)
            return next(there, None) if self.finds else None

        return await self._call("find", place.chat, posting, do)

    async def publish(self, user: str, card: Card) -> None:
        """Show it on somebody's home."""
        await self._call("publish", user, -int.from_bytes(user.encode()), lambda: self.homes.update({user: card}))

    async def introduce(self, person: Person) -> Person:
        """Knows nothing about people."""
        return person

    async def _call(self, name: str, chat: str, posting: int, do: Callable[[], T]) -> T:
        if posting in self.in_hand:
            self.collisions.append(posting)
        self.in_hand.add(posting)
        try:
            self.calls.append(Call(name=name, chat=chat, posting=posting, at=self.clock()))
            waiting = self.orders.get(f"{name} {chat}") or self.orders.get(name)
            ordered = waiting.popleft() if waiting else Ordered()
            if ordered.before is not None:
                await ordered.before()
            if ordered.failure is not None and not ordered.done:
                raise ordered.failure
            if chat in self.closed:
                raise Gone("the bot is not in the chat")
            done = do()
            if ordered.failure is not None:
                raise ordered.failure
            return done
        finally:
            self.in_hand.discard(posting)
