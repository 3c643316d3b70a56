"""What stands in a table is compared with what its words say, and a table of causes says what it rests on."""

from datetime import date

from bot.cards.examples import scene
from bot.cards.model import Card, Table
from bot.cards.table_found import table_card
from bot.domain.feedback import Kind
from bot.domain.findings import TableFound
from bot.domain.period import Period
from bot.domain.question import AskTable, Dimension
from bot.domain.tallied import Tallied
from tests.cards.texts import lines_of

QUARTER = Period(first=date(2026, 7, 1), last=date(2026, 9, 30))


def satisfied(yes: int, no: int) -> Tallied:
    return Tallied(scores={Kind.CSAT: {5: yes, 1: no}})


def table(by: Dimension, groups: dict[str, Tallied], language: str = "en") -> Card:
    found = TableFound(question=AskTable(team="support", period=QUARTER, by=by), groups=groups)
    return table_card(found, scene(language))


def rows(card: Card) -> list[tuple[str, ...]]:
    return [row for block in card.blocks if isinstance(block, Table) for row in block.rows]


def test_all_others_together_are_all_others_however_few_each() -> None:
    many_small = {f"place {n}": satisfied(4, 16) for n in range(10)}
    card = table(Dimension.LOCATION, {"utrecht": satisfied(38, 2), **many_small})
    assert rows(card)[0][1].endswith("▲")
    assert not any("▲" in row[1] or "▼" in row[1] for row in rows(card)[1:])
    assert any("▲ higher, ▼ lower than all others together, more than chance" in line for line in lines_of(card))


def test_one_row_with_a_score_that_is_like_the_others_needs_no_legend() -> None:
    card = table(Dimension.LOCATION, {"utrecht": satisfied(32, 8), "delft": satisfied(8, 2)})
    assert not any("▲" in line or "chance" in line for line in lines_of(card))


def test_the_dutch_legend_claims_no_more_than_the_english() -> None:
    card = table(Dimension.LOCATION, {"utrecht": satisfied(95, 5), "delft": satisfied(50, 50)}, "nl")
    assert "▲ hoger, ▼ lager dan alle andere samen, en dat is meer dan toeval; de rest kan toeval zijn." in lines_of(
        card
    )


def test_causes_are_told_by_customers_whose_case_is_resolved_and_are_not_set_against_each_other() -> None:
    card = table(Dimension.CAUSE, {"delivery": satisfied(2, 98), "price": satisfied(60, 40)})
    assert "Only customers whose case is resolved are counted here." in lines_of(card)
    assert not any("▲" in line or "▼" in line or "chance" in line for line in lines_of(card))


def test_without_a_resolved_case_no_cause_is_known() -> None:
    without_scores = Tallied(unscored={Kind.COMPLAINT: 3}, cases=3)
    for groups in ({}, {"delivery": without_scores}):
        assert lines_of(table(Dimension.CAUSE, groups))[1:] == [
            "No case with a score from these days is resolved yet, so no cause is known."
        ]
    assert lines_of(table(Dimension.HOUR, {}))[1:] == ["No customer gave a score in these days."]
