"""A deadline that comes near, or has passed: told to one person in private, and to everybody under the card."""

from bot.actions import ClaimCase, ShowDetails
from bot.cards.case import case_buttons
from bot.cards.lines import dotted, one_line
from bot.cards.masking import Mask, mask_for, mask_of
from bot.cards.model import Block, Button, Buttons, Card, Heading, Mention, Text
from bot.cards.opening import by_when, customer_name, headline, wish
from bot.cards.scene import Scene
from bot.domain.case import CaseState, HistoryRow
from bot.domain.case_file import CaseFile
from bot.domain.people import Member, Names
from bot.domain.standing_in import called_in_the_open, leads_of, whom_it_is_about


def reminder_card(file: CaseFile, row: HistoryRow, scene: Scene, *, reader: Member) -> Card:
    """For whoever is responsible while nobody has the case, and for a lead once it is too late."""
    case, mask = file.case, mask_for(reader, file, scene)
    title = _title(file, row, scene, mask=mask)
    line = headline(file.feedback, scene, mask=mask)
    names = Names.FULL if reader.id in (case.named, case.holder) else Names.INITIALS
    watching = case.holder not in (None, reader.id)
    return Card(
        summary=f"{title}: {line}",
        blocks=(
            Heading(text=title),
            Text(text=dotted(line, customer_name(file.feedback, scene, names))),
            Text(text=wish(file.feedback, scene, mask=mask)),
            Text(text=by_when(case, file.feedback, scene), strong=True),
            Buttons(buttons=case_buttons(file, scene.wording, watching=watching)),
        ),
    )


def escalation_card(file: CaseFile, row: HistoryRow, scene: Scene, *, names: Names) -> Card:
    """Under the team's card, in the open: who is called, and neither a score nor whom it is about."""
    say, case = scene.wording.say, file.case
    mask = mask_of(file.feedback, case.named, scene)
    title = _title(file, row, scene, mask=mask)
    where = file.feedback.said.touchpoint
    about = dotted(customer_name(file.feedback, scene, names), where and one_line(mask.hide(where), limit=40))
    details = Button(label=say("Details"), action=ShowDetails(case.id))
    claim = Button(label=say("Claim"), action=ClaimCase(case.id), primary=True)
    is_open = case.state is CaseState.OPEN
    due: tuple[Block, ...] = ()
    if case.state is not CaseState.RESOLVED:
        due = (Text(text=by_when(case, file.feedback, scene), strong=True),)
    return Card(
        summary=f"{title}: {about}",
        blocks=(
            Heading(text=title),
            Text(text=about),
            *due,
            *_calls(file, row, scene),
            Buttons(buttons=(claim, details) if is_open else (details,)),
        ),
        loud=True,
    )


def _title(file: CaseFile, row: HistoryRow, scene: Scene, *, mask: Mask) -> str:
    say, case = scene.wording.say, file.case
    unanswered = row.details.get("unanswered", "")
    if case.state is CaseState.RESOLVED:
        return say("✅ This is resolved by now")
    if case.state is CaseState.CLAIMED and scene.now > case.deadline:
        return say("⚠️ Too late: {name} still has this", name=mask.name(case.holder, scene))
    if case.state is CaseState.CLAIMED:
        return say("👋 {name} has this by now", name=mask.name(case.holder, scene))
    if unanswered.isdecimal():
        return say("⚠️ Too late: {name} did not get round to this", name=mask.name(int(unanswered), scene))
    if scene.now > case.deadline:
        return say("⚠️ Too late: nobody has taken this")
    return say("⏳ Nobody has this yet")


def _calls(file: CaseFile, row: HistoryRow, scene: Scene) -> tuple[Mention, ...]:
    team = scene.team(file.case.team)
    if team is None or file.case.state is CaseState.RESOLVED:
        return ()
    about = whom_it_is_about(file.case, file.feedback.employee_id)
    if row.details.get("told") == "leads":
        called = tuple(lead for lead in leads_of(team, scene.organisation, scene.now) if lead.id != about)
    else:
        called = called_in_the_open(team, scene.organisation, about=about, now=scene.now)
    return tuple(
        Mention(
            name=scene.name(member.id),
            accounts={str(account.platform): account.user_id for account in member.accounts},
            text=scene.wording.say("can you see to it?"),
        )
        for member in called
    )
