"""Whatever people press and whatever goes wrong, in any order: when the trouble stops, every message stands once, as
things are."""

import asyncio
import logging
from collections.abc import Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, multiple, rule, run_state_machine_as_test
from sqlalchemy import delete

from bot.domain.case import CaseState, Told
from bot.domain.destination import Destination, Platform
from bot.domain.posting import Posting, Shows, Standing
from bot.errors import Refused, RetryLater, Uncertain
from bot.services import cases as use_cases
from bot.services import chats, reading
from bot.services.showing import truth
from storage import postings, tables
from storage.engine import Database
from tests.databases import Databases
from tests.scheduler.letterbox import Letterbox, Ordered
from tests.scheduler.rounds import Round, courier, on_round
from tests.world import (
    ANNA,
    BORIS,
    FATIMA,
    LOGISTICS_TELEGRAM,
    SUPPORT_SLACK,
    SUPPORT_TELEGRAM,
    StoppedClock,
    open_office,
)

T = TypeVar("T")
PHASES = [phase for phase in Phase if phase is not Phase.shrink]
"""A story takes a second, so to look for its shortest form would take minutes."""
people = st.sampled_from([ANNA.id, BORIS.id, FATIMA.id])
platforms = st.sampled_from(list(Platform))
places = st.sampled_from(
    [
        SUPPORT_SLACK,
        SUPPORT_TELEGRAM,
        LOGISTICS_TELEGRAM,
        Destination(platform=Platform.TELEGRAM, chat="1001"),
        Destination(platform=Platform.SLACK, chat="U0ANNA"),
        Destination(platform=Platform.SLACK, chat="U0BORIS"),
    ]
)
calls = st.sampled_from(["post", "post", "post", "edit", "edit", "find", "remove"])
failures = st.sampled_from(
    [
        RetryLater("no network"),
        Refused("not accepted"),
        Uncertain("no answer"),
        KeyError("nobody foresaw this"),
    ]
)
_LATER = (
    tables.postings,
    tables.history,
    tables.cases,
    tables.said_words,
    tables.rollups,
    tables.durations,
    tables.feedback,
    tables.gatherings,
    tables.chats,
    tables.seen,
)


