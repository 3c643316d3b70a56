"""The forms behind the buttons that need words."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.actions import HandOverCase, NoteOnCase, ResolveCase, SnoozeCase
from bot.cards.masking import mask_of
from bot.cards.model import Block, Choice, Form, Option, Quote, Text, Words
from bot.cards.opening import by_when, wish, words
from bot.cards.scene import Scene
from bot.cards.terms import cause_word, told_word
from bot.domain.case import Told
from bot.domain.case_file import CaseFile
from bot.domain.organisation import Team
from bot.domain.people import Member

QUOTED = 300


def resolve_form(file: CaseFile, team: Team, scene: Scene) -> Form:
    """Why it happened, what was done and what the customer heard: the report that closes a case.

    Keys: cause (as the team wrote it), done, told (a `Told`), because (only for `not_possible`).
    """
    say = scene.wording.say
    causes = tuple(Option(value=cause, label=cause_word(cause, scene.wording)) for cause in team.causes)
    ways = tuple(Option(value=told.value, label=told_word(told, scene.wording)) for told in Told)
    return Form(
        title=say("Resolve"),
        submit=ResolveCase(file.case.id),
        submit_label=say("Resolve"),
        cancel_label=say("Cancel"),
        intro=_reminder(file, scene),
        fields=(
            Choice(key="cause", label=say("What was the cause?"), options=causes),
            Words(key="done", label=say("What did you do about it?"), hint=say("A sentence or two will do.")),
            Choice(key="told", label=say("How did you tell the customer?"), options=ways),
            Words(
                key="because",
                label=say("Why was telling not possible?"),
                hint=say("Only if you could not tell the customer."),
                needed_when=("told", Told.NOT_POSSIBLE.value),
                lines=2,
            ),
        ),
    )


def hand_over_form(file: CaseFile, colleagues: Sequence[Member], scene: Scene) -> Form:
    """To whom, and why. Keys: to (a member's id), reason."""
    say = scene.wording.say
    options = tuple(Option(value=str(member.id), label=_colleague(member, scene)) for member in colleagues)
    return Form(
        title=say("Hand over"),
        submit=HandOverCase(file.case.id),
        submit_label=say("Hand over"),
        cancel_label=say("Cancel"),
        intro=_reminder(file, scene),
        fields=(
            Choice(key="to", label=say("To whom?"), options=options),
            Words(
                key="reason",
                label=say("Why?"),
                hint=say("Your colleague reads this first."),
                lines=2,
                limit=500,
            ),
        ),
    )


def snooze_form(file: CaseFile, moments: Sequence[datetime], scene: Scene) -> Form:
    """Until when. Key: until (ISO 8601 in UTC, one of `moments`)."""
    say = scene.wording.say
    options = tuple(Option(value=moment.astimezone(UTC).isoformat(), label=_later(moment, scene)) for moment in moments)
    return Form(
        title=say("Snooze"),
        submit=SnoozeCase(file.case.id),
        submit_label=say("Snooze"),
        cancel_label=say("Cancel"),
        intro=(Text(text=by_when(file.case, file.feedback, scene), strong=True),),
        fields=(Choice(key="until", label=say("Remind me at"), options=options),),
    )


def note_form(file: CaseFile, scene: Scene) -> Form:
    """A word for whoever works on it. Key: note."""
    say = scene.wording.say
    return Form(
        title=say("Note"),
        submit=NoteOnCase(file.case.id),
        submit_label=say("Keep"),
        cancel_label=say("Cancel"),
        intro=_reminder(file, scene),
        fields=(Words(key="note", label=say("What should your colleagues know?")),),
    )


def _reminder(file: CaseFile, scene: Scene) -> tuple[Block, ...]:
    """What it was about. Anyone in the team may open a form, so it masks as the team's cards do."""
    mask = mask_of(file.feedback, file.case.named, scene)
    quoted = words(file.feedback, scene, mask=mask, limit=QUOTED)
    asked = Text(text=wish(file.feedback, scene, mask=mask))
    return (quoted, asked) if isinstance(quoted, Quote) else (asked,)


def _colleague(member: Member, scene: Scene) -> str:
    if member.away_until is not None and member.is_away(scene.now):
        return scene.wording.say("{name} (away until {moment})", name=member.name, moment=scene.at(member.away_until))
    return member.name


def _later(moment: datetime, scene: Scene) -> str:
    zone = scene.wording.zone
    days = (moment.astimezone(zone).date() - scene.now.astimezone(zone).date()) // timedelta(days=1)
    time = scene.wording.time(moment)
    if days == 0:
        return scene.wording.say("Today {time}", time=time)
    return scene.wording.say("Tomorrow {time}", time=time) if days == 1 else scene.at(moment)
