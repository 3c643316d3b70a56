"""What help and slips are answered with can be typed, and pressed, as it stands."""

import re

import pytest

from bot.actions import Ask
from bot.cards.examples import scene
from bot.cards.help import help_, no_such_period, unknown_command
from bot.domain.period import Trouble
from bot.wording import LANGUAGES
from handlers.asked import AskComparison, NoSuchPeriod, NotUnderstood
from handlers.commands import parse
from tests.cards.texts import all_text, buttons_of


def _examples(text: str) -> list[str]:
    """Every command in a text: up to a dash, a dot between two of them, or the end of the sentence."""
    return [found.strip(" ;.") for found in re.findall(r"/nps((?:(?! [—·] |; |/nps|\n).)*)", text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_in_the_help_can_be_typed(language: str) -> None:
    here = scene(language)
    teams = {key: team.name for key, team in here.organisation.teams.items()}
    examples = _examples(help_(here).text)
    assert len(examples) >= 15
    for words in examples:
        asked = parse(re.sub(r" (when|als) .*", "", words), today=here.now.date(), teams=teams)
        assert not isinstance(asked, NotUnderstood | NoSuchPeriod), words
    assert len(teams) < 2 or any(
        isinstance(parse(words, today=here.now.date(), teams=teams), AskComparison) for words in examples
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_is_mended_with_a_press(language: str) -> None:
    buttons = buttons_of(unknown_command("suport 90d", "support 90d", scene(language), unknown_team="suport"))
    assert [button.action for button in buttons] == [Ask("support 90d"), Ask("help")]


@pytest.mark.parametrize(
    ("trouble", "named"),
    [(Trouble.NOT_A_QUARTER, "kwartaal"), (Trouble.NOT_A_WEEK, "week"), (Trouble.NOT_A_MONTH, "maand")],
)
def test_what_is_in_no_calendar_is_named(trouble: Trouble, named: str) -> None:
    assert (
        f"een {named} die " in (told := no_such_period("x", trouble, scene("nl")).text) or f"een {named} dat " in told
    )


def test_where_there_is_no_table_it_says_which_there_are() -> None:
    told = unknown_command("per maand", "laatste 12 maanden", scene("nl"), no_table="maand", over_time=True)
    assert "per contactmoment, klantreis, kanaal" in told.text
    assert [button.action for button in buttons_of(told)] == [Ask("laatste 12 maanden"), Ask("help")]


def test_what_fits_no_button_can_still_be_read() -> None:
    nearest = "said " + "wachttijd " * 9
    answer = unknown_command("sad", nearest.strip(), scene("en"))
    assert [button.action for button in buttons_of(answer)] == [Ask("help")]
    assert nearest.strip() in all_text(answer)


def test_endless_words_are_told_in_short() -> None:
    here = scene("en")
    assert len(unknown_command("x" * 9000, None, here).text) < 200
    assert len(no_such_period("2027 " * 900, Trouble.FUTURE, here).text) < 200
