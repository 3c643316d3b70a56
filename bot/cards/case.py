"""The card of a case: for a team, which never names the employee it is about, and for one person in private."""

from datetime import datetime

from bot.actions import (
    ClaimCase,
    HandOverCase,
    NoteOnCase,
    ReleaseCase,
    ReopenCase,
    ResolveCase,
    ShowContact,
    ShowDetails,
    SnoozeCase,
)
from bot.cards.lines import dotted, one_line
from bot.cards.masking import SEE_ALL, Mask, mask_of
from bot.cards.model import Block, Button, Buttons, Card, Heading, Quote, Small, Text
from bot.cards.opening import by_when, circumstances, customer_name, earlier, first_lines, headline, words
from bot.cards.scene import Scene
from bot.cards.terms import told_outcome
from bot.domain.case import Case, CaseState, Resolution
from bot.domain.case_file import CaseFile
from bot.domain.people import Member, Names
from bot.wording import Wording


def team_card(file: CaseFile, scene: Scene, *, names: Names) -> Card:
    """The case as its team sees it. Folded to two lines when it is resolved, and when the named employee works on it:
    a colleague's name and the score that they got never stand in one card.
    """
    case = file.case
    mask = mask_of(file.feedback, case.named, scene)
    actor = case.resolution.by if case.resolution else case.holder
    if actor is not None and actor in (case.named, file.feedback.employee_id):
        return _folded_for_named(file, scene, names=names, mask=mask, actor=actor)
    if case.resolution is not None:
        return _folded(file, case.resolution, scene, names=names, mask=mask)
    opening = first_lines(case, file.feedback, scene, mask=mask)
    return Card(
        summary=_summary(file, scene, mask=mask),
        blocks=(
            *opening,
            words(file.feedback, scene, mask=mask),
            circumstances(file.feedback, scene, mask=mask, names=names),
            *earlier(file.past, scene),
            *_updated(file, scene),
            Text(text=_state(case, scene, reader=None)),
            Buttons(buttons=case_buttons(file, scene.wording)),
        ),
    )


def own_card(file: CaseFile, scene: Scene, *, reader: Member) -> Card:
    """The case in the chat of the employee whom it names or who holds it: nothing masked, with what is at stake."""
    case = file.case
    if case.resolution is not None:
        return _own_resolved(file, case.resolution, scene, reader=reader)
    opening = first_lines(case, file.feedback, scene, mask=SEE_ALL)
    return Card(
        summary=_summary(file, scene, mask=SEE_ALL),
        blocks=(
            *opening,
            *_handed_over(file, scene, reader=reader),
            words(file.feedback, scene, mask=SEE_ALL),
            circumstances(file.feedback, scene, mask=SEE_ALL, names=Names.FULL),
            *earlier(file.past, scene),
            *_at_risk(case, scene),
            *_updated(file, scene),
            Text(text=_state(case, scene, reader=reader)),
            Buttons(buttons=case_buttons(file, scene.wording, watching=case.holder not in (None, reader.id))),
        ),
    )


def case_buttons(file: CaseFile, wording: Wording, *, watching: bool = False) -> tuple[Button, ...]:
    """What can be done with the case now, the most likely first. `watching`: the reader's colleague has it."""
    number = file.case.id
    customer = file.feedback.said.customer
    reachable = customer.name or customer.phone or customer.email
    contact = (Button(label=wording.say("Contact"), action=ShowContact(number)),) if reachable else ()
    details = Button(label=wording.say("Details"), action=ShowDetails(number))
    note = Button(label=wording.say("Note"), action=NoteOnCase(number))
    match file.case.state:
        case CaseState.OPEN:
            return (
                Button(label=wording.say("Claim"), action=ClaimCase(number), primary=True),
                Button(label=wording.say("Resolve"), action=ResolveCase(number)),
                *contact,
                details,
            )
        case CaseState.CLAIMED if watching:
            return (note, details)
        case CaseState.CLAIMED:
            return (
                Button(label=wording.say("Resolve"), action=ResolveCase(number), primary=True),
                *contact,
                note,
                Button(label=wording.say("Hand over"), action=HandOverCase(number)),
                Button(label=wording.say("Snooze"), action=SnoozeCase(number)),
                Button(label=wording.say("Release"), action=ReleaseCase(number)),
                details,
            )
        case CaseState.RESOLVED:
            return (details, Button(label=wording.say("Reopen"), action=ReopenCase(number)))


def _folded(file: CaseFile, resolution: Resolution, scene: Scene, *, names: Names, mask: Mask) -> Card:
    line = f"✅ {headline(file.feedback, scene, mask=mask)}"
    outcome = dotted(
        scene.wording.say(
            "Resolved by {name}, {moment}", name=scene.name(resolution.by), moment=scene.at(resolution.at)
        ),
        told_outcome(resolution.told, scene.wording),
    )
    return Card(
        summary=f"{line} — {outcome}",
        blocks=(
            Heading(text=dotted(line, customer_name(file.feedback, scene, names))),
            Text(text=outcome),
            Buttons(buttons=case_buttons(file, scene.wording)),
        ),
    )


