"""A team never reads whom a customer means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.case import own_card, team_card
from bot.cards.examples import scene
from bot.cards.examples.cast import ANNA, BORIS, FATIMA, feedback
from bot.cards.examples.files import REPORT, file, held_by
from bot.cards.feedback import team_feedback_card
from bot.cards.masking import MASK, SEE_ALL, Mask, mask_for
from bot.cards.report import report_card
from bot.domain.case import HistoryRow
from bot.domain.case_file import CaseFile
from bot.domain.people import Names
from tests.cards.texts import all_text

HIDES_FATIMA = Mask(("Fatima El Amrani", "Fatima", "Amrani", "José"))


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("Fatima was rude", f"{MASK} was rude"),
        ("fatima was rude", f"{MASK} was rude"),
        ("FATIMA!", f"{MASK}!"),
        ("Fatima's tone", f"{MASK}'s tone"),
        ("Fatimas toon", f"{MASK}s toon"),
        ("Mrs El Amrani, Fatima El\n Amrani", f"Mrs El {MASK}, {MASK}"),
        ("jose en José", f"{MASK} en {MASK}"),
        ("Jose\u0301 helped", f"{MASK} helped"),
        ("Fatimah is someone else", "Fatimah is someone else"),
        ("el camino", "el camino"),
    ],
)
def test_a_name_is_hidden_however_it_is_written(said: str, hidden: str) -> None:
    assert HIDES_FATIMA.hide(said) == hidden


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_name_is_found_in_any_surroundings(before: str, after: str) -> None:
    assert MASK in HIDES_FATIMA.hide(f"{before} Fatima {after}")


@given(st.text(max_size=200))
def test_nothing_is_hidden_where_nothing_is_to_hide(text: str) -> None:
    assert SEE_ALL.hide(text) == text


EVERYWHERE = feedback(
    comment="Anna Visser promised it. anna! Mevrouw Visser lied; write to anna@devrieswonen.nl.",
    touchpoint="Call with Anna",
    location="Desk of Visser",
    tags=("anna",),
    channel="Anna's phone",
)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("told", [file(EVERYWHERE), file(EVERYWHERE, named=None), held_by(BORIS.id)])
def test_the_teams_card_never_names_whom_it_is_about(told: CaseFile, language: str) -> None:
    card = team_card(told, scene(language), names=Names.FULL)
    assert "anna" not in all_text(card).lower()
    assert "visser" not in all_text(card).lower()


def test_words_without_a_case_are_masked_until_they_are_shared() -> None:
    masked = team_feedback_card(EVERYWHERE, scene("en"), names=Names.FULL, shared_by=None)
    shared = team_feedback_card(EVERYWHERE, scene("en"), names=Names.FULL, shared_by=ANNA)
    assert "Anna" not in all_text(masked)
    assert "Anna Visser promised it" in all_text(shared)


def test_anna_reads_her_own_name_in_private() -> None:
    assert "Anna Visser promised it" in all_text(own_card(file(EVERYWHERE), scene("en"), reader=ANNA))


def test_once_anna_acts_her_name_and_the_score_never_stand_together() -> None:
    card = team_card(held_by(ANNA.id), scene("en"), names=Names.INITIALS)
    assert "Anna has taken this up" in all_text(card)
    assert "3 of 10" not in all_text(card)
    assert "sofa" not in all_text(card)


def test_a_colleagues_report_does_not_give_anna_away() -> None:
    details = {**REPORT.details, "done": "Spoke with Anna, then called."}
    row = HistoryRow(
        id=1, case_id=42, at=REPORT.at, what=REPORT.what, by=BORIS.id, platform=REPORT.platform, details=details
    )
    assert "Anna" not in all_text(report_card(file(), row, scene("en"), names=Names.INITIALS))


def test_who_works_on_it_and_who_leads_read_everything() -> None:
    around = scene("en")
    assert mask_for(ANNA, file(), around) == SEE_ALL
    assert mask_for(FATIMA, file(), around) == SEE_ALL
    assert mask_for(BORIS, held_by(BORIS.id), around) == SEE_ALL
    assert mask_for(BORIS, file(), around) != SEE_ALL
