"""What a posting shows, loaded and drawn as things are at this moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.cards.case import own_card, team_card
from bot.cards.chat_gone import chat_gone_card
from bot.cards.feedback import own_feedback_card, team_feedback_card
from bot.cards.gather import gather_card
from bot.cards.home import nobodys_home
from bot.cards.left import left_card
from bot.cards.model import Card
from bot.cards.note import handed_over_card, note_card
from bot.cards.report import report_card
from bot.cards.scene import Scene
from bot.cards.told import told_card
from bot.domain.case import CaseState, Happening
from bot.domain.people import Member, Names
from bot.domain.posting import Posting, Shows
from bot.errors import NotFound
from bot.services.mine import home_of
from bot.services.office import Office
from bot.services.showing_answers import question_truth
from bot.services.showing_digests import digest_truth
from bot.services.showing_pulses import PULSES, pulse_truth
from bot.services.showing_steps import bundle, step_card
from bot.wording import Wording
from storage import cases, chats, feedback, postings
from storage.engine import Transaction


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What should stand there now; None: nothing. `work`: somebody still has to act on it, so it may not get lost.

    `later`: nothing may be sent there before this moment; look again then.
    """

    card: Card | None
    work: bool = False
    later: datetime | None = None


def scene_for(office: Office, *, member: Member | None, team: str, now: datetime) -> Scene:
    """Private messages are in the member's words and zone, all others in the team's."""
    if member is not None:
        wording = Wording(member.language, ZoneInfo(member.timezone))
    else:
        ours = office.team(team)
        wording = Wording(ours.language, ours.hours.zone)
    return Scene(organisation=office.organisation, wording=wording, now=now)


async def truth(office: Office, posting: Posting, *, now: datetime) -> Truth:
    """What this posting should show at this moment. What no longer exists should not stand there either."""
    if posting.absent:
        return Truth(card=None)
    reader = office.organisation.members.get(posting.member) if posting.member is not None else None
    scene = scene_for(office, member=reader, team=posting.team, now=now)
    if reader is not None and not reader.active:
        return Truth(card=nobodys_home(scene) if posting.shows is Shows.HOME else None)
    try:
        if posting.shows in PULSES:
            shown = await pulse_truth(office, posting, scene, reader)
            return Truth(card=None, later=shown) if isinstance(shown, datetime) else Truth(card=shown)
        if posting.shows is Shows.QUESTION:
            return Truth(card=await question_truth(office, posting, scene))
        async with office.db.read() as tx:
            return await _truth(tx, office, posting, scene, reader)
    except NotFound:
        return Truth(card=None)


async def _truth(tx: Transaction, office: Office, posting: Posting, scene: Scene, reader: Member | None) -> Truth:
    names = _names(office, posting)
    match posting.shows:
        case Shows.TEAM_CASE:
            file = await cases.file(tx, posting.subject)
            card = team_card(file, scene, names=names)
            return Truth(card=card, work=file.case.state is not CaseState.RESOLVED)
        case Shows.OWN_CASE:
            file = await cases.file(tx, posting.subject)
            settled = file.case.state is CaseState.RESOLVED
            if reader is None or (settled and posting.shown == 0):
                return Truth(card=None)
            return Truth(card=own_card(file, scene, reader=reader), work=not settled)
        case Shows.REPORT | Shows.LEFT | Shows.NOTE | Shows.TOLD:
            row = await cases.history_row(tx, posting.subject)
            file = await cases.file(tx, row.case_id)
            if posting.shows is Shows.REPORT:
                return Truth(card=report_card(file, row, scene, names=names))
            if posting.shows is Shows.LEFT:
                return Truth(card=left_card(file, row, scene, names=names))
            if posting.shows is Shows.NOTE:
                draw = handed_over_card if row.what is Happening.HANDED_OVER else note_card
                return Truth(card=draw(file, row, scene))
            return Truth(card=told_card(file, row, scene, reader=reader) if reader is not None else None)
        case Shows.FEEDBACK:
            heard = await feedback.get(tx, posting.subject)
            shared = await postings.of(tx, (Shows.OWN_FEEDBACK,), posting.subject)
            sharer = office.organisation.members.get(shared[0].member) if shared and shared[0].member else None
            return Truth(card=team_feedback_card(heard, scene, names=names, shared_by=sharer))
        case Shows.OWN_FEEDBACK:
            heard = await feedback.get(tx, posting.subject)
            is_shared = bool(await postings.of(tx, (Shows.FEEDBACK,), posting.subject))
            if reader is None:
                return Truth(card=None)
            return Truth(card=own_feedback_card(heard, scene, reader=reader, shared=is_shared))
        case Shows.GATHER:
            team, day, counts = await feedback.gathered(tx, posting.subject)
            return Truth(card=gather_card(office.team(team), day, counts, scene) if counts else None)
        case Shows.CHAT_GONE:
            chat = await chats.get(tx, posting.subject)
            if chat is None or chat.closed_because is None:
                return Truth(card=None)
            team_name = scene.team_name(posting.team)
            return Truth(card=chat_gone_card(chat.platform, chat.chat, chat.closed_because, scene, team_name))
        case Shows.DIGEST:
            return Truth(card=await digest_truth(tx, posting, scene, names=names))
        case Shows.PULSE | Shows.PULSE_REMINDER | Shows.PULSE_RESULT | Shows.EXPECTATION:
            raise AssertionError("pulses are drawn apart")
        case Shows.QUESTION:
            raise AssertionError("answers are found apart")
        case Shows.STILL_ON_IT | Shows.REMINDER | Shows.ESCALATION:
            return Truth(card=await step_card(tx, posting, scene, reader, names=names))
        case Shows.HOME:
            return Truth(card=await home_of(tx, office, reader, scene) if reader is not None else None)
        case Shows.BUNDLE:
            return Truth(card=await bundle(tx, posting, scene, reader))
        case _:
            assert_never(posting.shows)


def _names(office: Office, posting: Posting) -> Names:
    there = office.organisation.team_destination(office.team(posting.team), posting.place)
    return there.names if there is not None else Names.INITIALS
