"""Two teams side by side, and in words whether they differ."""

from datetime import timedelta

from bot.cards.lines import dotted
from bot.cards.measured import bare, counted
from bot.cards.model import Block, Button, Buttons, Card, Heading, Table, Text
from bot.cards.periods import period_name
from bot.cards.scene import Scene
from bot.cards.table_found import kind_heading
from bot.domain.distribution import Distribution, change, difference
from bot.domain.durations import median
from bot.domain.estimate import Change
from bot.domain.feedback import SCALES, Kind
from bot.domain.findings import ComparisonFound, distribution
from bot.domain.tallied import Tallied


def comparison_card(found: ComparisonFound, scene: Scene, *, buttons: tuple[Button, ...] = ()) -> Card:
    """A column for each team, a row for each number; the difference of each kind of score in a sentence."""
    wording, question = scene.wording, found.question
    one, other = scene.team_name(question.one), scene.team_name(question.other)
    title = wording.say("{one} beside {other}", one=one, other=other)
    kinds = _kinds(found, scene.organisation.minimum)
    sentences = [
        _sentence(distribution(found.one, kind), distribution(found.other, kind), found, scene) for kind in kinds
    ]
    rows = tuple(row for kind in kinds for row in _scores(kind, found, scene)) + _work(found.one, found.other, scene)
    told: tuple[Block, ...] = tuple(Text(text=sentence, strong=True) for sentence in sentences)
    return Card(
        summary=dotted(title, *sentences[:1]),
        blocks=(
            Heading(text=dotted(title, period_name(question.period, scene))),
            *(told or (Text(text=wording.say("No customer gave a score in these days.")),)),
            *((Table(headings=(" ", one, other), rows=rows),) if rows else ()),
            *((Buttons(buttons=buttons),) if buttons else ()),
        ),
    )


def _kinds(found: ComparisonFound, minimum: int) -> list[Kind]:
    """The first kind of score that either was given, and of the others those that are enough for one of the two."""
    most = {kind: max(distribution(found.one, kind).n, distribution(found.other, kind).n) for kind in SCALES}
    given = [kind for kind in SCALES if most[kind]]
    return [*given[:1], *(kind for kind in given[1:] if most[kind] >= minimum)]


def _sentence(one: Distribution, other: Distribution, found: ComparisonFound, scene: Scene) -> str:
    wording, minimum = scene.wording, scene.organisation.minimum
    what = kind_heading(one.kind, wording)
    apart = difference(one, other)
    if apart is None or min(one.n, other.n) < max(minimum, 1):
        return wording.say("{what}: too few answers to compare.", what=what)
    figure = _apart(*apart, one.kind, scene)
    match change(one, other):
        case Change.UNCLEAR:
            return wording.say("{what}: no clear difference ({figure}).", what=what, figure=figure)
        case Change.UP:
            better = scene.team_name(found.question.one)
        case Change.DOWN:
            better = scene.team_name(found.question.other)
    return wording.say("{what}: {team} does better, by {figure}.", what=what, team=better, figure=figure)


def _apart(apart: float, margin: float, kind: Kind, scene: Scene) -> str:
    if kind in (Kind.NPS, Kind.CSAT):
        return scene.wording.say("{points} ± {margin} points", points=round(abs(apart)), margin=round(margin))
    number = scene.wording.number
    return f"{number(round(abs(apart), 1))} ± {number(round(margin, 1))}"


def _scores(kind: Kind, found: ComparisonFound, scene: Scene) -> tuple[tuple[str, ...], ...]:
    wording, minimum = scene.wording, scene.organisation.minimum
    both = distribution(found.one, kind), distribution(found.other, kind)
    figures = (bare(one, wording) if one.n >= max(minimum, 1) else counted(one, scene) or "–" for one in both)
    return (
        (kind_heading(kind, wording), *figures),
        (wording.say("Answers"), *(wording.number(one.n) for one in both)),
    )


def _work(one: Tallied, other: Tallied, scene: Scene) -> tuple[tuple[str, ...], ...]:
    if not one.cases and not other.cases:
        return ()
    say, both = scene.wording.say, (one, other)
    return (
        (say("Cases"), *(scene.wording.number(each.cases) for each in both)),
        (say("Reported back"), *(f"{round(100 * each.told / each.cases)}%" if each.cases else "–" for each in both)),
        (say("Half claimed within"), *(_span(median(each.claim, each.cases), scene) for each in both)),
        (say("Half resolved within"), *(_span(median(each.resolve, each.cases), scene) for each in both)),
    )


def _span(duration: timedelta | None, scene: Scene) -> str:
    return "–" if duration is None else scene.wording.span(duration)
