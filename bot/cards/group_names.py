"""What a value of a dimension is called: a weekday, an hour, a cause, or what the source wrote."""

from bot.cards.lines import one_line
from bot.cards.masking import hiding_everyone
from bot.cards.scene import Scene
from bot.cards.terms import cause_word, channel_word
from bot.domain.question import Dimension
from bot.wording import Wording

_LONGEST = 40


def group_name(by: Dimension, value: str, scene: Scene) -> str:
    """The value for people; none of us is named in it."""
    match by:
        case Dimension.WEEKDAY:
            name = scene.wording.weekday(int(value))
        case Dimension.HOUR:
            name = f"{int(value):02}:00–{(int(value) + 1) % 24:02}:00"
        case Dimension.TEAM:
            name = scene.team_name(value)
        case Dimension.CAUSE if value:
            name = cause_word(value, scene.wording)
        case Dimension.CHANNEL if value:
            name = channel_word(value, scene.wording)
        case _ if not value:
            return scene.wording.say("Not given")
        case _:
            name = hiding_everyone(scene)(value)
    short = one_line(name, limit=_LONGEST)
    return short[:1].upper() + short[1:]


def dimension_name(by: Dimension, wording: Wording) -> str:
    """What it is split by, as a heading."""
    match by:
        case Dimension.TOUCHPOINT:
            return wording.say("Touchpoint")
        case Dimension.JOURNEY:
            return wording.say("Journey")
        case Dimension.CHANNEL:
            return wording.say("Channel")
        case Dimension.LOCATION:
            return wording.say("Location")
        case Dimension.SOURCE:
            return wording.say("Source")
        case Dimension.WEEKDAY:
            return wording.say("Weekday")
        case Dimension.HOUR:
            return wording.say("Hour")
        case Dimension.TEAM:
            return wording.say("Team")
        case Dimension.CAUSE:
            return wording.say("Cause")
