"""What employees are asked in private, and the reminder that everybody gets."""

from collections.abc import Sequence
from typing import assert_never

from bot.actions import PulseAnswer, PulseKept, PulseNotNow, PulseReason
from bot.cards.lines import clipped
from bot.cards.model import Block, Button, Buttons, Card, Heading, Small, Text
from bot.cards.scene import Scene
from bot.domain.destination import Platform
from bot.domain.outcome import Promise
from bot.domain.plan import Question
from bot.domain.pulse import SCALES, STATEMENTS, Round

_IN_A_ROW = 6
_PROMISED = 300


def question_card(
    one: Round, scene: Scene, *, token: str, platform: Platform, promises: Sequence[Promise] = ()
) -> Card:
    """The question with its scale; first what was done since the round before. Only this card carries the token."""
    say = scene.wording.say
    asked = question_words(one.question, scene)
    reason = Button(label=say("Main reason"), action=PulseReason(token))
    not_now = Button(label=say("Not this time"), action=PulseNotNow(token))
    return Card(
        summary=asked,
        blocks=(
            *_done_since(promises, scene),
            *_scale(one, scene, token=token, platform=platform),
            *_how_to_say_why(platform, scene),
            Small(text=_kept(one, scene)),
            Buttons(buttons=(reason, not_now)),
        ),
    )


def question_words(question: Question, scene: Scene) -> str:
    """What is asked, in the words that make it comparable."""
    say = scene.wording.say
    match question:
        case Question.ENPS:
            return say(
                "How likely are you to recommend {organisation} as a place to work?",
                organisation=scene.organisation.name,
            )
        case Question.ENGAGEMENT_INDEX:
            return say("How do you like working here? Four statements.")
        case Question.EXPECTATION:
            return say("What NPS do you think customers gave us this week?")
    assert_never(question)


def statement_words(statement: int, scene: Scene) -> str:
    """A statement of the engagement index, from 1 to 4."""
    say = scene.wording.say
    match statement:
        case 1:
            return say("I am proud to work for this organisation")
        case 2:
            return say("I rarely think about another job or employer")
        case 3:
            return say("I am satisfied with my work at this organisation")
        case _:
            return say("I would recommend (working at) this organisation to friends or relations")


def reminder_card(one: Round, scene: Scene) -> Card:
    """The same words for everybody who was asked."""
    say, until = scene.wording.say, scene.wording.weekday_time(one.closes_at, now=scene.now)
    first = say("A question of ours is still open until {moment}.", moment=until)
    same = say("Nobody knows who has answered, so everybody who was asked gets this. You have? Thank you!")
    return Card(
        summary=first,
        blocks=(
            Text(text=first),
            Small(text=same),
            Buttons(buttons=(Button(label=say("What is kept?"), action=PulseKept()),)),
        ),
    )


def _done_since(promises: Sequence[Promise], scene: Scene) -> tuple[Block, ...]:
    if not promises:
        return ()
    lines = (Text(text=f"• {clipped(one.words, limit=_PROMISED)}") for one in promises)
    return (Text(text=scene.wording.say("You said, we did:"), strong=True), *lines)


def _scale(one: Round, scene: Scene, *, token: str, platform: Platform) -> tuple[Block, ...]:
    say, scale = scene.wording.say, list(SCALES[one.question])
    heading = Heading(text=question_words(one.question, scene))
    if one.question is not Question.ENGAGEMENT_INDEX:
        buttons = [Button(label=str(score), action=PulseAnswer(token, score, 0)) for score in scale]
        rows = [buttons[start : start + _IN_A_ROW] for start in range(0, len(buttons), _IN_A_ROW)]
        legend = Small(text=say("0 = not at all likely, 10 = extremely likely"))
        return (heading, legend, *(Buttons(buttons=tuple(row)) for row in rows))
    blocks: list[Block] = [heading, Small(text=say("1 = fully disagree, 5 = fully agree"))]
    for statement in STATEMENTS[one.question]:
        letter = chr(ord("A") + statement - 1)
        # Telegram shows all buttons below all words, so there each one says which statement it answers.
        before = letter if platform is Platform.TELEGRAM else ""
        blocks.append(Text(text=f"{letter}. {statement_words(statement, scene)}"))
        row = (Button(label=f"{before}{score}", action=PulseAnswer(token, score, statement)) for score in scale)
        blocks.append(Buttons(buttons=tuple(row)))
    return tuple(blocks)


def _how_to_say_why(platform: Platform, scene: Scene) -> tuple[Block, ...]:
    """On Telegram there are no forms that leave nothing behind."""
    if platform is not Platform.TELEGRAM:
        return ()
    sentence = scene.wording.say("Why? Reply to this message; your reply disappears here as soon as I keep it.")
    return (Text(text=sentence),)


def _kept(one: Round, scene: Scene) -> str:
    return scene.wording.say(
        "Until {moment}. Kept: what you answer, sealed, without your name or the time. Your team sees totals of"
        " {minimum} answers or more, and reasons in mixed order.",
        moment=scene.wording.weekday_time(one.closes_at, now=scene.now),
        minimum=one.minimum,
    )
