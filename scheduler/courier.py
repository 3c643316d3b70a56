"""The courier makes postings true: lease -> load what is true now -> render and send -> settle."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.destination import Destination, Platform, Remote
from bot.domain.posting import Posting, Standing
from bot.errors import Conflict, DeliveryError, Gone, Lost, Moved, RetryLater, Uncertain
from bot.metrics import Metrics
from bot.platforms.gateway import Gateway
from bot.services import chats as chat_services
from bot.services.office import Office
from bot.services.showing import Truth, truth
from scheduler.backoff import LAST_ATTEMPT, wait_after
from scheduler.pace import free_after, pace_of
from storage import chats, postings
from storage.engine import Transaction

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
POLL = timedelta(seconds=5)
AT_ONCE = 32
A_CHAT = 3


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
    ) -> None:
        """`chance` gives numbers in [0, 1) for spreading retries."""
        self._office = office
        self._gateways = gateways
        self._clock = clock
        self._chance = chance
        self._metrics = metrics
        self._awake = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()

    def nudge(self) -> None:
        """Something is wanted: look now."""
        self._awake.set()

    async def run(self) -> None:
        """Deliver until cancelled; what was under way is then finished."""
        try:
            while True:
                self._awake.clear()
                try:
                    wait = await self._round()
                except Exception:
                    log.exception("the courier could not look for work; it looks again soon")
                    wait = POLL
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._awake.wait(), wait.total_seconds())
        finally:
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=10)

    async def deliver_all(self) -> None:
        """Deliver what is due now, and return when nothing is under way."""
        while await self._lease():
            await asyncio.wait(self._under_way)

    async def _round(self) -> timedelta:
        """Take as much work as fits; how long to sleep when nothing new is wanted."""
        while len(self._under_way) < AT_ONCE and await self._lease():
            pass
        now = self._clock()
        async with self._office.db.read() as tx:
            due = await postings.next_due(tx, self._gateways, now=now)
        return POLL if due is None else min(POLL, max(due - now, timedelta(milliseconds=5)))

    async def _lease(self) -> bool:
        now = self._clock()
        async with self._office.db.begin() as tx:
            leased = await postings.lease(
                tx,
                list(self._gateways),
                now=now,
                lease_for=LEASE,
                limit=AT_ONCE - len(self._under_way),
                a_chat=A_CHAT,
            )
            if leased:
                await _reserve(tx, leased, now)
        for posting in leased:
            task = asyncio.create_task(self._deliver(posting))
            self._under_way.add(task)
            task.add_done_callback(self._finished)
        return bool(leased)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._awake.set()

    async def _deliver(self, posting: Posting) -> None:
        try:
            await self._bring_about(posting)
        except Exception:
            # Whatever went wrong, the lease runs out and the posting is tried again: nothing is lost.
            log.exception("posting %s (%s) failed in a way we did not foresee", posting.id, posting.shows)
            await self._again(posting, reason="unforeseen", at=None)

    async def _bring_about(self, posting: Posting) -> None:
        now_true = await truth(self._office, posting, now=self._clock())
        outcome = "settled"
        try:
            remote = await _send(self._gateways[posting.place.platform], posting, now_true)
        except DeliveryError as error:
            outcome = type(error).__name__.lower()
            await self._cope(posting, now_true, error)
        else:
            async with self._office.db.begin() as tx:
                await postings.settle(tx, posting, shown=posting.wanted, remote=remote)
        self._metrics.postings.labels(platform=posting.place.platform, outcome=outcome).inc()

    async def _cope(self, posting: Posting, now_true: Truth, error: DeliveryError) -> None:
        """Each kind of failure says what happens next."""
        office, place, now = self._office, posting.place, self._clock()
        match error:
            case RetryLater(at=at):
                if at is not None:
                    await self._pause(place, at)
                await self._again(posting, reason=str(error), at=at)
            case Uncertain():
                await self._again(posting, reason=str(error), at=None, maybe_sent=True)
            case Lost():
                await self._lost(posting, now_true, reason=str(error))
            case Moved(chat=chat):
                await chat_services.chat_moved(office, place.platform, old=place.chat, new=chat)
            case Gone():
                log.warning("the chat of posting %s is closed to us: %s", posting.id, error)
                await chat_services.closed(office, posting, because=str(error), now=now)
            case _:
                log.error("posting %s (%s) is parked: %s", posting.id, posting.shows, error)
                async with office.db.begin() as tx:
                    await postings.set_aside(tx, posting, Standing.PARKED, reason=str(error))

    async def _lost(self, posting: Posting, now_true: Truth, *, reason: str) -> None:
        """Somebody deleted our message. Open work is posted once more; what is done may stay away."""
        async with self._office.db.begin() as tx:
            if now_true.work:
                await postings.try_later(tx, posting, at=self._clock(), reason=reason, lost=True)
            else:
                await postings.settle(tx, posting, shown=posting.wanted, remote=None)

    async def _again(self, posting: Posting, *, reason: str, at: datetime | None, maybe_sent: bool = False) -> None:
        now = self._clock()
        try:
            async with self._office.db.begin() as tx:
                if posting.attempts + 1 >= LAST_ATTEMPT:
                    log.error("posting %s (%s) is parked after many tries: %s", posting.id, posting.shows, reason)
                    await postings.set_aside(tx, posting, Standing.PARKED, reason=reason)
                    return
                wait = wait_after(posting.attempts + 1, jitter=self._chance())
                await postings.try_later(
                    tx, posting, at=at or now + wait, reason=reason, maybe_sent=maybe_sent or posting.maybe_sent
                )
        except Conflict:
            log.warning("posting %s could not be put off; its lease runs out by itself", posting.id)

    async def _pause(self, place: Destination, until: datetime) -> None:
        async with self._office.db.begin() as tx:
            await chats.busy_until(tx, {(place.platform, place.chat): until})


async def _send(gateway: Gateway, posting: Posting, now_true: Truth) -> Remote | None:
    card = now_true.card
    if card is None:
        if posting.remote is not None:
            await gateway.remove(posting.remote)
        return None
    remote = posting.remote
    if remote is None and posting.maybe_sent and posting.attempts:
        remote = await gateway.find(posting.place, posting=posting.id, since=posting.created_at, parent=posting.parent)
    if remote is None:
        return await gateway.post(posting.place, card, posting=posting.id, parent=posting.parent)
    await gateway.edit(remote, card, posting=posting.id)
    return remote


async def _reserve(tx: Transaction, leased: list[Posting], now: datetime) -> None:
    """Take the chats' time for what was leased, in the same transaction, so that it holds for every replica."""
    sends: dict[tuple[Platform, str], list[Destination]] = {}
    for posting in leased:
        sends.setdefault((posting.place.platform, posting.place.chat), []).append(posting.place)
    free = await chats.free_at(tx, sends)
    await chats.busy_until(
        tx,
        {
            chat: free_after(free.get(chat), sends=len(places), now=now, pace=pace_of(places[0]))
            for chat, places in sends.items()
        },
    )
