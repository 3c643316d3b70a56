"""A day's wordless scores of a team in one quiet card, which changes as they come."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from bot.cards.model import Card, Heading, Text
from bot.cards.scene import Scene
from bot.cards.terms import kind_word
from bot.domain.feedback import SCALES, Kind, Segment, segment_of
from bot.domain.nps import Counts
from bot.domain.organisation import Team


def gather_card(team: Team, day: date, counts: Mapping[tuple[Kind, int], int], scene: Scene) -> Card:
    """`counts` by kind and score. Each kind has a line of its own on its own scale; they are never added up."""
    lines = tally_lines(counts, scene)
    today = scene.now.astimezone(team.hours.zone).date() == day
    written = scene.wording.day(day)
    when = scene.wording.say("Today, {day}", day=written) if today else written
    short = scene.wording.say("Today") if today else written
    lines = lines or [scene.wording.say("Nothing to count any more.")]
    return Card(
        summary=f"{short}: {' · '.join(lines)}",
        blocks=(Heading(text=f"{when[:1].upper()}{when[1:]}"), *(Text(text=line) for line in lines)),
        silent=True,
    )


def tally_lines(counts: Mapping[tuple[Kind, int], int], scene: Scene) -> list[str]:
    """A line for each kind, on its own scale; a kind without a scale is simply counted."""
    by_kind = {kind: {score: n for (k, score), n in counts.items() if k is kind and n} for kind in Kind}
    return [_line(kind, scores, scene) for kind, scores in by_kind.items() if scores]


def segments(counts: Counts, scene: Scene) -> str:
    """9 promoters, 4 passives, 2 detractors; those of whom there are none left out."""
    count = scene.wording.count
    said: list[str] = []
    if n := counts.promoters:
        said.append(count("{n} promoter", "{n} promoters", n))
    if n := counts.passives:
        said.append(count("{n} passive", "{n} passives", n))
    if n := counts.detractors:
        said.append(count("{n} detractor", "{n} detractors", n))
    return ", ".join(said)


def _line(kind: Kind, scores: Mapping[int, int], scene: Scene) -> str:
    if kind is Kind.NPS:
        return _segments(scores, scene)
    if kind not in SCALES:
        return f"{kind_word(kind, scene.wording)}: {scene.wording.number(sum(scores.values()))}"
    high = SCALES[kind].high
    each = ", ".join(f"{scene.wording.number(scores[score])} × {score}" for score in sorted(scores, reverse=True))
    match kind:
        case Kind.CSAT:
            return scene.wording.say("Satisfaction, of {high}: {counts}", high=high, counts=each)
        case Kind.CES:
            return scene.wording.say("Ease, of {high}: {counts}", high=high, counts=each)
        case _:
            return scene.wording.say("Stars, of {high}: {counts}", high=high, counts=each)


def _segments(scores: Mapping[int, int], scene: Scene) -> str:
    totals: Counter[Segment | None] = Counter()
    for score, n in scores.items():
        totals[segment_of(Kind.NPS, score)] += n
    counts = Counts(
        promoters=totals[Segment.PROMOTER], passives=totals[Segment.PASSIVE], detractors=totals[Segment.DETRACTOR]
    )
    return segments(counts, scene)
