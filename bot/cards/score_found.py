"""How a team does: its scores with their margins, what they rest on, how its cases fare, and two customers' words."""

from collections.abc import Sequence

from bot.cards.digest import quote
from bot.cards.gather import tally_lines
from bot.cards.lines import dotted
from bot.cards.masking import hiding_everyone
from bot.cards.measured import bar, counted, measured, moved
from bot.cards.model import Block, Button, Buttons, Card, Heading, Small, Text
from bot.cards.periods import period_name
from bot.cards.scene import Scene
from bot.cards.terms import cause_word
from bot.cards.trend import trend_chart
from bot.domain.distribution import Distribution
from bot.domain.durations import median
from bot.domain.feedback import SCALES, Feedback, Kind
from bot.domain.findings import Response, ScoreFound, distribution
from bot.domain.tallied import Tallied

MOST_CAUSES = 3


def score_card(found: ScoreFound, scene: Scene, *, buttons: tuple[Button, ...] = ()) -> Card:
    """`buttons` are where to go from here. No employee is named in it, neither by us nor by a customer."""
    wording, minimum = scene.wording, scene.organisation.minimum
    period = found.question.period
    title = dotted(scene.team_name(found.question.team), period_name(period, scene))
    kinds = [kind for kind in SCALES if distribution(found.now, kind).n]
    scores = [block for place, kind in enumerate(kinds) for block in _scored(kind, found, scene, first=not place)]
    unscored = _unscored(found.now, scene)
    nothing = "" if kinds or unscored else wording.say("No customer said anything in these days.")
    told = _in_short(distribution(found.now, kinds[0]), minimum, scene) if kinds else nothing or unscored
    return Card(
        summary=dotted(title, told),
        blocks=(
            Heading(text=title),
            *scores,
            *(Text(text=line) for line in (nothing, unscored) if line),
            *trend_chart(found.trend, scene, team=found.question.team),
            *_work(found.now, scene),
            *_causes(found.causes, scene),
            *_quoted(wording.say("💚 This makes us proud:"), found.good, scene),
            *_quoted(wording.say("💔 This hurt:"), found.painful, scene),
            *((Buttons(buttons=buttons),) if buttons else ()),
        ),
    )


def _in_short(scores: Distribution, minimum: int, scene: Scene) -> str:
    return measured(scores, scene.wording) if scores.n >= minimum else counted(scores, scene)


def _scored(kind: Kind, found: ScoreFound, scene: Scene, *, first: bool) -> tuple[Block, ...]:
    """One kind of score. Too few answers for one are counts and words, and of all but the first kind counts alone."""
    wording, minimum = scene.wording, scene.organisation.minimum
    now, before = distribution(found.now, kind), distribution(found.before, kind)
    if not first and now.n < minimum:
        return (Text(text=counted(now, scene)),)
    rests_on = dotted(
        counted(now, scene) if now.kind is Kind.NPS else "", _answers(now, found.response if first else None, scene)
    )
    squares = (Text(text=bar(now)),) if now.kind is Kind.NPS else ()
    if now.n >= minimum:
        score = dotted(measured(now, wording), moved(now, before, minimum, wording))
        return (Text(text=score, strong=True), *squares, Small(text=rests_on))
    few = wording.count(
        "Too few for a score: {n} answer, and it takes {minimum}.",
        "Too few for a score: {n} answers, and it takes {minimum}.",
        now.n,
        minimum=minimum,
    )
    return (Text(text=counted(now, scene), strong=True), *squares, Small(text=few))


def _answers(now: Distribution, response: Response | None, scene: Scene) -> str:
    wording = scene.wording
    answers = wording.count("{n} answer", "{n} answers", now.n)
    if response is None or not 0 < response.answered <= response.invited:
        return answers
    share = f"{round(100 * response.answered / response.invited)}%"
    asked = wording.number(response.invited)
    return dotted(answers, wording.say("{share} of {asked} customers asked", share=share, asked=asked))


def _unscored(now: Tallied, scene: Scene) -> str:
    """How much came without a score, and of what kind where the kind has none."""
    missing = sum(n for kind, n in now.unscored.items() if kind in SCALES)
    others = {(kind, 0): n for kind, n in now.unscored.items() if kind not in SCALES}
    words = scene.wording.count("{n} response without a score", "{n} responses without a score", missing)
    return dotted(words if missing else "", *tally_lines(others, scene))


def _work(now: Tallied, scene: Scene) -> tuple[Block, ...]:
    """Of the cases on what was said in these days: to how many the customer heard back, and how fast it went."""
    if not now.cases:
        return ()
    say, wording = scene.wording.say, scene.wording
    share = f"{round(100 * now.told / now.cases)}%"
    told = say("📣 {share} of cases reported back: {told} of {all}", share=share, told=now.told, all=now.cases)
    claimed, resolved = median(now.claim, now.cases), median(now.resolve, now.cases)
    if claimed is None:
        fast = say("⏱ Most of them are not claimed yet.")
    elif resolved is None:
        fast = say("⏱ Half were claimed within {span}; most are not resolved yet.", span=wording.span(claimed))
    else:
        fast = say(
            "⏱ Half were claimed within {claimed} and resolved within {resolved}.",
            claimed=wording.span(claimed),
            resolved=wording.span(resolved),
        )
    return (Text(text=told), Text(text=fast))


def _causes(causes: Sequence[tuple[str, int]], scene: Scene) -> tuple[Block, ...]:
    wording = scene.wording
    named = (f"{cause_word(cause, wording)} {wording.number(n)}" for cause, n in causes[:MOST_CAUSES])
    return (Text(text=wording.say("🧩 Why: {causes}", causes=dotted(*named))),) if causes else ()


def _quoted(title: str, heard: Feedback | None, scene: Scene) -> tuple[Block, ...]:
    said = quote(heard, scene, hiding_everyone(scene))
    return (Text(text=title), said) if said is not None else ()
