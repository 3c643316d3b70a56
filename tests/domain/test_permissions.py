"""Who may ask what: Anna works for both teams, Boris for support, which Fatima leads; IT are admins; Ruben is new."""

from dataclasses import replace

import pytest

from bot.domain.case import Case, CaseState, Resolution, Told
from bot.domain.organisation import Organisation
from bot.domain.people import Member
from bot.domain.period import last_days
from bot.domain.permissions import (
    Refused,
    leads_it,
    own_team,
    teams_to_ask_about,
    why_not,
    why_not_export,
    why_not_look_up,
    why_not_see,
)
from bot.domain.question import AskComparison, AskScore, AskTable, Dimension, Question
from tests.world import ANNA, BORIS, FATIMA, LOGISTICS, NOW, SUPPORT, organisation

RUBEN = replace(BORIS, id=4, email="ruben@devrieswonen.nl", name="Ruben", accounts=())
IT = replace(BORIS, id=5, email="it@devrieswonen.nl", name="IT", accounts=())
SHOP = replace(LOGISTICS, key="shop", name="Winkel", leads=frozenset[str](), members=frozenset[str]())
DAYS = last_days(30, NOW.date())

OTHER, LEADS = Refused.OTHER_TEAM, Refused.LEADS_ONLY


@pytest.fixture
def shop() -> Organisation:
    logistics = replace(LOGISTICS, leads=frozenset[str]())
    return organisation(teams={"support": SUPPORT, "logistics": logistics, "shop": SHOP}, admins=frozenset({IT.email}))


def score(team: str) -> Question:
    return AskScore(team=team, period=DAYS)


def table(team: str, by: Dimension) -> Question:
    return AskTable(team=team, period=DAYS, by=by)


def comparison(one: str, other: str) -> Question:
    return AskComparison(one=one, other=other, period=DAYS)


@pytest.mark.parametrize(
    ("asked", "anna", "boris", "fatima", "it", "ruben"),
    [
        (score("support"), None, None, None, None, OTHER),
        (score("logistics"), None, OTHER, OTHER, None, OTHER),
        (score("shop"), OTHER, OTHER, OTHER, None, OTHER),
        (score("no such team"), OTHER, OTHER, OTHER, None, OTHER),
        (table("support", Dimension.CHANNEL), None, None, None, None, OTHER),
        (table("logistics", Dimension.CHANNEL), None, OTHER, OTHER, None, OTHER),
        (table("support", Dimension.TEAM), LEADS, LEADS, None, None, LEADS),
        (comparison("support", "logistics"), LEADS, LEADS, None, None, OTHER),
        (comparison("logistics", "support"), LEADS, LEADS, None, None, OTHER),
        (comparison("logistics", "shop"), LEADS, OTHER, OTHER, None, OTHER),
    ],
)
def test_questions(
    shop: Organisation,
    asked: Question,
    anna: Refused | None,
    boris: Refused | None,
    fatima: Refused | None,
    it: Refused | None,
    ruben: Refused | None,
) -> None:
    everyone = (ANNA, BORIS, FATIMA, IT, RUBEN)
    assert [why_not(asked, member, shop) for member in everyone] == [anna, boris, fatima, it, ruben]


@pytest.mark.parametrize(
    ("member", "refused"), [(ANNA, LEADS), (BORIS, LEADS), (FATIMA, None), (IT, None), (RUBEN, OTHER)]
)
def test_only_who_leads_the_team_exports(shop: Organisation, member: Member, refused: Refused | None) -> None:
    assert why_not_export("support", member, shop) is refused
    assert why_not_export("shop", member, shop) is (None if member is IT else OTHER)


def test_a_deputy_sees_the_team_and_does_not_lead_it(shop: Organisation) -> None:
    assert SUPPORT.deputy == BORIS.email
    assert why_not_see("support", BORIS, shop) is None
    assert not leads_it(BORIS, "support", shop)


@pytest.mark.parametrize(
    ("member", "teams"),
    [
        (ANNA, ["support", "logistics"]),
        (BORIS, ["support"]),
        (FATIMA, ["support"]),
        (IT, ["support", "logistics", "shop"]),
        (RUBEN, []),
    ],
)
def test_the_teams_that_can_be_asked_about(shop: Organisation, member: Member, teams: list[str]) -> None:
    assert [team.key for team in teams_to_ask_about(member, shop)] == teams


@pytest.mark.parametrize(
    ("member", "here", "meant"),
    [
        (ANNA, None, "support"),
        (ANNA, "logistics", "logistics"),
        (BORIS, "logistics", "support"),
        (IT, None, "support"),
        (IT, "shop", "shop"),
        (IT, "gone", "support"),
        (RUBEN, "support", None),
    ],
)
def test_who_names_no_team_means_their_own(
    shop: Organisation, member: Member, here: str | None, meant: str | None
) -> None:
    team = own_team(member, shop, here=here)
    assert (team and team.key) == meant


def test_who_leads_one_team_and_works_for_another_means_the_one_that_they_lead() -> None:
    teams = {"logistics": replace(LOGISTICS, members=frozenset({FATIMA.email}), leads=frozenset()), "support": SUPPORT}
    team = own_team(FATIMA, organisation(teams=teams))
    assert team is SUPPORT


def test_a_case_is_looked_up_by_its_team_and_by_whom_it_concerns(shop: Organisation) -> None:
    case = Case(id=7, feedback_id=8, team="logistics", opened_at=NOW, deadline=NOW)
    assert why_not_look_up(case, None, ANNA, shop) is None
    assert why_not_look_up(case, None, IT, shop) is None
    assert why_not_look_up(case, None, BORIS, shop) is OTHER
    assert why_not_look_up(case, BORIS.id, BORIS, shop) is None
    assert why_not_look_up(replace(case, named=BORIS.id), None, BORIS, shop) is None
    assert why_not_look_up(replace(case, state=CaseState.CLAIMED, holder=BORIS.id), None, BORIS, shop) is None
    done = Resolution(cause="other", done="Gebeld.", told=Told.PHONED, because=None, by=BORIS.id, at=NOW)
    assert why_not_look_up(replace(case, state=CaseState.RESOLVED, resolution=done), None, BORIS, shop) is None