class CourierMachine(RuleBasedStateMachine):
    """A few cases, four chats, everything that can go wrong; at the end it all stops and must come right."""

    cases = Bundle("cases")
    url: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.db = Database(self.url)
        self.heard = 0
        self.deleted: set[int] = set()
        self.round: Round = self.do(self._open())

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Carry out on this machine's own loop."""
        return self.runner.run(work)

    async def _open(self) -> Round:
        async with self.db.begin() as tx:
            for table in _LATER:
                await tx.execute(delete(table))
        return on_round(await open_office(self.db), StoppedClock())

    def box(self, platform: Platform) -> Letterbox:
        """The platform."""
        return self.round.slack if platform is Platform.SLACK else self.round.telegram

    @rule(target=cases, employee=st.sampled_from([None, None, ANNA.email, BORIS.email]), delivery=st.booleans())
    def hear(self, employee: str | None, delivery: bool) -> Any:
        if self.heard >= 4:
            return multiple()
        self.heard += 1
        touchpoint = "delivery" if delivery else "call-centre"
        return self.do(self.round.case(f"S-{self.heard}", employee=employee, touchpoint=touchpoint))

    @rule(case=cases, who=people)
    def claim(self, case: int, who: int) -> None:
        self.do(use_cases.claim(self.round.office, case, self.round.by(who)))

    @rule(case=cases, who=people)
    def release(self, case: int, who: int) -> None:
        self.do(use_cases.release(self.round.office, case, self.round.by(who)))

    @rule(case=cases, who=people, to=people)
    def hand_over(self, case: int, who: int, to: int) -> None:
        self.do(use_cases.hand_over(self.round.office, case, self.round.by(who), to=to, reason="Ik ben weg."))

    @rule(case=cases, who=people)
    def note(self, case: int, who: int) -> None:
        self.do(use_cases.note(self.round.office, case, self.round.by(who), words="Klant is boos."))

    @rule(case=cases, who=people)
    def resolve(self, case: int, who: int) -> None:
        by = self.round.by(who)
        report = use_cases.resolve(
            self.round.office, case, by, cause="other", done="Gebeld.", told=Told.PHONED, because=None
        )
        self.do(report)

    @rule(case=cases, who=people)
    def reopen(self, case: int, who: int) -> None:
        self.do(use_cases.reopen(self.round.office, case, self.round.by(who)))

    @rule(
        platform=platforms,
        call=calls,
        failure=failures,
        done=st.booleans(),
    )
    def something_goes_wrong(self, platform: Platform, call: str, failure: BaseException, done: bool) -> None:
        surely_not = isinstance(failure, RetryLater | Refused)
        self.box(platform).order(call, Ordered(failure=failure, done=done and not surely_not))

    @rule(platform=platforms, call=st.sampled_from(["post", "edit"]), done=st.booleans())
    def the_process_ends_in_the_middle(self, platform: Platform, call: str, done: bool) -> None:
        self.box(platform).order(call, Ordered(failure=asyncio.CancelledError(), done=done))
        self.do(self.round.go(after=timedelta(minutes=2)))

    @rule(platform=platforms, seconds=st.integers(1, 600))
    def asked_to_wait(self, platform: Platform, seconds: int) -> None:
        until = self.round.clock() + timedelta(seconds=seconds)
        self.box(platform).order("post", Ordered(failure=RetryLater("slow down", at=until)))

    @rule(place=places)
    def a_chat_closes(self, place: Destination) -> None:
        self.box(place.platform).closed.add(place.chat)

    @rule(place=places)
    def a_chat_opens(self, place: Destination) -> None:
        self.box(place.platform).closed.discard(place.chat)
        self.do(chats.chat_opened(self.round.office, place, now=self.round.clock()))

    @rule(platform=platforms, which=st.integers(0, 50))
    def somebody_deletes_a_message(self, platform: Platform, which: int) -> None:
        standing = self.box(platform).standing()
        if standing:
            standing[which % len(standing)].deleted = True
            self.deleted.add(standing[which % len(standing)].posting)

    @rule()
    def another_process_takes_over(self) -> None:
        self.round.courier = courier(self.round.office, self.round.slack, self.round.telegram)

    @rule()
    def deliver(self) -> None:
        self.do(self.round.go())

    @rule(seconds=st.integers(1, 120))
    def a_little_later(self, seconds: int) -> None:
        self.do(self.round.go(after=timedelta(seconds=seconds)))

    @rule(minutes=st.integers(2, 90))
    def much_later(self, minutes: int) -> None:
        self.round.clock.move(timedelta(minutes=minutes))

    def teardown(self) -> None:
        try:
            self.do(self._come_right())
        finally:
            self.do(self.db.close())
            self.runner.close()

    async def _come_right(self) -> None:
        closed = [(box.platform, chat) for box in (self.round.slack, self.round.telegram) for chat in box.closed]
        for box in (self.round.slack, self.round.telegram):
            box.heal()
            assert box.collisions == []
        for platform, chat in closed:
            place = Destination(platform=platform, chat=chat)
            await chats.chat_opened(self.round.office, place, now=self.round.clock())
        async with self.db.begin() as tx:
            for standing in (Standing.PARKED, Standing.GONE):
                await postings.retry(tx, standing, now=self.round.clock())
        # Some wait for a few minutes, and some for Monday morning.
        for wait in (*[timedelta(minutes=3)] * 60, *[timedelta(hours=3)] * 40):
            await self.round.go(after=wait)
            if not await self.round.counts() and not await self._waiting():
                break
        assert await self.round.counts() == {}
        for posting in await self.round.postings():
            await self._check(posting)

    async def _waiting(self) -> bool:
        return any(one.leased_until is not None for one in await self.round.postings())

    async def _check(self, posting: Posting) -> None:
        """It stands once, and tells the truth as of the last time that we touched it."""
        assert posting.shown == posting.wanted
        box = self.box(posting.place.platform)
        calls = [call.at for call in box.calls if call.posting == posting.id and call.name != "find"]
        standing = [one for one in box.standing() if one.posting == posting.id]
        if not box.finds and posting.maybe_sent:
            standing = [one for one in standing if one.remote == posting.remote]
        wanted = await truth(self.round.office, posting, now=calls[-1] if calls else self.round.clock())
        if wanted.card is None:
            assert standing == []
        elif standing:
            [message] = standing
            assert message.remote == posting.remote
            if posting.shows in (Shows.TEAM_CASE, Shows.OWN_CASE):  # all else is news, as true as when it was told
                assert message.card == wanted.card
        else:
            assert posting.id in self.deleted or await self._was_never_needed(posting)

    async def _was_never_needed(self, posting: Posting) -> bool:
        """Somebody's own card that was still to come when the case was resolved."""
        if posting.shows is not Shows.OWN_CASE:
            return False
        file = await reading.file(self.round.office, posting.subject)
        return file.case.state is CaseState.RESOLVED


def run(databases: Databases, folder: Path, examples: int) -> None:
    """As many stories on one database, which is emptied in between."""
    CourierMachine.url = databases.migrated(folder)
    logging.disable(logging.ERROR)  # thousands of foreseen warnings
    try:
        run_state_machine_as_test(CourierMachine, settings=settings(max_examples=examples, phases=PHASES))
    finally:
        logging.disable(logging.NOTSET)
        databases.drop(CourierMachine.url)


def test_everything_comes_right(databases: Databases, tmp_path: Path) -> None:
    run(databases, tmp_path, 6)


@pytest.mark.slow
def test_everything_comes_right_for_long(databases: Databases, tmp_path: Path) -> None:
    run(databases, tmp_path, 250)
