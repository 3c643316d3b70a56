"""A home holds everything that it is given, however much that is."""

import json
from dataclasses import replace

import pytest

from bot.actions import ClaimCase, ResolveCase
from bot.cards.examples import scene
from bot.cards.examples.cast import ANNA, BORIS
from bot.cards.examples.homes import BUSIEST
from bot.cards.home import MOST_CASES, MOST_UNCLAIMED, home_card
from bot.domain.destination import Platform
from bot.domain.mine import Listed
from bot.platforms.slack.app_home import home_view
from bot.platforms.slack.text import ELLIPSIS
from bot.wording import LANGUAGES
from sandbox.slack.blockkit import check_view
from sandbox.slack.blockkit.surfaces import VIEW_BYTES
from tests.cards.texts import all_text, buttons_of, lines_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_busiest_home_fits_a_view(language: str) -> None:
    card = home_card(BUSIEST, scene(language), reader=ANNA)
    view = home_view(card)
    assert check_view(view, ("home",)) == []
    assert len(view["blocks"]) <= 100
    assert len(json.dumps(view)) < VIEW_BYTES / 4
    assert not any(block["type"] == "context" and block["elements"][0]["text"] == ELLIPSIS for block in view["blocks"])


def test_every_case_has_its_own_buttons() -> None:
    actions = [button.action for button in buttons_of(home_card(BUSIEST, scene("en"), reader=ANNA))]
    assert sum(isinstance(action, ResolveCase) for action in actions) == MOST_CASES
    assert sum(isinstance(action, ClaimCase) for action in actions) == MOST_UNCLAIMED


def test_lists_say_what_they_leave_out() -> None:
    lines = lines_of(home_card(BUSIEST, scene("en"), reader=ANNA))
    assert "27 cases of yours" in lines
    assert "… and 12 more …" in lines


def test_what_nobody_has_is_told_as_on_the_teams_card() -> None:
    theirs = all_text(home_card(replace(BUSIEST, cases=Listed()), scene("en"), reader=BORIS))
    assert "M. de V." in theirs
    assert "M. de Vries" not in theirs
    assert "Anna" not in theirs


def test_a_question_is_led_to_only_where_it_stands() -> None:
    on_slack = home_card(BUSIEST, scene("en"), reader=ANNA, platform=Platform.SLACK)
    leading = [block for block in on_slack.blocks if getattr(block, "leads_to", None) is not None]
    assert [getattr(block, "text", "") for block in leading] == ["→ To the question"]
    assert "You find it in your chat with me on Telegram." in lines_of(on_slack)
