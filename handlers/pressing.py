"""Buttons and forms: each action -> one service call -> what the presser gets back."""

from collections.abc import Mapping
from typing import assert_never

from bot.actions import (
    Action,
    Ask,
    ClaimCase,
    ComeBack,
    FormAction,
    GoAway,
    HandOverCase,
    NoteOnCase,
    PromiseOnRound,
    PulseAnswer,
    PulseGuess,
    PulseKept,
    PulseNotNow,
    PulseReason,
    ReleaseCase,
    ReopenCase,
    ResolveCase,
    SendChart,
    SetLanguage,
    ShareAnswer,
    ShareWords,
    ShowContact,
    ShowDetails,
    ShowWords,
    SnoozeCase,
    StillOnIt,
)
from bot.cards import access_notices, notices, settings
from bot.cards.contact import contact_card
from bot.cards.details import details_card
from bot.cards.feedback import words_card
from bot.cards.forms import hand_over_form, note_form, resolve_form, snooze_form
from bot.cards.model import Form, Notice, Reply
from bot.cards.scene import Scene
from bot.domain import case as rules
from bot.domain.case import Case, No
from bot.domain.case_file import CaseFile
from bot.domain.people import Member
from bot.domain.snoozing import snooze_moments
from bot.services import cases, reading, sharing
from bot.services.cases import Outcome
from bot.services.office import By, Office
from handlers import promising, setting, submissions


async def press(office: Office, action: Action, by: By, scene: Scene) -> Reply:
    """Carry out a button, or answer with the form that it opens. Raises NotFound for what no longer exists."""
    match action:
        case ClaimCase(case=case):
            outcome = await cases.claim(office, case, by)
            if not isinstance(outcome, Case):
                return _answer(outcome, scene, None)
            return notices.claimed(outcome, await reading.behind(office, outcome), scene)
        case ReleaseCase(case=case):
            return _answer(await cases.release(office, case, by), scene, notices.released(scene))
        case ReopenCase(case=case):
            outcome = await cases.reopen(office, case, by)
            return notices.reopened(outcome, scene) if isinstance(outcome, Case) else _answer(outcome, scene, None)
        case StillOnIt(case=case):
            outcome = await cases.still_on_it(office, case, by)
            return notices.still_on_it(outcome, scene) if isinstance(outcome, Case) else _answer(outcome, scene, None)
        case ResolveCase() | HandOverCase() | SnoozeCase() | NoteOnCase():
            return await form(office, action, by, scene)
        case ShowDetails(case=case):
            return await details(office, case, by, scene)
        case ShowContact(case=case):
            seen = await cases.see_contact(office, case, by)
            if isinstance(seen, No):
                return notices.refused(seen, scene)
            card = contact_card(seen, scene)
            return Notice(text=card.summary, card=card)
        case ShowWords(feedback=feedback):
            heard = await reading.heard(office, feedback, by)
            card = words_card(heard, scene, reader=by.member, names=reading.names_for(office, heard.team))
            return Notice(text=card.summary, card=card)
        case ShareWords(feedback=feedback):
            team = await sharing.share(office, feedback, by)
            return notices.shared(team.name, scene) if team is not None else notices.nothing_to_share(scene)
        case PromiseOnRound(round=round_id):
            return await promising.form(office, round_id, by, scene)
        case Ask() | ShareAnswer() | SendChart():
            return access_notices.old_button(scene)
        case SetLanguage(language=language):
            return await setting.language(office, language, by, scene)
        case GoAway():
            return settings.away_form(scene)
        case ComeBack():
            return await setting.come_back(office, by, scene)
        case PulseAnswer() | PulseReason() | PulseNotNow() | PulseGuess() | PulseKept():
            raise AssertionError("carried out apart, without a trace")
        case _:
            assert_never(action)


