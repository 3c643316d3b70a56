"""What customers said with a word in it, newest first, a page at a time."""

from bot.actions import ShowDetails
from bot.cards.digest import quote
from bot.cards.lines import dotted, one_line
from bot.cards.masking import hiding_everyone
from bot.cards.model import Block, Button, Buttons, Card, Heading, Small, Text
from bot.cards.scene import Scene
from bot.cards.terms import in_short
from bot.domain.findings import Heard, SaidFound
from bot.wording import Wording

_LONGEST = 60


def said_card(found: SaidFound, scene: Scene, *, team: str, buttons: tuple[Button, ...] = ()) -> Card:
    """Each with its moment and score, and the cases on them to press. No employee is named in it."""
    say = scene.wording.say
    title = dotted(team, say("“{words}”", words=one_line(found.words, limit=_LONGEST)))
    cases = tuple(
        Button(label=say("Case {number}", number=one.case), action=ShowDetails(one.case))
        for one in found.heard
        if one.case is not None
    )
    told = _words(found, scene, onward=bool(buttons))
    rows = (cases, buttons)
    return Card(summary=title, blocks=(Heading(text=title), *told, *(Buttons(buttons=row) for row in rows if row)))


def _words(found: SaidFound, scene: Scene, *, onward: bool) -> tuple[Block, ...]:
    if found.heard:
        return tuple(block for one in found.heard for block in _one(one, scene))
    return (Text(text=_nothing(found, scene.wording, onward=onward)),)


def _nothing(found: SaidFound, wording: Wording, *, onward: bool) -> str:
    """`onward`: there is a button to look further back; a long question fits in none."""
    if found.too_common:
        return wording.say("Everybody uses these words. Ask for one that says more.")
    if found.after is not None and onward:
        return wording.say("Not among the latest. “Older” looks further back.")
    if found.after is not None:
        return wording.say("Not among the latest. Ask with fewer words to look further back.")
    if found.further:
        return wording.say("Nothing more of it further back.")
    return wording.say("Not found in what the team may read, and no other form of it either.")


def _one(one: Heard, scene: Scene) -> tuple[Block, ...]:
    heard, hide = one.feedback, hiding_everyone(scene)
    said = quote(heard, scene, hide)
    where = heard.said.touchpoint
    line = dotted(
        in_short(heard.kind, heard.said.score, scene.wording),
        scene.wording.short_day(heard.occurred_at, now=scene.now),
        where and one_line(hide(where), limit=40),
    )
    return (Small(text=line), *((said,) if said is not None else ()))
