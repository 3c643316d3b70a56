"""What the operator decided, asked for in the ways that the house needs it."""

from dataclasses import replace

from bot.domain.destination import Destination, Platform
from bot.domain.people import Names, TeamDestination
from tests.world import BAD_DELIVERIES, LOGISTICS_TELEGRAM, SUPPORT, SUPPORT_SLACK, organisation

DEPOT = Destination(platform=Platform.TELEGRAM, chat="-100200500")
TO_THE_DEPOT = replace(BAD_DELIVERIES, destinations=(TeamDestination(place=DEPOT, names=Names.FULL),))


def test_a_chat_is_the_teams_whose_cards_go_there() -> None:
    here = organisation(rules=(TO_THE_DEPOT,))
    assert here.team_at(Platform.SLACK, SUPPORT_SLACK.chat) == "support"
    assert here.team_at(Platform.TELEGRAM, LOGISTICS_TELEGRAM.chat) == "logistics"
    assert here.team_at(Platform.TELEGRAM, DEPOT.chat) == "logistics"
    assert here.team_at(Platform.SLACK, DEPOT.chat) is None


def test_customers_are_named_as_the_place_says() -> None:
    here = organisation(rules=(TO_THE_DEPOT,))
    assert here.team_destination(SUPPORT, SUPPORT_SLACK) == TeamDestination(place=SUPPORT_SLACK)
    assert here.team_destination(here.teams["logistics"], DEPOT) == TeamDestination(place=DEPOT, names=Names.FULL)
    assert here.team_destination(SUPPORT, Destination(platform=Platform.SLACK, chat="C0ELSEWHERE")) is None
