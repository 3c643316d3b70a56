"""The answers to somebody who goes away for a while, or is back."""

from datetime import datetime

from bot.cards.model import Notice
from bot.cards.scene import Scene


def away(until: datetime, scene: Scene, *, handed_over: int, released: int) -> Notice:
    """Until when, in words; and what became of the cases that could not wait."""
    wording = scene.wording
    day = wording.day(until.astimezone(wording.zone).date())
    sentences = [wording.say("You are away until {day}, {time}.", day=day, time=wording.time(until))]
    if handed_over:
        sentences.append(wording.count("{n} case went to your deputy.", "{n} cases went to your deputy.", handed_over))
    if released:
        sentences.append(wording.count("{n} case went back to the team.", "{n} cases went back to the team.", released))
    sentences.append(wording.say("Here sooner? Type /nps back"))
    return Notice(text=" ".join(sentences))


def back(scene: Scene) -> Notice:
    """They hear everything again."""
    return Notice(text=scene.wording.say("Good to have you back. What is yours comes to you again."))


def not_understood(typed: str, scene: Scene, *, is_a_day: bool) -> Notice:
    """What to type instead. `is_a_day`: but one that has been, or is more than a year away."""
    if is_a_day:
        sentence = scene.wording.say("That day has been, or is more than a year away. Type /nps away until friday.")
        return Notice(text=sentence, alert=True)
    if not typed:
        return Notice(text=scene.wording.say("Until when? Type /nps away until friday, or /nps away 3 days."))
    shown = typed if len(typed) <= 40 else f"{typed[:39]}…"
    return Notice(
        text=scene.wording.say(
            "I can't tell which day “{typed}” is. Type /nps away until friday, until 27-11, or 3 days.", typed=shown
        )
    )
