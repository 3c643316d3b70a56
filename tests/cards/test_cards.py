"""What holds for everything that people see."""

import pytest

from bot.actions import ClaimCase, ReleaseCase, encode
from bot.cards.examples import EXAMPLES, Example, scene
from bot.cards.examples.cast import NOW, SUPPORT
from bot.cards.gather import gather_card
from bot.cards.model import Buttons, Card, Form, Notice
from bot.domain.case import WhyNot
from bot.domain.feedback import Kind
from bot.wording import LANGUAGES
from tests.cards.texts import all_text, buttons_of, lines_of

EVERYTHING = [pytest.param(one, language, id=f"{language}-{one.name}") for language in LANGUAGES for one in EXAMPLES]
BY_NAME = {example.name: example for example in EXAMPLES}


def draw(name: str, language: str = "en") -> Card:
    """A card from the examples."""
    seen = BY_NAME[name].build(scene(language))
    assert isinstance(seen, Card)
    return seen


def labels(name: str) -> list[str]:
    """What can be pressed on a card from the examples."""
    return [button.label for button in buttons_of(draw(name))]


def test_examples_have_names_of_their_own() -> None:
    assert len(BY_NAME) == len(EXAMPLES)


@pytest.mark.parametrize(("example", "language"), EVERYTHING)
def test_it_fits_a_phone(example: Example, language: str) -> None:
    seen = example.build(scene(language))
    assert all(0 < len(button.label) <= 20 for button in buttons_of(seen))
    if not example.name.startswith("home"):  # a page, in which every row of buttons stands under its own words
        assert len([button for button in buttons_of(seen) if len(button.label) > 2]) <= 7
    assert all(len(encode(button.action)) <= 64 for button in buttons_of(seen))
    assert sum(button.primary for button in buttons_of(seen)) <= 1
    match seen:
        case Card():
            assert seen.summary.strip()
            assert len(seen.summary.splitlines()) == 1
            assert all(block.buttons for block in seen.blocks if isinstance(block, Buttons))
        case Notice(card=None):
            assert 0 < len(seen.text) <= 200
        case Form():
            assert max(len(seen.title), len(seen.submit_label), len(seen.cancel_label)) <= 24
            assert len({field.key for field in seen.fields}) == len(seen.fields)


@pytest.mark.parametrize(("example", "language"), EVERYTHING)
def test_it_is_whole(example: Example, language: str) -> None:
    read = all_text(example.build(scene(language)))
    assert "None" not in read
    assert "{" not in read.replace("{moment}…", "").replace("& {moment} %s", "")


@pytest.mark.parametrize(
    ("name", "what", "asked", "due"),
    [
        ("team-open", "Detractor 3 of 10 · Delivery", "Wants to be called: after 17:00", "Answer by 17:30"),
        ("team-csat", "Satisfaction 2 of 5", "Wants to be called", "Answer by 17:30"),
        ("team-ces", "Ease 1 of 7", "Wants to be called", "Answer by 17:30"),
        ("team-stars", "1 of 5 stars", "Wants to be called", "Answer by 17:30"),
        ("team-complaint", "Complaint", "Let them hear", "Answer by 17:30"),
        ("team-wants-no-contact", "Detractor 0 of 10", "Prefers not to be contacted", "Sort out by 17:30"),
        ("team-overdue", "Detractor", "Wants to be called", "Overdue: we should have answered by 14:10"),
        ("team-due-next-week", "Detractor", "Wants to be called", "Answer by Mon 14:30"),
        ("own-head-start", "Detractor", "Wants to be called", "Answer by 17:30"),
    ],
)
def test_the_first_three_lines_say_what_happened_what_to_do_and_by_when(
    name: str, what: str, asked: str, due: str
) -> None:
    first, second, third, *_ = lines_of(draw(name))
    assert what in first
    assert asked in second
    assert due in third


def test_a_dutch_team_reads_dutch() -> None:
    assert lines_of(draw("team-open", "nl"))[:3] == [
        "🔴 Criticaster 3 van 10 · Delivery · telefonisch",
        "📞 Wil gebeld worden: after 17:00",
        "⏰ Antwoord vóór 17:30",
    ]


def test_buttons_follow_the_state() -> None:
    assert labels("team-open") == ["Claim", "Resolve", "Contact", "Details"]
    assert labels("team-claimed-by-boris") == [
        "Resolve",
        "Contact",
        "Note",
        "Hand over",
        "Snooze",
        "Release",
        "Details",
    ]
    assert labels("team-resolved-by-boris") == ["Details", "Reopen"]
    assert labels("own-claimed-by-boris") == ["Note", "Details"]
    assert "Contact" not in labels("team-bare")


def test_a_resolved_card_folds_to_two_lines() -> None:
    assert len(lines_of(draw("team-resolved-by-boris"))) == 2
    assert len(lines_of(draw("team-resolved-by-the-named"))) == 2


def test_a_team_sees_initials_and_never_what_is_at_stake() -> None:
    assert "M. de V." in all_text(draw("team-open"))
    assert "M. de Vries" not in all_text(draw("team-open"))
    assert "M. de Vries" in all_text(draw("team-open-full-names"))
    assert "900" not in all_text(draw("team-open"))
    assert "€900 a year" in all_text(draw("own-open-to-all"))


def test_the_last_three_feedbacks_stand_in_one_line() -> None:
    assert "Before: 🟢 9/10 (3 Oct) · 🔴 Complaint (13 Jul) · 🟡 3/5 (16 Oct 2025)" in lines_of(draw("team-open"))


def test_scores_of_different_kinds_are_never_mixed() -> None:
    assert lines_of(draw("gather-all-kinds")) == [
        "Thursday 19 November",
        "6 promoters, 1 passive, 1 detractor",
        "Satisfaction, of 5: 3 × 5, 1 × 3",
        "Ease, of 7: 2 × 7",
        "Stars, of 5: 1,200 × 4",
        "Compliment: 2",
    ]


def test_a_days_gathering_makes_no_sound() -> None:
    card = gather_card(SUPPORT, NOW.date(), {(Kind.NPS, 10): 6, (Kind.NPS, 8): 2}, scene("nl"))
    assert card.silent
    assert card.summary == "Vandaag: 6 promotors, 2 passieven"


def test_undo_takes_a_claim_by_a_glance_back() -> None:
    seen = BY_NAME["notice-claimed-by-reaction"].build(scene("en"))
    assert [button.action for button in buttons_of(seen)] == [ReleaseCase(42)]


def test_a_lead_can_still_claim_by_button() -> None:
    seen = BY_NAME["notice-refused-not-by-a-glance"].build(scene("en"))
    assert [button.action for button in buttons_of(seen)] == [ClaimCase(42)]


def test_every_refusal_has_its_words() -> None:
    assert all(f"notice-refused-{why.value.replace('_', '-')}" in BY_NAME for why in WhyNot)


def test_waiting_for_a_head_start_does_not_tell_whose() -> None:
    assert "Anna" not in all_text(BY_NAME["notice-refused-not-yet-open"].build(scene("en")))
