"""The short answers to whoever pressed on a pulse. They never tell what was answered, and leave nothing behind."""

from bot.actions import PromiseOnRound, PulseReason
from bot.cards.model import Form, Notice, Text, Words
from bot.cards.pulse import question_words
from bot.cards.scene import Scene
from bot.domain.destination import Platform
from bot.domain.pulse import LONGEST_REMARK, Round

LONGEST_PROMISE = 300


def counted(one: Round, scene: Scene, platform: Platform) -> Notice:
    """It counts, until when it can be changed, and how to say why."""
    until = scene.wording.weekday_time(one.closes_at, now=scene.now)
    text = scene.wording.say("Counted. You can change it until {moment}.", moment=until)
    if platform is Platform.TELEGRAM:
        text = f"{text} {scene.wording.say('Want to say why? Reply to the question.')}"
    return Notice(text=text, fleeting=True)


def guessed(one: Round, scene: Scene) -> Notice:
    """A guess counts."""
    until = scene.wording.weekday_time(one.closes_at, now=scene.now)
    return Notice(text=scene.wording.say("Counted. You can change it until {moment}.", moment=until), fleeting=True)


def not_now(scene: Scene) -> Notice:
    """Nothing of theirs counts, and nobody knows."""
    sentence = scene.wording.say(
        "Fine, not this time: nothing of yours counts in this round. Nobody sees that, so the reminder goes to you too."
    )
    return Notice(text=sentence, fleeting=True)


def reason_kept(scene: Scene) -> Notice:
    """The reason is kept."""
    return Notice(text=scene.wording.say("Kept, apart from your answer. Thank you."), fleeting=True)


def reply_with_reason(scene: Scene) -> Notice:
    """How to give a reason where a form would leave something behind."""
    sentence = scene.wording.say(
        "Reply to this question with your reason. Your reply disappears here as soon as I keep it, apart from your"
        " answer."
    )
    return Notice(text=sentence, alert=True, fleeting=True)


def reply_to_the_question(scene: Scene) -> Notice:
    """Words came under the wrong message; they were not kept."""
    sentence = scene.wording.say("That is not kept. Reply to the question itself, the message with the numbers.")
    return Notice(text=sentence)


def closed(scene: Scene) -> Notice:
    """Too late."""
    return Notice(text=scene.wording.say("This round is closed. Thank you all the same."), alert=True, fleeting=True)


def unknown(scene: Scene) -> Notice:
    """A question that we do not know (any more)."""
    return Notice(text=scene.wording.say("This question can't be answered any more."), alert=True, fleeting=True)


def not_yours(scene: Scene) -> Notice:
    """The question is for a team that the presser is not in."""
    return Notice(text=scene.wording.say("This question is for the team itself."), alert=True, fleeting=True)


def reason_form(one: Round, token: str, scene: Scene) -> Form:
    """The main reason. Key: reason."""
    say = scene.wording.say
    return Form(
        title=say("Main reason"),
        submit=PulseReason(token),
        submit_label=say("Keep"),
        cancel_label=say("Cancel"),
        intro=(Text(text=question_words(one.question, scene)),),
        fields=(
            Words(
                key="reason",
                label=say("What is the main reason?"),
                hint=say("Kept apart from your answer. Your team reads it without a name, in mixed order."),
                limit=LONGEST_REMARK,
            ),
        ),
    )


def promise_form(one: Round, scene: Scene) -> Form:
    """What will be done about a round's answers. Key: promise."""
    say = scene.wording.say
    return Form(
        title=say("We will do…"),
        submit=PromiseOnRound(one.id),
        submit_label=say("Tell the team"),
        cancel_label=say("Cancel"),
        intro=(Text(text=say("It stands under the results, and the next round opens with it.")),),
        fields=(
            Words(
                key="promise",
                label=say("What do you do about what your team said?"),
                hint=say("A sentence, as in: from Monday two people answer the phone at noon."),
                limit=LONGEST_PROMISE,
            ),
        ),
    )


def promised(scene: Scene) -> Notice:
    """The team can read it."""
    return Notice(text=scene.wording.say("Your team can read it under the results; the next round opens with it."))


def only_leads(scene: Scene) -> Notice:
    """Promises are a lead's to make."""
    return Notice(text=scene.wording.say("Only a lead of the team can say what will be done."), alert=True)
