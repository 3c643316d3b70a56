"""A team's scores side by side, by touchpoint, channel, weekday and so on; what is more than chance is marked."""

from collections.abc import Mapping, Sequence

from bot.cards.group_names import dimension_name, group_name
from bot.cards.lines import dotted
from bot.cards.measured import bare, counted
from bot.cards.model import Block, Button, Buttons, Card, Heading, Small, Table, Text
from bot.cards.periods import period_name
from bot.cards.scene import Scene
from bot.domain.distribution import Distribution, standing_out
from bot.domain.estimate import Change
from bot.domain.feedback import SCALES, Kind
from bot.domain.findings import TableFound, distribution
from bot.domain.question import Dimension
from bot.wording import Wording

MOST_ROWS = 24
_IN_THEIR_OWN_ORDER = frozenset({Dimension.WEEKDAY, Dimension.HOUR})
_MARKS = {Change.UP: "▲", Change.DOWN: "▼", Change.UNCLEAR: ""}

Groups = Mapping[str, Distribution]


def table_card(found: TableFound, scene: Scene, *, buttons: tuple[Button, ...] = ()) -> Card:
    """The most answers first, but weekdays and hours in their own order. Each kind of score has a table of its own."""
    wording, question = scene.wording, found.question
    by = dimension_name(question.by, wording).lower()
    whose = scene.organisation.name if question.by is Dimension.TEAM else scene.team_name(question.team)
    title = dotted(
        wording.say("{whose} by {dimension}", whose=whose, dimension=by), period_name(question.period, scene)
    )
    split = _worth_a_table({kind: _groups(found, kind) for kind in SCALES}, scene.organisation.minimum)
    tables = [block for kind, groups in split.items() for block in _table(kind, groups, found, scene)]
    return Card(
        summary=title,
        blocks=(
            Heading(text=title),
            *(tables or (Text(text=_nothing(question.by, wording)),)),
            *((Buttons(buttons=buttons),) if buttons else ()),
        ),
    )


def _nothing(by: Dimension, wording: Wording) -> str:
    if by is Dimension.CAUSE:
        return wording.say("No case with a score from these days is resolved yet, so no cause is known.")
    return wording.say("No customer gave a score in these days.")


def _groups(found: TableFound, kind: Kind) -> Groups:
    split = {value: distribution(group, kind) for value, group in found.groups.items()}
    return {value: scores for value, scores in split.items() if scores.n}


def _worth_a_table(split: Mapping[Kind, Groups], minimum: int) -> Mapping[Kind, Groups]:
    """The first kind of score that was given, and of the others those with enough answers to tell something."""
    given = {kind: groups for kind, groups in split.items() if groups}
    return {
        kind: groups
        for place, (kind, groups) in enumerate(given.items())
        if not place or sum(scores.n for scores in groups.values()) >= minimum
    }


def _table(kind: Kind, groups: Groups, found: TableFound, scene: Scene) -> tuple[Block, ...]:
    wording, minimum, by = scene.wording, scene.organisation.minimum, found.question.by
    marks = _marks(groups, by, minimum)
    shown = _in_order(groups, by)[:MOST_ROWS]
    rows = tuple(_row(by, value, groups[value], marks.get(value), scene) for value in shown)
    left = len(groups) - len(shown)
    more = (Small(text=wording.count("… and {n} more", "… and {n} more", left)),) if left else ()
    headings = (dimension_name(by, wording), kind_heading(kind, wording), wording.say("Answers"))
    legend = _legend([marks[value] for value in shown if value in marks], wording)
    notes = (*more, *_rests_on(by, wording), *legend, *_few(groups, minimum, wording))
    return (Table(headings=headings, rows=rows), *notes)


def _marks(groups: Groups, by: Dimension, minimum: int) -> Mapping[str, Change]:
    """Of the rows with a score, how each stands beside all others together, those without one among them."""
    if by is Dimension.CAUSE:
        # A cause is known only of customers whose case was resolved, nearly all of them unhappy: one would lie above
        # the others because it drew milder complaints, and look like something that goes well.
        return {}
    found = standing_out(groups, fewest=minimum)
    return {value: mark for value, mark in found.items() if groups[value].n >= minimum}


def _rests_on(by: Dimension, wording: Wording) -> tuple[Block, ...]:
    if by is not Dimension.CAUSE:
        return ()
    return (Small(text=wording.say("Only customers whose case is resolved are counted here.")),)


def _in_order(groups: Groups, by: Dimension) -> list[str]:
    if by in _IN_THEIR_OWN_ORDER:
        return sorted(groups, key=int)
    return sorted(groups, key=lambda value: (-groups[value].n, value))


def _row(by: Dimension, value: str, scores: Distribution, mark: Change | None, scene: Scene) -> tuple[str, ...]:
    """Counts in words instead of a score where it takes more answers."""
    enough = scores.n >= scene.organisation.minimum
    score = (
        f"{bare(scores, scene.wording)} {_MARKS[mark] if mark else ''}".strip() if enough else counted(scores, scene)
    )
    return (group_name(by, value, scene), score, scene.wording.number(scores.n))


def kind_heading(kind: Kind, wording: Wording) -> str:
    match kind:
        case Kind.NPS:
            return "NPS"
        case Kind.CSAT:
            return wording.say("Satisfied")
        case Kind.CES:
            return wording.say("Ease")
        case _:
            return wording.say("Stars")


def _legend(marks: Sequence[Change], wording: Wording) -> tuple[Block, ...]:
    if Change.UP in marks or Change.DOWN in marks:
        told = wording.say("▲ higher, ▼ lower than all others together, more than chance; the rest can be chance.")
    elif len(marks) > 1:
        told = wording.say("No clear differences: what you see can be chance.")
    else:
        return ()
    return (Small(text=told),)


def _few(groups: Groups, minimum: int, wording: Wording) -> tuple[Block, ...]:
    if all(scores.n >= minimum for scores in groups.values()):
        return ()
    return (Small(text=wording.say("Fewer than {minimum} answers are counted, not scored.", minimum=minimum)),)