def _folded_for_named(file: CaseFile, scene: Scene, *, names: Names, mask: Mask, actor: int) -> Card:
    """Neither the score nor the words: only that it is in good hands, and until when."""
    case, wording, said = file.case, scene.wording, file.feedback.said
    about = dotted(
        customer_name(file.feedback, scene, names),
        said.touchpoint and one_line(mask.hide(said.touchpoint), limit=40),
    )
    if case.resolution is not None:
        line = wording.say("✅ {name} has resolved this", name=scene.name(actor))
        outcome = dotted(about, scene.at(case.resolution.at), told_outcome(case.resolution.told, wording))
        blocks: tuple[Block, ...] = (Text(text=outcome),)
    else:
        line = wording.say("🤝 {name} has taken this up", name=scene.name(actor))
        snoozed = (
            (Small(text=wording.say("Snoozed until {moment}", moment=scene.at(case.snoozed_until))),)
            if case.snoozed_until is not None and case.is_snoozed(scene.now)
            else ()
        )
        blocks = (Text(text=about), Text(text=by_when(case, file.feedback, scene), strong=True), *snoozed)
    details = Button(label=wording.say("Details"), action=ShowDetails(case.id))
    buttons = case_buttons(file, wording) if case.resolution is not None else (details,)
    return Card(summary=line, blocks=(Heading(text=line), *blocks, Buttons(buttons=buttons)))


def _own_resolved(file: CaseFile, resolution: Resolution, scene: Scene, *, reader: Member) -> Card:
    wording = scene.wording
    moment = scene.at(resolution.at)
    if resolution.by == reader.id:
        resolved = wording.say("You resolved this, {moment}", moment=moment)
    else:
        resolved = wording.say("Resolved by {name}, {moment}", name=scene.name(resolution.by), moment=moment)
    line = f"✅ {headline(file.feedback, scene, mask=SEE_ALL)}"
    outcome = dotted(resolved, told_outcome(resolution.told, wording))
    report = () if resolution.by == reader.id else (Quote(text=resolution.done, limit=300),)
    return Card(
        summary=f"{line} — {outcome}",
        blocks=(
            Heading(text=dotted(line, customer_name(file.feedback, scene, Names.FULL))),
            Text(text=outcome),
            *report,
            Buttons(buttons=case_buttons(file, wording)),
        ),
    )


def _summary(file: CaseFile, scene: Scene, *, mask: Mask) -> str:
    return f"{headline(file.feedback, scene, mask=mask)} — {by_when(file.case, file.feedback, scene)}"


def _state(case: Case, scene: Scene, *, reader: Member | None) -> str:
    wording = scene.wording
    if case.holder is None or case.claimed_at is None:
        alone = reader is not None and reader.id == case.named
        if alone and case.head_start_until is not None and case.in_head_start(scene.now):
            return wording.say(
                "This is with you alone until {moment}; then your team sees it too.",
                moment=scene.at(case.head_start_until),
            )
        return wording.say("Nobody has this yet.")
    mine = reader is not None and case.holder == reader.id
    since, name = scene.at(case.claimed_at), scene.name(case.holder)
    if case.snoozed_until is not None and case.is_snoozed(scene.now):
        until = scene.at(case.snoozed_until)
        if mine:
            return wording.say("💤 You snoozed this until {moment}", moment=until)
        return wording.say("💤 Snoozed until {moment} — {name}", moment=until, name=name)
    if mine:
        return wording.say("👋 You have this since {moment}", moment=since)
    return wording.say("👋 {name} has this since {moment}", name=name, moment=since)


def _handed_over(file: CaseFile, scene: Scene, *, reader: Member) -> tuple[Block, ...]:
    row = file.handover
    if row is None or file.case.holder != reader.id:
        return ()
    reason = row.details.get("reason", "").strip()
    line = scene.wording.say("{name} handed this over to you.", name=scene.name(row.by))
    back = row.details.get("away_until")
    if back is not None:
        moment = scene.at(datetime.fromisoformat(back))
        line = scene.wording.say(
            "{name} is away until {moment}, so this is yours now.", name=scene.name(row.by), moment=moment
        )
    return (Text(text=line), Quote(text=reason, limit=300)) if reason else (Text(text=line),)


def _at_risk(case: Case, scene: Scene) -> tuple[Block, ...]:
    if case.value_at_risk is None:
        return ()
    amount = scene.wording.money(case.value_at_risk, scene.organisation.currency)
    return (Small(text=scene.wording.say("At risk: {amount} a year", amount=amount)),)


def _updated(file: CaseFile, scene: Scene) -> tuple[Block, ...]:
    if not file.updated:
        return ()
    return (Small(text=scene.wording.say("✏️ The customer added to this after it came in.")),)
