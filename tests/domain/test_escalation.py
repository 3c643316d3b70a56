"""The chain from a case's opening to its deadline: in order, in working hours, and silent once nobody needs it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.absence import back_at
from bot.domain.case import Case, CaseState, Happening, HistoryRow, Resolution, Told
from bot.domain.deadlines import add_working_time
from bot.domain.escalation import Doing, PlannedStep, chain, speaks_at, unanswered_question, what_to_do
from bot.domain.people import Member
from bot.domain.plan import Step, StepKind
from bot.domain.standing_in import called_in_the_open, first_with, responsible_for
from handlers.returning import Trouble, day_of_return
from tests.world import ANNA, BORIS, FATIMA, HOURS, NOW, SUPPORT, organisation

DEFAULTS = (
    Step(after=Fraction(1, 2), kind=StepKind.REMIND),
    Step(after=Fraction(4, 5), kind=StepKind.TELL_TEAM),
    Step(after=Fraction(1), kind=StepKind.TELL_LEADS),
)
shares = st.integers(min_value=1, max_value=250).map(lambda percent: Fraction(percent, 100))
escalations = st.lists(st.tuples(shares, st.sampled_from(list(StepKind)[:3])), max_size=6).map(
    lambda some: tuple(Step(after=after, kind=kind) for after, kind in sorted(some, key=lambda one: one[0]))
)
moments = st.integers(min_value=0, max_value=365 * 24 * 60).map(lambda minute: NOW + timedelta(minutes=minute))
minutes = st.integers(min_value=1, max_value=3000)


def case(**changes: object) -> Case:
    ordinary: dict[str, object] = {"id": 1, "feedback_id": 1, "team": "support", "opened_at": NOW}
    return Case(**{**ordinary, "deadline": NOW + timedelta(hours=4), **changes})  # type: ignore[arg-type]


def held(**changes: object) -> Case:
    return case(state=CaseState.CLAIMED, holder=ANNA.id, claimed_at=NOW, **changes)


def resolved() -> Case:
    report = Resolution(cause="other", done="Gebeld.", told=Told.PHONED, because=None, by=ANNA.id, at=NOW)
    return case(state=CaseState.RESOLVED, resolution=report)


def steps(of: Case, until: int = 3) -> tuple[PlannedStep, ...]:
    return chain(of, DEFAULTS, HOURS, since=NOW)[:until]


def say(of: Case, until: int, *, in_vain: bool = False, now: datetime = NOW) -> tuple[Doing, ...]:
    return what_to_do(steps(of, until), of, asked_in_vain=in_vain, now=now)


@given(opened=moments, allowed=minutes, escalation=escalations)
def test_steps_come_in_order_and_in_working_hours(opened: datetime, allowed: int, escalation: tuple[Step, ...]) -> None:
    due = add_working_time(opened, timedelta(minutes=allowed), HOURS)
    planned = chain(case(opened_at=opened, deadline=due), escalation, HOURS, since=opened)
    assert [step.number for step in planned] == list(range(1, len(planned) + 1))
    assert [step.due_at for step in planned] == sorted(step.due_at for step in planned)
    for step in planned:
        opens, closes = HOURS.window(HOURS.local(step.due_at).date())
        assert HOURS.is_working_day(HOURS.local(step.due_at).date())
        assert opens <= step.due_at <= closes
        assert step.is_deadline == (step.due_at >= due)


@given(escalation=escalations, in_vain=st.booleans())
def test_a_resolved_case_is_silent_whatever_was_planned(escalation: tuple[Step, ...], in_vain: bool) -> None:
    planned = chain(case(), escalation, HOURS, since=NOW)
    assert what_to_do(planned, resolved(), asked_in_vain=in_vain, now=NOW) == ()


@given(escalation=escalations)
def test_where_a_holder_is_asked_the_deadline_is_always_in_the_chain(escalation: tuple[Step, ...]) -> None:
    planned = chain(case(), escalation, HOURS, since=NOW)
    if any(step.kind is StepKind.REMIND and step.after < 1 for step in escalation):
        assert any(step.due_at == case().deadline for step in planned)


def test_half_way_the_holder_is_asked_and_else_whoever_is_responsible_reminded() -> None:
    assert say(held(), 1) == (Doing.ASK_HOLDER,)
    assert say(case(), 1) == (Doing.REMIND_RESPONSIBLE,)


def test_claiming_stops_what_is_meant_for_the_unclaimed() -> None:
    assert what_to_do(steps(case())[1:2], held(), asked_in_vain=False, now=NOW) == ()
    assert what_to_do(steps(case())[1:2], case(), asked_in_vain=False, now=NOW) == (Doing.TELL_TEAM,)


def test_a_broken_promise_is_told_whoever_has_the_case() -> None:
    assert say(case(), 3) == (Doing.TELL_LEADS,)
    assert say(held(), 3) == (Doing.TELL_LEADS,)
    assert set(say(held(), 3, in_vain=True)) == {Doing.RELEASE, Doing.TELL_LEADS}


def test_after_a_long_sleep_only_the_furthest_that_has_something_to_say_speaks() -> None:
    assert say(case(), 2) == (Doing.TELL_TEAM,)
    assert say(held(), 2) == (Doing.ASK_HOLDER,), "the holder was not asked yet; the team's step is not for them"


def test_put_aside_a_case_is_left_alone() -> None:
    assert say(held(snoozed_until=NOW + timedelta(hours=1)), 1) == ()


def test_before_the_deadline_leads_are_only_told_of_what_nobody_has() -> None:
    early = chain(case(), (Step(after=Fraction(9, 10), kind=StepKind.TELL_LEADS),), HOURS, since=NOW)
    assert what_to_do(early, case(), asked_in_vain=False, now=NOW) == (Doing.WARN_LEADS,)
    assert what_to_do(early, held(), asked_in_vain=False, now=NOW) == ()


def row(number: int, what: Happening, by: int | None = None, **details: str) -> HistoryRow:
    return HistoryRow(id=number, case_id=1, at=NOW, what=what, by=by, platform=None, details=details)


@pytest.mark.parametrize("answer", [Happening.STILL_ON_IT, Happening.NOTED, Happening.SNOOZED, Happening.CONTACT_SEEN])
def test_whatever_the_holder_does_with_a_case_is_an_answer(answer: Happening) -> None:
    asked = row(2, Happening.ASKED, to=str(ANNA.id))
    assert unanswered_question([row(1, Happening.CLAIMED, ANNA.id), asked], ANNA.id) == asked
    assert unanswered_question([asked, row(3, Happening.NOTED, BORIS.id)], ANNA.id) == asked
    assert unanswered_question([asked, row(3, answer, ANNA.id)], ANNA.id) is None
    assert unanswered_question([asked, row(3, Happening.HANDED_OVER, ANNA.id, to=str(BORIS.id))], BORIS.id) is None


def test_on_time_at_closing_is_said_at_once_and_late_waits_for_the_morning() -> None:
    closing = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    assert speaks_at(closing, HOURS, now=closing + timedelta(seconds=4)) == closing + timedelta(seconds=4)
    assert speaks_at(closing, HOURS, now=closing + timedelta(hours=3)) == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_who_is_responsible_while_nobody_has_it() -> None:
    org = organisation()
    assert responsible_for(case(named=ANNA.id), SUPPORT, org, NOW) == ANNA
    assert responsible_for(case(), SUPPORT, org, NOW) == BORIS, "the deputy"
    gone = {**org.members, BORIS.id: _away(BORIS.id)}
    assert responsible_for(case(), SUPPORT, organisation(members=gone), NOW) is None, "up to the leads"


def test_whom_the_feedback_is_about_is_never_called_in_the_open() -> None:
    org = organisation()
    assert called_in_the_open(SUPPORT, org, about=ANNA.id, now=NOW) == (BORIS,)
    assert called_in_the_open(SUPPORT, org, about=BORIS.id, now=NOW) == (FATIMA,)


def test_the_deputy_hears_first_while_anna_is_away() -> None:
    org = organisation()
    assert first_with(ANNA, SUPPORT, org, NOW) == ANNA
    assert first_with(_away(ANNA.id), SUPPORT, org, NOW) == BORIS
    assert first_with(_away(BORIS.id), SUPPORT, org, NOW) is None, "nobody stands in for the deputy"


def _away(number: int) -> Member:
    return replace(organisation().members[number], away_until=NOW + timedelta(days=1))


FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        ("until friday", date(2026, 11, 27)),
        ("until monday", date(2026, 11, 23)),
        ("tot vrijdag", date(2026, 11, 27)),
        ("tot maandag", date(2026, 11, 23)),
        ("Until 27-11.", date(2026, 11, 27)),
        ("tot 27/11/2026", date(2026, 11, 27)),
        ("until 2026-12-01", date(2026, 12, 1)),
        ("until november 27th", date(2026, 11, 27)),
        ("tot en met 27 november", date(2026, 11, 28)),
        ("t/m vrijdag 27 november", date(2026, 11, 28)),
        ("tomorrow", date(2026, 11, 22)),
        ("morgen", date(2026, 11, 22)),
        ("3 days", date(2026, 11, 23)),
        ("voor een week", date(2026, 11, 27)),
        ("volgende week", date(2026, 11, 30)),
        ("until next week", date(2026, 11, 23)),
        ("rest of the week", date(2026, 11, 23)),
        ("until the 3rd", date(2026, 12, 3)),
        ("tot 2 jan", date(2027, 1, 2)),
        ("back monday", date(2026, 11, 23)),
        ("", Trouble.NOT_A_DAY),
        ("until", Trouble.NOT_A_DAY),
        ("until the cows come home", Trouble.NOT_A_DAY),
        ("until 31-2", Trouble.NOT_A_DAY),
        ("vrijdag 26 november", Trouble.NOT_A_DAY),
        ("until today", Trouble.PAST),
        ("until 1-2-2020", Trouble.PAST),
        ("until 1-1-2030", Trouble.TOO_FAR),
    ],
)
def test_until_when_as_people_type_it(typed: str, back: date | Trouble) -> None:
    assert day_of_return(typed, FRIDAY) == back


@given(typed=st.text(max_size=40), today=st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 1, 1)))
def test_whatever_is_typed_the_answer_is_a_day_ahead_or_a_reason(typed: str, today: date) -> None:
    back = day_of_return(typed, today)
    assert isinstance(back, Trouble) or timedelta(0) < back - today <= timedelta(days=366)


def test_back_at_opening_time_on_a_working_day() -> None:
    org = organisation()
    assert back_at(date(2026, 11, 27), ANNA, org) == datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
    assert back_at(date(2026, 11, 28), ANNA, org) == datetime(2026, 11, 30, 8, 0, tzinfo=UTC), "a Saturday"
