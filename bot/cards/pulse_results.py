"""What a round came to, for the team: totals only, and words that belong to no score."""

from collections.abc import Sequence

from bot.actions import PromiseOnRound
from bot.cards.gather import segments
from bot.cards.lines import without_turns
from bot.cards.model import Block, Button, Buttons, Card, Divider, Facts, Heading, Quote, Small, Text
from bot.cards.pulse import statement_words
from bot.cards.scene import Scene
from bot.cards.score import points, with_margin
from bot.domain.engagement import enps, favourable, index
from bot.domain.nps import nps
from bot.domain.outcome import Gathered, Outcome, Promise, WholeOutcome
from bot.domain.plan import Question
from bot.domain.pulse import STATEMENTS
from bot.domain.tally import Verdict

MOST_REMARKS = 15
_LONGEST_REMARK = 400


def result_card(
    outcome: Outcome,
    scene: Scene,
    *,
    before: Sequence[Gathered] = (),
    whole: WholeOutcome | None = None,
    promises: Sequence[Promise] = (),
) -> Card:
    """`before` are the team's earlier shown rounds, oldest first; `whole` the organisation's total of the same day."""
    say, question = scene.wording.say, outcome.round.question
    title = say("📋 How we like working here")
    if outcome.shown is None:
        told = too_few(outcome, scene)
        blocks: tuple[Block, ...] = (Heading(text=title), Text(text=told), *_whole(question, whole, scene))
        return Card(summary=told, blocks=blocks)
    shown = outcome.shown
    button = Button(label=say("We will do…"), action=PromiseOnRound(outcome.round.id))
    score = _score(question, shown, scene)
    return Card(
        summary=score,
        blocks=(
            Heading(text=title),
            Text(text=score, strong=True),
            Text(text=_rests_on(shown, scene)),
            *_parts(question, shown, scene),
            *_trend(question, [*before, shown], scene),
            *_whole(question, whole, scene),
            *_remarks(shown.remarks, scene),
            *_promises(promises, scene),
            Buttons(buttons=(button,)),
        ),
    )


def too_few(outcome: Outcome, scene: Scene) -> str:
    """Why nothing is shown."""
    count = scene.wording.count
    if outcome.verdict is Verdict.BOUND:
        return count(
            "{n} answer. It is shown with the next round, so that nothing of a small group can be worked out.",
            "{n} answers. They are shown with the next round, so that nothing of a small group can be worked out.",
            outcome.answered,
        )
    if not outcome.answered:
        return scene.wording.say("No answers this time.")
    return count(
        "{n} answer: too few to show; it counts with the next round.",
        "{n} answers: too few to show; they count with the next round.",
        outcome.answered,
    )


def _score(question: Question, shown: Gathered, scene: Scene) -> str:
    if question is Question.ENPS:
        return scene.wording.say("eNPS {score}", score=with_margin(enps(shown.tally)))
    value = round(index(shown.tally, STATEMENTS[question]))
    return scene.wording.say("Engagement index {value} of 100", value=value)


def _rests_on(shown: Gathered, scene: Scene) -> str:
    asked = scene.wording.count("{n} asked", "{n} asked", shown.asked)
    answered = scene.wording.count("{n} answered", "{n} answered", shown.answered)
    if shown.rounds == 1:
        return f"{asked}, {answered}"
    together = scene.wording.count("{n} round together", "{n} rounds together", shown.rounds)
    return f"{asked}, {answered} ({together})"


def _parts(question: Question, shown: Gathered, scene: Scene) -> tuple[Block, ...]:
    if question is Question.ENPS:
        return (Text(text=segments(enps(shown.tally), scene)),)
    shares = favourable(shown.tally, STATEMENTS[question])
    return (Facts(rows=tuple((statement_words(each, scene), f"{round(share)}%") for each, share in shares.items())),)


def _trend(question: Question, rounds: Sequence[Gathered], scene: Scene) -> tuple[Block, ...]:
    """The rounds in a row, each with what it rests on left to its own message."""
    if len(rounds) < 2:
        return ()
    if question is Question.ENPS:
        values = [points(nps(enps(each.tally)) or 0) for each in rounds]
    else:
        values = [str(round(index(each.tally, STATEMENTS[question]))) for each in rounds]
    return (Text(text=scene.wording.say("Over the rounds: {values}", values=" → ".join(values))),)


def _whole(question: Question, whole: WholeOutcome | None, scene: Scene) -> tuple[Block, ...]:
    if whole is None:
        return ()
    sentence = scene.wording.count(
        "The whole organisation: {score} ({n} answer)",
        "The whole organisation: {score} ({n} answers)",
        whole.gathered.answered,
        score=_score(question, whole.gathered, scene),
    )
    return (Text(text=sentence),)


def _remarks(remarks: Sequence[str], scene: Scene) -> tuple[Block, ...]:
    if not remarks:
        return ()
    title = Text(text=scene.wording.say("The reasons given, in mixed order:"), strong=True)
    quotes = (Quote(text=without_turns(words), limit=_LONGEST_REMARK) for words in remarks[:MOST_REMARKS])
    rest = len(remarks) - MOST_REMARKS
    more = (Small(text=scene.wording.count("… and {n} more", "… and {n} more", rest)),) if rest > 0 else ()
    return (Divider(), title, *quotes, *more)


def _promises(promises: Sequence[Promise], scene: Scene) -> tuple[Block, ...]:
    if not promises:
        return ()
    lines = (Text(text=f"• {one.words}") for one in promises)
    return (Divider(), Text(text=scene.wording.say("What we do about it:"), strong=True), *lines)
