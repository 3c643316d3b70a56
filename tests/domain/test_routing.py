"""Every feedback finds a team, and the person who can act on it hears first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.domain.destination import Destination, Platform
from bot.domain.feedback import Customer, Kind, Said, Segment, Tone, kind_of
from bot.domain.hours import WorkingHours
from bot.domain.organisation import Allowance, Condition, Organisation, Rule, Team
from bot.domain.people import Account, Member, TeamDestination
from bot.domain.routing import Route, matches, route
from bot.domain.value import value_at_risk

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # a Friday, 10:00 in Amsterdam
HOURS = WorkingHours(
    weekdays=frozenset(range(5)),
    opens=time(9),
    closes=time(17, 30),
    zone=ZoneInfo("Europe/Amsterdam"),
    is_holiday=lambda _: False,
)


def place(chat: str) -> TeamDestination:
    return TeamDestination(place=Destination(platform=Platform.SLACK, chat=chat))


def member(id: int, name: str) -> Member:
    first = name.lower()
    return Member(
        id=id,
        email=f"{first}@devrieswonen.nl",
        name=name,
        language="nl",
        timezone="Europe/Amsterdam",
        accounts=(Account(platform=Platform.SLACK, user_id=f"U0{name.upper()}"),),
    )


ANNA, BORIS, FATIMA = member(1, "Anna"), member(2, "Boris"), member(3, "Fatima")
SUPPORT = Team(
    key="support",
    name="Klantenservice",
    language="nl",
    hours=HOURS,
    leads=frozenset({FATIMA.email}),
    destinations=(place("C0SUPPORT"),),
    deadlines={"phone": Allowance(working=timedelta(hours=4))},
)
LOGISTICS = Team(
    key="logistics",
    name="Logistiek",
    language="nl",
    hours=HOURS,
    members=frozenset({ANNA.email, FATIMA.email}),
    destinations=(place("C0LOGISTICS"),),
)


def organisation(*rules: Rule) -> Organisation:
    return Organisation(
        name="De Vries Wonen",
        language="nl",
        currency="EUR",
        hours=HOURS,
        teams={"support": SUPPORT, "logistics": LOGISTICS},
        default_team="support",
        rules=rules,
        members={m.id: m for m in (ANNA, BORIS, FATIMA)},
    )


def said(
    *,
    score: int | None = 3,
    kind: Kind | None = None,
    touchpoint: str | None = None,
    channel: str | None = None,
    employee: str | None = None,
    team: str | None = None,
    customer: Customer | None = None,
) -> Said:
    return Said(
        source="survey",
        external_id="S-1",
        kind=kind,
        score=score,
        journey="complaint",
        location="Utrecht",
        tags=("Wachttijd", "beloofd"),
        touchpoint=touchpoint,
        channel=channel,
        employee=employee,
        team=team,
        customer=customer or Customer(value=Decimal(1200), language="nl"),
    )


def routed(what: Said, *rules: Rule, employee: Member | None = None) -> Route:
    return route(what, kind=kind_of(what), employee=employee, organisation=organisation(*rules), now=NOW)


DELIVERY = Rule(when=Condition(touchpoint=frozenset({"Delivery"})), team="logistics")


def test_without_rules_the_default_team_hears() -> None:
    found = routed(said())

    assert (found.team, found.employee, found.rule) == (SUPPORT, None, None)
    assert found.destinations == SUPPORT.destinations
    assert found.head_start_until is None


def test_the_first_rule_that_holds_wins() -> None:
    elsewhere = Rule(when=Condition(), team="support")

    assert routed(said(touchpoint="delivery"), DELIVERY, elsewhere).rule == 0
    assert routed(said(touchpoint="delivery"), DELIVERY, elsewhere).team is LOGISTICS
    assert routed(said(touchpoint="shop"), DELIVERY, elsewhere).rule == 1


def test_a_team_that_the_sender_names_beats_the_rules() -> None:
    assert routed(said(touchpoint="delivery", team="support"), DELIVERY).team is SUPPORT
    assert routed(said(touchpoint="delivery", team=" klantenservice "), DELIVERY).team is SUPPORT
    assert routed(said(touchpoint="delivery", team="support"), DELIVERY).rule is None


def test_a_rule_for_the_team_that_the_sender_named_still_sets_its_deadline() -> None:
    urgent = Rule(when=Condition(), team="support", deadline=Allowance(working=timedelta(hours=1)))
    found = routed(said(touchpoint="delivery", team="support"), DELIVERY, urgent)

    assert (found.team, found.rule, found.allowance) == (SUPPORT, 1, urgent.deadline)
    assert found.due == NOW + timedelta(hours=1)


def test_a_team_that_nobody_knows_is_as_good_as_none() -> None:
    assert routed(said(touchpoint="delivery", team="astronauts"), DELIVERY).team is LOGISTICS


def test_without_a_rule_annas_only_team_hears() -> None:
    assert routed(said(employee=ANNA.email), employee=ANNA).team is LOGISTICS


def test_fatima_is_in_two_teams_so_the_default_team_hears() -> None:
    assert routed(said(employee=FATIMA.email), employee=FATIMA).team is SUPPORT


def test_a_rule_beats_annas_own_team_but_she_still_hears_first() -> None:
    found = routed(said(employee=ANNA.email), Rule(when=Condition(), team="support"), employee=ANNA)

    assert (found.team, found.employee) == (SUPPORT, ANNA)
    assert found.head_start_until == NOW + timedelta(hours=1)


def test_who_left_or_was_never_here_is_nobody() -> None:
    rule = Rule(when=Condition(), team="support", employee=BORIS.email)

    assert routed(said(employee=ANNA.email), employee=replace(ANNA, active=False)).employee is None
    assert routed(said(employee="who@devrieswonen.nl"), rule).employee is None


def test_a_rule_names_who_acts_when_the_feedback_names_nobody() -> None:
    rule = Rule(when=Condition(), team="support", employee=BORIS.email)

    assert routed(said(), rule).employee == BORIS
    assert routed(said(employee=ANNA.email), rule, employee=ANNA).employee == ANNA


@pytest.mark.parametrize(
    "change",
    [lambda m: replace(m, away_until=NOW + timedelta(days=1)), lambda m: replace(m, accounts=())],
    ids=["away", "not linked"],
)
def test_nobody_has_a_head_start_who_cannot_be_reached_now(change: Callable[[Member], Member]) -> None:
    found = routed(said(employee=ANNA.email), employee=change(ANNA))

    assert found.employee is not None
    assert found.head_start_until is None


def test_the_channel_sets_the_deadline() -> None:
    assert routed(said(channel="Phone")).due == NOW + timedelta(hours=4)
    assert routed(said(channel="e-mail")).due == datetime(2026, 11, 20, 16, 30, tzinfo=UTC)


def test_a_rules_own_destinations_replace_the_teams() -> None:
    rule = Rule(when=Condition(), team="support", destinations=(place("C0URGENT"),))

    assert routed(said(), rule).destinations == (place("C0URGENT"),)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (Condition(), True),
        (Condition(source=frozenset({"SURVEY"})), True),
        (Condition(source=frozenset({"reviews"})), False),
        (Condition(kind=frozenset({Kind.NPS, Kind.CSAT})), True),
        (Condition(kind=frozenset({Kind.CSAT})), False),
        (Condition(score=(0, 3)), True),
        (Condition(score=(4, 6)), False),
        (Condition(segment=frozenset({Segment.DETRACTOR})), True),
        (Condition(segment=frozenset({Segment.PASSIVE, Segment.PROMOTER})), False),
        (Condition(journey=frozenset({"complaint", "renewal"})), True),
        (Condition(touchpoint=frozenset({"delivery"})), False),
        (Condition(channel=frozenset({"phone"})), False),
        (Condition(location=frozenset({"utrecht"})), True),
        (Condition(tag=frozenset({"wachttijd"})), True),
        (Condition(tag=frozenset({"levering"})), False),
        (Condition(language=frozenset({"nl"})), True),
        (Condition(value=(Decimal(1200), None)), True),
        (Condition(value=(None, Decimal("1199.99"))), False),
        (Condition(employee=frozenset({"anna@devrieswonen.nl"})), True),
        (Condition(employee=frozenset({"boris@devrieswonen.nl"})), False),
        (Condition(journey=frozenset({"complaint"}), score=(7, 10)), False),
    ],
)
def test_conditions(condition: Condition, holds: bool) -> None:
    assert matches(condition, said(employee="Anna@DeVriesWonen.nl"), Kind.NPS, ANNA) is holds


def test_what_is_not_said_never_matches() -> None:
    words = said(score=None, customer=Customer())

    assert not matches(Condition(score=(0, 10)), words, Kind.COMMENT, None)
    assert not matches(Condition(value=(None, Decimal(10))), words, Kind.COMMENT, None)
    assert not matches(Condition(segment=frozenset(Segment)), words, Kind.COMMENT, None)
    assert not matches(Condition(employee=frozenset({"anna@devrieswonen.nl"})), words, Kind.COMMENT, None)


def test_value_at_risk_follows_the_tone() -> None:
    assert value_at_risk(Decimal(1200), Tone.NEGATIVE) == Decimal("900.00")
    assert value_at_risk(Decimal("99.99"), Tone.NEUTRAL) == Decimal("30.00")
    assert value_at_risk(Decimal(1200), Tone.POSITIVE) == Decimal("120.00")
    assert value_at_risk(None, Tone.NEGATIVE) is None
