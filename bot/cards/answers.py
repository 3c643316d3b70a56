"""Answers in numbers, privately to whoever asked or shared with a team."""

from dataclasses import replace
from datetime import datetime

from bot.cards.comparison_found import comparison_card
from bot.cards.model import Button, Card, Small
from bot.cards.scene import Scene
from bot.cards.score_found import score_card
from bot.cards.table_found import table_card
from bot.domain.findings import ComparisonFound, ScoreFound, TableFound


def answer_card(
    found: ScoreFound | TableFound | ComparisonFound, scene: Scene, *, buttons: tuple[Button, ...] = ()
) -> Card:
    """The card for what was found."""
    match found:
        case ScoreFound():
            return score_card(found, scene, buttons=buttons)
        case TableFound():
            return table_card(found, scene, buttons=buttons)
        case ComparisonFound():
            return comparison_card(found, scene, buttons=buttons)


def shared_card(found: ScoreFound | TableFound | ComparisonFound, scene: Scene, *, by: int, at: datetime) -> Card:
    """The same for a team, with who shared it and when."""
    card = answer_card(found, scene)
    line = scene.wording.say("Shared by {name}, {moment}", name=scene.name(by), moment=scene.at(at))
    return replace(card, blocks=(*card.blocks, Small(text=line)))
