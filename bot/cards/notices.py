"""The short private answers to whoever pressed a button on a case. Each fits Telegram's 200 characters."""

from typing import assert_never

from bot.actions import ClaimCase, ReleaseCase, ResolveCase
from bot.cards.model import Button, Notice
from bot.cards.opening import by_when
from bot.cards.scene import Scene
from bot.domain.case import Case, No, WhyNot
from bot.domain.case_file import CaseFile
from bot.domain.feedback import Feedback
from bot.domain.people import Member


def claimed(case: Case, heard: Feedback, scene: Scene) -> Notice:
    """You have it now, and until when."""
    return Notice(text=f"{scene.wording.say('You have it now.')} {by_when(case, heard, scene)}")


def claimed_by_reaction(file: CaseFile, scene: Scene) -> Notice:
    """The same, with a way back for whoever only meant to look."""
    undo = Button(label=scene.wording.say("Undo"), action=ReleaseCase(file.case.id))
    sentence = scene.wording.say("Your 👀 took this up: you have it now.")
    return Notice(text=f"{sentence} {by_when(file.case, file.feedback, scene)}", buttons=(undo,))


def released(scene: Scene) -> Notice:
    """It is the team's again."""
    return Notice(text=scene.wording.say("Given back. Everyone in the team can take it now."))


def report_asked(case: Case, scene: Scene) -> Notice:
    """After a reaction that says "done": the report is still to be written."""
    button = Button(label=scene.wording.say("Resolve"), action=ResolveCase(case.id), primary=True)
    return Notice(
        text=scene.wording.say("Good. What did you do about it, and does the customer know?"), buttons=(button,)
    )


def resolved(scene: Scene) -> Notice:
    """Done; the report stands under the card."""
    return Notice(text=scene.wording.say("Resolved. Your report is under the card. Thank you."))


def reopened(case: Case, scene: Scene) -> Notice:
    """It is open again, with a new deadline."""
    return Notice(text=scene.wording.say("Open again. Answer by {moment}.", moment=scene.at(case.deadline)))


def noted(scene: Scene) -> Notice:
    """The note is kept."""
    return Notice(text=scene.wording.say("Noted. Your note is under the card and in the history."))


def handed_over(to: Member, scene: Scene) -> Notice:
    """The colleague has it and is told, in private where that can be."""
    if to.private_chat() is None:
        sentence = scene.wording.say(
            "{name} has it now. I have no private chat with {name}, so I said so under the team's card.",
            name=scene.name(to.id),
        )
        return Notice(text=sentence, alert=True)
    return Notice(text=scene.wording.say("{name} has it now, and hears so from me.", name=scene.name(to.id)))


def snoozed(case: Case, scene: Scene) -> Notice:
    """Put aside, until when."""
    until = scene.at(case.snoozed_until or case.deadline)
    return Notice(text=scene.wording.say("Put aside. I will remind you at {moment}.", moment=until))


def still_on_it(case: Case, scene: Scene) -> Notice:
    """Their word is enough."""
    sentence = scene.wording.say("Good, it stays with you. Answer by {moment}.", moment=scene.at(case.deadline))
    return Notice(text=sentence)


def no_time_to_snooze(case: Case, scene: Scene) -> Notice:
    """The deadline leaves no room."""
    sentence = scene.wording.say("This can't wait: the answer is due at {moment}.", moment=scene.at(case.deadline))
    return Notice(text=sentence, alert=True)


def no_colleagues(scene: Scene) -> Notice:
    """There is nobody to hand over to."""
    return Notice(
        text=scene.wording.say("There is nobody else in this team. Release it, or ask your lead."), alert=True
    )


def shared(team_name: str, scene: Scene) -> Notice:
    """The good words go to the team."""
    return Notice(text=scene.wording.say("Shared with {team}. Well earned.", team=team_name))


def nothing_to_share(scene: Scene) -> Notice:
    """The words are with the team already, or were never the presser's."""
    return Notice(text=scene.wording.say("There is nothing to share here any more: the team has already seen it."))


def refused(no: No, scene: Scene) -> Notice:
    """Why a press changed nothing, with who has it since when."""
    buttons: tuple[Button, ...] = ()
    if no.why is WhyNot.NOT_BY_A_GLANCE:
        buttons = (Button(label=scene.wording.say("Claim"), action=ClaimCase(no.case.id), primary=True),)
    return Notice(text=_why_not(no, scene), alert=no.why not in (WhyNot.HELD_BY_YOU, WhyNot.NOT_HELD), buttons=buttons)


def _why_not(no: No, scene: Scene) -> str:
    case, say = no.case, scene.wording.say
    match no.why:
        case WhyNot.HELD_BY_YOU:
            return say("You already have it, since {moment}.", moment=_since(case, scene))
        case WhyNot.HELD_BY_OTHER | WhyNot.NOT_YOURS if case.holder is not None:
            return say("{name} has it since {moment}.", name=scene.name(case.holder), moment=_since(case, scene))
        case WhyNot.HELD_BY_OTHER | WhyNot.NOT_YOURS:
            return say("Only whoever has it can do that.")
        case WhyNot.NOT_HELD:
            return say("Nobody has it now. Claim it first.")
        case WhyNot.RESOLVED if case.resolution is not None:
            by, moment = scene.name(case.resolution.by), scene.at(case.resolution.at)
            return say("{name} has already resolved it, {moment}.", name=by, moment=moment)
        case WhyNot.RESOLVED:
            return say("It has already been resolved.")
        case WhyNot.NOT_RESOLVED:
            return say("It is not resolved, so there is nothing to reopen.")
        case WhyNot.NOT_YET_OPEN if case.head_start_until is not None:
            return say("A colleague has this first, until {moment}.", moment=scene.at(case.head_start_until))
        case WhyNot.NOT_YET_OPEN:
            return say("A colleague has this first.")
        case WhyNot.TO_YOURSELF:
            return say("You already have it. Choose a colleague.")
        case WhyNot.TOO_LATE:
            return say("Choose a time before {moment}, when the answer is due.", moment=scene.at(case.deadline))
        case WhyNot.OTHER_TEAM:
            return say("This belongs to {team}. Only they can act on it.", team=scene.team_name(case.team))
        case WhyNot.UNKNOWN_COLLEAGUE:
            return say("I don't know that colleague any more. Choose someone else.")
        case WhyNot.NOT_BY_A_GLANCE:
            return say("As a lead you take nothing by a reaction alone. Do you want to take it?")
    assert_never(no.why)


def _since(case: Case, scene: Scene) -> str:
    return scene.at(case.claimed_at or case.opened_at)
