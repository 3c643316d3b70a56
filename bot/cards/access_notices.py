"""What somebody hears whom we do not know yet, whose press came too late, or who typed a command."""

from datetime import datetime

from bot.cards.model import Card, Heading, Notice, Small, Text
from bot.cards.scene import Scene


def unknown_person_slack(email: str | None, scene: Scene) -> Notice:
    """We looked for the e-mail address and found no member with it."""
    if email is None:
        return Notice(
            text=scene.wording.say("I can't see your e-mail address in Slack. Ask your admin to let me."), alert=True
        )
    sentence = scene.wording.say("I don't know {email} yet. Ask your admin to add you to Klankbord.", email=email)
    return Notice(text=sentence, alert=True)


def unknown_person_telegram(scene: Scene) -> Notice:
    """How to link; the press waits and is carried out then."""
    return Notice(
        text=scene.wording.say(
            "We haven't met here yet. Type /nps link in Slack and open the link you get: then I do what you pressed."
        ),
        alert=True,
    )


def linked(name: str, scene: Scene, *, carried_out: str | None = None) -> Notice:
    """The account is linked; `carried_out` is the answer to the press that waited for it."""
    sentence = scene.wording.say("Hello {name}, you are linked. From now on you hear from me here too.", name=name)
    return Notice(text=f"{sentence}\n{carried_out}" if carried_out else sentence)


def link_here(url: str, until: datetime, scene: Scene) -> Notice:
    """The personal link, for this person only."""
    return Notice(text=_how_to_link(url, until, scene))


def link_card(url: str, until: datetime, scene: Scene) -> Card:
    """The same, sent because an operator invited the member."""
    return Card(
        summary=scene.wording.say("Link your Telegram"),
        blocks=(
            Heading(text=scene.wording.say("Link your Telegram")),
            Text(text=_how_to_link(url, until, scene)),
            Small(text=scene.wording.say("It is yours alone: don't pass it on.")),
        ),
    )


def _how_to_link(url: str, until: datetime, scene: Scene) -> str:
    return scene.wording.say(
        "Open this in Telegram and press Start. It works once, until {moment}: {url}", moment=scene.at(until), url=url
    )


def link_expired(scene: Scene) -> Notice:
    """The quarter of an hour is over, the link has been used, or it never was one."""
    return Notice(
        text=scene.wording.say("This link no longer works. Type /nps link in Slack for a new one."), alert=True
    )


def link_not_needed(scene: Scene) -> Notice:
    """They are linked already."""
    return Notice(text=scene.wording.say("You are linked already: I know you here and there."))


def nothing_to_link(scene: Scene) -> Notice:
    """There is no Telegram bot here."""
    return Notice(text=scene.wording.say("There is nothing to link: we only work in Slack here."))


def link_elsewhere(scene: Scene) -> Notice:
    """Typed where we cannot know who it is: only a member's own Slack gets a link."""
    return Notice(text=scene.wording.say("Type /nps link in Slack: there I know who you are."))


def external_person(scene: Scene) -> Notice:
    """Someone from another company, through a shared channel."""
    return Notice(
        text=scene.wording.say("Only our own people can act on this. Please ask your contact with us."), alert=True
    )


def old_button(scene: Scene) -> Notice:
    """A button that we no longer know."""
    return Notice(text=scene.wording.say("This button is from before. Please use the newest card."), alert=True)


def gone_case(scene: Scene) -> Notice:
    """A case or a feedback that no longer exists, or never did."""
    return Notice(text=scene.wording.say("I can't find that. It may have been removed."), alert=True)


def say_what(scene: Scene) -> Notice:
    """A mention or reaction without words to keep."""
    return Notice(text=scene.wording.say("There are no words in it that I could keep as a note."))


def hello(scene: Scene) -> Notice:
    """The private chat was opened by someone we know."""
    return Notice(text=scene.wording.say("Good to see you. I bring you what customers say. /nps help tells the rest."))
