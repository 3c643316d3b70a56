"""What stands under a form's field that is not right yet: what to write instead."""

from bot.cards.scene import Scene


def missing(label: str, scene: Scene) -> str:
    """A required field is empty."""
    return scene.wording.say("Please fill in: {label}", label=label)


def not_an_option(scene: Scene) -> str:
    """What was chosen is not (any more) among the options."""
    return scene.wording.say("That is no longer a choice. Pick another.")


def because_missing(scene: Scene) -> str:
    """The customer was not told and the reason is missing."""
    return scene.wording.say("Write in a few words why the customer could not be told.")


def too_long(limit: int, scene: Scene) -> str:
    """More words than a field holds."""
    return scene.wording.count("Use {n} character at most.", "Use {n} characters at most.", limit)
