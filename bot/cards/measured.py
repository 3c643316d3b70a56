"""Answers on a scale, in words: the score with its margin on the kind's own scale, and whether it changed."""

from bot.cards.gather import tally_lines
from bot.cards.scene import Scene
from bot.cards.score import points
from bot.domain.distribution import Distribution, change
from bot.domain.estimate import Change
from bot.domain.feedback import SCALES, Kind, Segment, segment_of
from bot.wording import Wording

CELLS = 10
_OF_SEGMENT = {Segment.PROMOTER: "🟩", Segment.PASSIVE: "🟨", Segment.DETRACTOR: "🟥"}


def measured(scores: Distribution, wording: Wording) -> str:
    """NPS +32 ± 12, or another kind's score on its own scale; nothing without answers."""
    figure, say, high = bare(scores, wording), wording.say, SCALES[scores.kind].high
    if not figure:
        return ""
    match scores.kind:
        case Kind.NPS:
            return say("NPS {score}", score=figure)
        case Kind.CSAT:
            return say("Satisfied {share}", share=figure)
        case Kind.CES:
            return say("Ease {mean} of {high}", mean=figure, high=high)
        case _:
            return say("Stars {mean} of {high}", mean=figure, high=high)


def bare(scores: Distribution, wording: Wording) -> str:
    """+32 ± 12, 82% ± 6 or 4.3 ± 0.2: the figure alone."""
    if scores.value is None:
        return ""
    match scores.kind:
        case Kind.NPS:
            return f"{points(scores.value)} ± {round(scores.margin)}"
        case Kind.CSAT:
            return f"{round(scores.value)}% ± {round(scores.margin)}"
        case _:
            return f"{wording.number(round(scores.value, 1))} ± {wording.number(round(scores.margin, 1))}"


def plain(scores: Distribution, wording: Wording) -> str:
    """The same without its margin, for naming what it was before."""
    return bare(scores, wording).partition(" ±")[0]


def moved(now: Distribution, before: Distribution, minimum: int, wording: Wording) -> str:
    """Whether it has changed; nothing where either holds too few answers to tell."""
    if min(now.n, before.n) < max(minimum, 1):
        return ""
    earlier = plain(before, wording)
    match change(now, before):
        case Change.UP:
            return wording.say("📈 up from {score}", score=earlier)
        case Change.DOWN:
            return wording.say("📉 down from {score}", score=earlier)
        case Change.UNCLEAR:
            return wording.say("no clear change from {score}", score=earlier)


def counted(scores: Distribution, scene: Scene) -> str:
    """How many answered what: 9 promoters, 4 passives, 2 detractors, or so many of each score."""
    return " ".join(tally_lines({(scores.kind, score): n for score, n in scores.counts.items()}, scene))


def bar(scores: Distribution) -> str:
    """The shares of promoters, passives and detractors in ten squares, none of them left out that is there."""
    in_segment = dict.fromkeys(_OF_SEGMENT, 0)
    for score, n in scores.counts.items():
        segment = segment_of(scores.kind, score)
        if segment is not None:
            in_segment[segment] += n
    return "".join(_OF_SEGMENT[segment] * cells for segment, cells in _cells(in_segment).items())


def _cells(shares: dict[Segment, int]) -> dict[Segment, int]:
    """Whole squares that add up, by largest remainder; whoever is there at all has one."""
    whole = sum(shares.values())
    if not whole:
        return {}
    exact = {segment: CELLS * n / whole for segment, n in shares.items()}
    cells = {segment: max(int(each), 1) if each else 0 for segment, each in exact.items()}
    while (off := CELLS - sum(cells.values())) != 0:
        step = 1 if off > 0 else -1
        most = max(
            (one for one in cells if cells[one] > 1 or step > 0), key=lambda one: step * (exact[one] - cells[one])
        )
        cells[most] += step
    return cells
