"""What does the team think that customers say? Asked in the team's own chats."""

from bot.actions import PulseGuess
from bot.cards.model import Button, Buttons, Card, Heading, Small
from bot.cards.pulse import question_words
from bot.cards.scene import Scene
from bot.cards.score import points
from bot.domain.pulse import SCALES, Round


def expectation_card(one: Round, scene: Scene) -> Card:
    """A guess each; nobody sees another's, and the card never changes with them."""
    asked = question_words(one.question, scene)
    buttons = tuple(
        Button(label=points(score), action=PulseGuess(one.id, place))
        for place, score in enumerate(SCALES[one.question])
    )
    kept = scene.wording.say(
        "Until {moment}. The digest after it shows the mean of {minimum} guesses or more beside what customers said.",
        moment=scene.wording.weekday_time(one.closes_at, now=scene.now),
        minimum=one.minimum,
    )
    return Card(summary=asked, blocks=(Heading(text=f"🔮 {asked}"), Buttons(buttons=buttons), Small(text=kept)))
