"""An NPS in words: with its margin, with what it rests on, and whether it has changed."""

from bot.cards.gather import segments
from bot.cards.lines import dotted
from bot.cards.model import Block, Small, Text
from bot.cards.scene import Scene
from bot.domain.digest import Expected, Rolling
from bot.domain.estimate import Change
from bot.domain.nps import Counts, estimate, nps
from bot.wording import Wording


def points(score: float) -> str:
    """+32, 0 or −5: a score as it is told, in whole points."""
    whole = round(score)
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0"


def with_margin(counts: Counts) -> str:
    """+32 ± 12; nothing without answers."""
    found = estimate(counts)
    return "" if found.value is None else f"{points(found.value)} ± {round(found.margin)}"


def score_of(rolling: Rolling, wording: Wording) -> str:
    """The rolling score with its margin; nothing where there are too few answers for one."""
    return wording.say("NPS {score}", score=with_margin(rolling.now)) if rolling.enough else ""


def rolling_lines(rolling: Rolling, scene: Scene) -> tuple[Block, ...]:
    """The score, whether it has changed, and over which days; or only counts where there are too few for a score."""
    wording = scene.wording
    if rolling.enough:
        answers = wording.count(
            "{n} answer in {days} days", "{n} answers in {days} days", rolling.now.n, days=rolling.days
        )
        score = dotted(score_of(rolling, wording), _changed(rolling, wording))
        return (Text(text=score, strong=True), Small(text=answers))
    if not rolling.now.n:
        return ()
    counts = segments(rolling.now, scene)
    return (
        Text(text=wording.say("Too few for an NPS yet: {counts} in {days} days", counts=counts, days=rolling.days)),
    )


def expected_lines(expected: Expected | None, scene: Scene) -> tuple[Block, ...]:
    """What the team expected beside what customers gave, if they gave anything."""
    if expected is None or not expected.real.n:
        return ()
    real = with_margin(expected.real) if expected.enough else segments(expected.real, scene)
    sentence = scene.wording.say(
        "🔮 You expected {score}; customers gave {real}", score=points(expected.score), real=real
    )
    return (Text(text=sentence),)


def _changed(rolling: Rolling, wording: Wording) -> str:
    before = points(nps(rolling.before) or 0)
    match rolling.changed:
        case Change.UP:
            return wording.say("📈 up from {score}", score=before)
        case Change.DOWN:
            return wording.say("📉 down from {score}", score=before)
        case Change.UNCLEAR:
            return wording.say("no clear change")
        case None:
            return ""
