"""Anna, Boris and Fatima press everything in any order: a case keeps its promises."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.domain import case as rules
from bot.domain.case import Case, CaseState, No, Resolution, Told, WhyNot
from tests.world import ANNA, BORIS, FATIMA, NOW

people = st.sampled_from([ANNA.id, BORIS.id, FATIMA.id])
minutes = st.integers(min_value=1, max_value=600)


class CaseMachine(RuleBasedStateMachine):
    """One case about Anna, with an hour's head start."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.case = Case(
            id=1,
            feedback_id=1,
            team="support",
            named=ANNA.id,
            opened_at=NOW,
            deadline=NOW + timedelta(hours=4),
            head_start_until=NOW + timedelta(hours=1),
        )
        self.changes = 0
        self.winners: list[int] = []

    def _take(self, decided: Case | No) -> Case | No:
        if isinstance(decided, Case):
            self.changes += 1
            self.case = decided
        else:
            assert decided.case == self.case, "a refusal changes nothing"
        return decided

    @rule(wait=minutes)
    def time_passes(self, wait: int) -> None:
        self.now += timedelta(minutes=wait)

    @rule(who=people)
    def claim(self, who: int) -> None:
        before = self.case
        decided = self._take(rules.claim(self.case, by=who, now=self.now))
        if isinstance(decided, Case):
            assert before.state is CaseState.OPEN
            assert decided.holder == who
            assert who == ANNA.id or not before.in_head_start(self.now), "only Anna claims in her head start"

    @rule(who=people)
    def release(self, who: int) -> None:
        holder = self.case.holder
        decided = self._take(rules.release(self.case, by=who))
        assert isinstance(decided, Case) == (holder == who)
        if isinstance(decided, Case):
            assert not decided.in_head_start(self.now), "whoever had a head start has had it"

    @rule(who=people, to=people)
    def hand_over(self, who: int, to: int) -> None:
        holder = self.case.holder
        decided = self._take(rules.hand_over(self.case, by=who, to=to, now=self.now))
        assert isinstance(decided, Case) == (holder == who and to != who)

    @rule(who=people, wait=minutes)
    def snooze(self, who: int, wait: int) -> None:
        until = self.now + timedelta(minutes=wait)
        decided = self._take(rules.snooze(self.case, by=who, until=until, now=self.now))
        if isinstance(decided, Case):
            assert decided.holder == who
            assert until < decided.deadline

    @rule(who=people)
    def resolve(self, who: int) -> None:
        holder, before = self.case.holder, self.case
        report = Resolution(cause="other", done="Teruggebeld.", told=Told.PHONED, because=None, by=who, at=self.now)
        decided = self._take(rules.resolve(self.case, resolution=report, now=self.now))
        if isinstance(decided, Case):
            assert holder in (None, who)
            assert before.state is not CaseState.RESOLVED

    @rule()
    def reopen(self) -> None:
        before = self.case.state
        decided = self._take(rules.reopen(self.case, deadline=self.now + timedelta(hours=4)))
        assert isinstance(decided, Case) == (before is CaseState.RESOLVED)

    @rule(who=people)
    def claim_twice(self, who: int) -> None:
        """A press that is delivered twice never takes a case from its holder."""
        self.claim(who)
        holder = self.case.holder
        again = rules.claim(self.case, by=who, now=self.now)
        if holder == who:
            assert isinstance(again, No)
            assert again.why is WhyNot.HELD_BY_YOU
        assert self.case.holder == holder

    @invariant()
    def held_exactly_when_claimed(self) -> None:
        assert (self.case.holder is not None) == (self.case.state is CaseState.CLAIMED)
        assert (self.case.claimed_at is not None) == (self.case.state is CaseState.CLAIMED)

    @invariant()
    def reported_exactly_when_resolved(self) -> None:
        assert (self.case.resolution is not None) == (self.case.state is CaseState.RESOLVED)

    @invariant()
    def snoozed_only_by_a_holder_and_before_the_deadline(self) -> None:
        if self.case.snoozed_until is not None:
            assert self.case.holder is not None
            assert self.case.snoozed_until < self.case.deadline

    @invariant()
    def every_change_counts(self) -> None:
        assert self.case.revision == 1 + self.changes


TestCaseMachine = CaseMachine.TestCase
