"""What somebody hears who asks for what they may not see, or shares an answer."""

from bot.cards.model import Notice
from bot.cards.scene import Scene


def other_team(team: str, scene: Scene) -> Notice:
    """A member asks about a team, or a case of a team, that is not theirs."""
    return Notice(
        text=scene.wording.say("{team} sees its own numbers and cases, and so do its leads and the admins.", team=team),
        alert=True,
    )


def only_leads(scene: Scene) -> Notice:
    """A member asks for what leads may: comparing teams."""
    return Notice(text=scene.wording.say("Team leads and admins can compare teams. Ask yours."), alert=True)


def no_team(scene: Scene) -> Notice:
    """Somebody without a team names none."""
    return Notice(text=scene.wording.say("You are in no team yet. Ask your admin to add you to one."), alert=True)


def shared(team: str, scene: Scene) -> Notice:
    """The answer is on its way to the team."""
    return Notice(text=scene.wording.say("Shared with {team}.", team=team))


def nowhere_to_share(scene: Scene) -> Notice:
    """The team has no chat."""
    return Notice(text=scene.wording.say("There is no chat of the team's to share it in."))


def shared_just_now(scene: Scene) -> Notice:
    """By another press, theirs or a colleague's."""
    return Notice(text=scene.wording.say("This was shared there just now."))


def no_picture(scene: Scene) -> Notice:
    """There is nothing to draw."""
    return Notice(text=scene.wording.say("There is no picture of this: too few answers over time."))


def drawing(scene: Scene) -> Notice:
    """It takes a moment: the process that draws may have to begin."""
    return Notice(text=scene.wording.say("I'm drawing it. You get it in our private chat in a moment."))


def picture_failed(scene: Scene) -> Notice:
    """What draws failed."""
    return Notice(text=scene.wording.say("I could not draw it just now. Try again in a minute."), alert=True)
