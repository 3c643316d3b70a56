"""What people set for themselves: their language, and whether they are away."""

from bot.actions import ComeBack, GoAway, PulseKept, SetLanguage
from bot.cards.model import Block, Button, Buttons, Form, Notice, Text, Words
from bot.cards.scene import Scene
from bot.domain.people import Member
from bot.wording import LANGUAGES, own_name

LONGEST_ANSWER = 100


def settings_lines(scene: Scene, *, reader: Member) -> tuple[Block, ...]:
    """How things are set for the reader, and what can be changed."""
    wording = scene.wording
    language = wording.say("Your language: {language}", language=own_name(wording.locale))
    until = reader.away_until if reader.is_away(scene.now) else None
    away: tuple[Block, ...] = ()
    here = Button(label=wording.say("I am going away"), action=GoAway())
    if until is not None:
        day = wording.day(until.astimezone(wording.zone).date())
        away = (Text(text=wording.say("🌴 You are away until {day}, {time}", day=day, time=wording.time(until))),)
        here = Button(label=wording.say("I am back"), action=ComeBack())
    others = (one for one in LANGUAGES if one != wording.locale)
    languages = tuple(Button(label=own_name(one), action=SetLanguage(one)) for one in others)
    kept = Button(label=wording.say("What is kept?"), action=PulseKept())
    return (*away, Text(text=language), Buttons(buttons=(here, *languages, kept)))


def away_form(scene: Scene) -> Form:
    """Until when. Key: until (a day, as people write it)."""
    say = scene.wording.say
    return Form(
        title=say("Going away"),
        submit=GoAway(),
        submit_label=say("Go away"),
        cancel_label=say("Cancel"),
        intro=(Text(text=say("What you have and cannot wait goes to your deputy or back to the team.")),),
        fields=(
            Words(
                key="until",
                label=say("Until when?"),
                hint=say("For example: until friday, until 27-11, or 3 days."),
                lines=1,
                limit=LONGEST_ANSWER,
            ),
        ),
    )


def language_set(scene: Scene) -> Notice:
    """In the language that was just chosen."""
    return Notice(text=scene.wording.say("From now on we speak English."))


def unknown_language(scene: Scene) -> Notice:
    """A button of a language that we speak no longer."""
    return Notice(text=scene.wording.say("I don't speak that language any more."), alert=True)