async def form(office: Office, action: FormAction, by: By, scene: Scene) -> Form | Notice:
    """The form behind a button, with today's choices; or why there is none."""
    file = await cases.look(office, action.case, by)
    if isinstance(file, No):
        return notices.refused(file, scene)
    refused = _pointless(action, file, by)
    if refused is not None:
        return notices.refused(refused, scene)
    team = office.team(file.case.team)
    if isinstance(action, ResolveCase):
        return resolve_form(file, team, scene)
    if isinstance(action, HandOverCase):
        others = _colleagues(office, file, by)
        return hand_over_form(file, others, scene) if others else notices.no_colleagues(scene)
    if isinstance(action, SnoozeCase):
        moments = snooze_moments(by.at, file.case.deadline, team.hours)
        return snooze_form(file, moments, scene) if moments else notices.no_time_to_snooze(file.case, scene)
    return note_form(file, scene)


async def submit(office: Office, action: Action, values: Mapping[str, str], by: By, scene: Scene) -> Reply:
    """Carry out a form, or say what is wrong in it. What was written is checked against the form as it is now."""
    if isinstance(action, PromiseOnRound):
        return await promising.submit(office, action.round, values, by, scene)
    if isinstance(action, GoAway):
        return await setting.submit_away(office, values, by, scene)
    if not isinstance(action, FormAction):
        return access_notices.old_button(scene)
    asked = await form(office, action, by, scene)
    if isinstance(asked, Notice):
        return asked
    wrong = submissions.check(asked, values, scene)
    if wrong is not None:
        return wrong
    match action:
        case ResolveCase(case=case):
            said = submissions.ReportWords.read(values)
            resolved = await cases.resolve(
                office, case, by, cause=said.cause, done=said.done, told=said.told, because=said.because
            )
            return _answer(resolved, scene, notices.resolved(scene))
        case HandOverCase(case=case):
            to = int(values["to"])
            outcome = await cases.hand_over(office, case, by, to=to, reason=values.get("reason", "").strip())
            return _answer(outcome, scene, notices.handed_over(office.organisation.members[to], scene))
        case SnoozeCase(case=case):
            outcome = await cases.snooze(office, case, by, until=submissions.moment(values))
            return notices.snoozed(outcome, scene) if isinstance(outcome, Case) else _answer(outcome, scene, None)
        case NoteOnCase(case=case):
            outcome = await cases.note(office, case, by, words=values["note"].strip())
            return _answer(outcome, scene, notices.noted(scene))
        case _:
            assert_never(action)


async def details(office: Office, case_id: int, by: By, scene: Scene) -> Reply:
    """Everything about a case, with its history."""
    file = await cases.look(office, case_id, by)
    if isinstance(file, No):
        return notices.refused(file, scene)
    rows = await reading.history(office, case_id)
    card = details_card(file, rows, scene, reader=by.member, names=reading.names_for(office, file.case.team))
    return Notice(text=card.summary, card=card)


def _answer(outcome: Outcome, scene: Scene, done: Notice | None) -> Reply:
    """The answer to a change: done, why not, or nothing when this very press had its effect (and answer) before."""
    if isinstance(outcome, No):
        return notices.refused(outcome, scene)
    return done if outcome is not None else None


def _pointless(action: FormAction, file: CaseFile, by: By) -> No | None:
    """Why a form would only be filled in for nothing."""
    case, me = file.case, by.member.id
    tried: Case | No = case
    if isinstance(action, ResolveCase):
        tried = rules.may_resolve(case, by=me, now=by.at)
    elif isinstance(action, HandOverCase | SnoozeCase):
        tried = rules.may_pass_on(case, by=me)
    return tried if isinstance(tried, No) else None


def _colleagues(office: Office, file: CaseFile, by: By) -> list[Member]:
    team = office.team(file.case.team)
    everyone = office.organisation.members.values()
    ours = (member for member in everyone if member.active and member.id != by.member.id and team.has(member.email))
    return sorted(ours, key=lambda member: member.name)
