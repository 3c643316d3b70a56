"""The courier makes postings true: lease -> load what is true now -> render and send -> settle."""

import asyncio
import contextlib
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.destination import Platform, Remote, whose_home
from bot.domain.posting import Posting, Shows, Standing
from bot.errors import Conflict, DeliveryError, Gone, Lost, Moved, RetryLater, Unavailable, Uncertain
from bot.metrics import Metrics
from bot.platforms.gateway import Gateway
from bot.services import chats as chat_services
from bot.services.office import Office
from bot.services.settling import settle
from bot.services.showing import Truth, truth
from scheduler.backoff import LAST_ATTEMPT, wait_after
from scheduler.turns import A_CHAT, chat_of, choose, reserve
from storage import chats, leases
from storage.engine import Transaction

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
SEND = timedelta(seconds=35)
"""What takes longer is given up; it and `_WRITE_AGAIN` end before the lease does."""
POLL = timedelta(seconds=5)
AT_ONCE = 32
"""So many of a platform are under way at once, so that one platform that hangs does not delay the other."""
_BREATH = 0.01
_LONGEST_BREATH = 0.5
_WRITE_AGAIN = (0.05, 0.2, 1.0, 2.0, 5.0, 10.0)
"""Seconds between tries to write down what became of a posting while the database is away."""


async def nobody_goes_first() -> None:
    """The way is always free."""


class Courier:
    """Sends, edits and removes what postings ask for. Several couriers may run on one database."""

    def __init__(
        self,
        office: Office,
        gateways: Mapping[Platform, Gateway],
        *,
        clock: Clock,
        chance: Callable[[], float],
        metrics: Metrics,
        give_way: Callable[[], Awaitable[None]] = nobody_goes_first,
    ) -> None:
        """`chance` gives numbers in [0, 1) for spreading retries; `give_way` returns when nobody else goes first."""
        self._office = office
        self._gateways = gateways
        self._clock = clock
        self._chance = chance
        self._metrics = metrics
        self._give_way = give_way
        self._awake = asyncio.Event()
        self._under_way: dict[asyncio.Task[None], Posting] = {}

    def nudge(self) -> None:
        """Something is wanted: look now."""
        self._awake.set()

    async def run(self) -> None:
        """Deliver until cancelled; what was under way is then finished, or given up after ten seconds."""
        try:
            while True:
                self._awake.clear()
                began = time.monotonic()
                try:
                    wait = await self._round()
                except Unavailable as error:
                    log.warning("the courier waits: %s", error)
                    wait = POLL
                except Exception:
                    log.exception("the courier could not look for work; it looks again soon")
                    wait = POLL
                await asyncio.sleep(_breath(time.monotonic() - began))
                # Not wait_for: in Python 3.11 it may lose a cancellation.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait.total_seconds()):
                        await self._awake.wait()
        finally:
            if self._under_way:
                _, late = await asyncio.wait(set(self._under_way), timeout=10)
                for task in late:
                    task.cancel()
                if late:
                    await asyncio.wait(late, timeout=1)

    async def deliver_all(self) -> None:
        """Deliver what is due now, and return when nothing is under way."""
        while await self._lease():
            await asyncio.wait(set(self._under_way))

    async def _round(self) -> timedelta:
        """Take as much work as fits; how long to sleep when nothing new is wanted."""
        await self._give_way()
        await self._lease()
        now = self._clock()
        async with self._office.db.read() as tx:
            due = await leases.next_due(tx, self._gateways, now=now)
        return POLL if due is None else min(POLL, max(due - now, timedelta(milliseconds=5)))

    async def _lease(self) -> bool:
        busy = Counter(chat_of(posting) for posting in self._under_way.values())
        slots = dict.fromkeys(self._gateways, AT_ONCE)
        for platform, _ in busy.elements():
            slots[platform] -= 1
        platforms = [platform for platform, free in slots.items() if free > 0]
        if not platforms:
            return False
        async with self._office.db.begin() as tx:
            await leases.take_turn(tx)
            now = self._clock()
            ready = await leases.ready(
                tx,
                platforms,
                now=now,
                full=[chat for chat, many in busy.items() if many >= A_CHAT],
                a_chat=A_CHAT,
                limit=sum(slots[platform] for platform in platforms),
            )
            chosen = choose(ready, slots, busy, now)
            leased = await leases.lease(tx, [one.posting for one in chosen], until=now + LEASE) if chosen else []
            await reserve(tx, chosen, now)
        for posting in leased:
            task = asyncio.create_task(self._deliver(posting))
            self._under_way[task] = posting
            task.add_done_callback(self._finished)
        return bool(leased)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._under_way.pop(task, None)
        self._awake.set()

    async def _deliver(self, posting: Posting) -> None:
        try:
            await self._give_way()
            await self._bring_about(posting)
        except Unavailable as error:
            log.warning("posting %s (%s) waits: %s", posting.id, posting.shows, error)
            await self._again(posting, reason=str(error))
        except Exception:
            log.exception("posting %s (%s) failed in a way we did not foresee", posting.id, posting.shows)
            await self._again(posting, reason="unforeseen")

    async def _bring_about(self, posting: Posting) -> None:
        now_true = await truth(self._office, posting, now=self._clock())
        if now_true.later is not None:
            later = now_true.later
            await self._write(posting, lambda tx: _not_before(tx, posting, later))
            return
        outcome = "settled"
        try:
            remote = await self._send(posting, now_true)
        except DeliveryError as error:
            outcome = type(error).__name__.lower()
            await self._cope(posting, now_true, error)
        else:
            await self._write(posting, lambda tx: settle(tx, posting, shown=posting.wanted, remote=remote))
        self._metrics.postings.labels(platform=posting.place.platform, outcome=outcome).inc()

    async def _send(self, posting: Posting, now_true: Truth) -> Remote | None:
        try:
            async with asyncio.timeout(SEND.total_seconds()):
                return await _send(self._gateways[posting.place.platform], posting, now_true)
        except DeliveryError:
            raise
        except TimeoutError:
            raise Uncertain("the platform did not answer in time") from None
        except Exception:
            log.exception("posting %s (%s) failed in a way we did not foresee", posting.id, posting.shows)
            raise Uncertain("unforeseen") from None

    async def _cope(self, posting: Posting, now_true: Truth, error: DeliveryError) -> None:
        """Each kind of failure says what happens next."""
        office, place, now, reason = self._office, posting.place, self._clock(), str(error)
        match error:
            case RetryLater(at=None):
                await self._again(posting, reason=reason)
            case RetryLater(at=at):
                await self._write(posting, lambda tx: _pause(tx, posting, at or now, reason))
            case Uncertain():
                await self._again(posting, reason=reason, maybe_sent=posting.remote is None)
            case Lost():
                await self._write(posting, lambda tx: _lost(tx, posting, now_true, now, reason))
            case Moved(chat=chat):
                old = posting.remote.chat if posting.remote is not None else place.chat
                if old == chat:
                    await self._again(posting, reason=reason)
                else:
                    await chat_services.chat_moved(office, place.platform, old=old, new=chat)
            case Gone():
                log.warning("the chat of posting %s is closed to us: %s", posting.id, reason)
                await chat_services.closed(office, posting, because=reason, now=now)
            case _:
                log.error("posting %s (%s) is parked: %s", posting.id, posting.shows, reason)
                await self._write(posting, lambda tx: leases.set_aside(tx, posting, Standing.PARKED, reason=reason))

    async def _again(self, posting: Posting, *, reason: str, maybe_sent: bool = False) -> None:
        attempts = posting.attempts + 1
        if attempts >= LAST_ATTEMPT:
            log.error("posting %s (%s) is parked after many tries: %s", posting.id, posting.shows, reason)
            await self._write(posting, lambda tx: leases.set_aside(tx, posting, Standing.PARKED, reason=reason))
            return
        at = self._clock() + wait_after(attempts, jitter=self._chance())
        maybe = maybe_sent or posting.maybe_sent
        await self._write(posting, lambda tx: leases.try_later(tx, posting, at=at, reason=reason, maybe_sent=maybe))

    async def _write(self, posting: Posting, change: Callable[[Transaction], Awaitable[bool]]) -> None:
        """Write down what became of a posting, also when the database is away for some seconds. When it stays away,
        the lease runs out, and the next to take the posting knows that it may have been sent."""
        for wait in (*_WRITE_AGAIN, None):
            try:
                async with self._office.db.begin() as tx:
                    kept = await change(tx)
            except (Conflict, Unavailable) as error:
                if wait is None:
                    log.warning("what became of posting %s is not written down: %s", posting.id, error)
                    return
                await asyncio.sleep(wait)
            else:
                if not kept:
                    log.warning("posting %s was no longer ours when its attempt ended", posting.id)
                return


def _breath(took: float) -> float:
    """Seconds between two looks for work. Many finish or are wanted within a breath, and one look finds them all.
    When looking takes long, as the house is busy or much waits for its turn, what people do goes first."""
    return _BREATH if took < 5 * _BREATH else min(2 * took, _LONGEST_BREATH)


async def _send(gateway: Gateway, posting: Posting, now_true: Truth) -> Remote | None:
    card, remote = now_true.card, posting.remote
    if posting.shows is Shows.HOME:
        if card is not None:
            await gateway.publish(whose_home(posting.place), card)
        return None
    if remote is None and posting.maybe_sent:
        remote = await gateway.find(posting.place, posting=posting.id, since=posting.created_at, parent=posting.parent)
    if card is None:
        if remote is not None:
            await gateway.remove(remote)
        return None
    if remote is None:
        return await gateway.post(posting.place, card, posting=posting.id, parent=posting.parent)
    await gateway.edit(remote, card, posting=posting.id)
    return remote


async def _lost(tx: Transaction, posting: Posting, now_true: Truth, now: datetime, reason: str) -> bool:
    """Somebody deleted our message. Open work is posted once more; what is done may stay away."""
    if now_true.work:
        return await leases.lost(tx, posting, at=now, reason=reason)
    return await settle(tx, posting, shown=posting.wanted, remote=None)


async def _not_before(tx: Transaction, posting: Posting, moment: datetime) -> bool:
    """Whom it is for may not be written to now, which is nobody's failure."""
    reason, maybe = "waits for working hours", posting.maybe_sent
    return await leases.try_later(tx, posting, at=moment, reason=reason, maybe_sent=maybe, counts=False)


async def _pause(tx: Transaction, posting: Posting, until: datetime, reason: str) -> bool:
    """The platform named a time: nothing goes to the chat before it, and the wait is nobody's failure."""
    await chats.busy_until(tx, {chat_of(posting): until})
    return await leases.try_later(tx, posting, at=until, reason=reason, maybe_sent=posting.maybe_sent, counts=False)
