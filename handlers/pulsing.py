"""Pulses: what people press and write about them. It is carried out at once and leaves no trace: nothing of it is
recorded, waited with, counted, looked up by member or logged."""

from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.actions import PulseAction, PulseAnswer, PulseGuess, PulseKept, PulseNotNow, PulseReason
from bot.cards import access_notices, pulse_notices
from bot.cards.kept import kept_card
from bot.cards.model import FormErrors, Notice, Reply
from bot.cards.scene import Scene
from bot.domain.destination import Platform
from bot.domain.people import Member
from bot.domain.plan import Question
from bot.domain.pulse import SCALES, Round
from bot.interaction import Happened, Interaction, Pressed, Remarked, Submitted
from bot.services import privacy, pulses
from bot.services.office import Office
from bot.services.pulses import NotTaken
from bot.services.showing import scene_for
from bot.wording import Wording
from handlers import submissions


def leaves_no_trace(what: Happened) -> bool:
    """Whether this is about a pulse, so that it must never be recorded."""
    if isinstance(what, Pressed | Submitted):
        return isinstance(what.action, PulseAction)
    return isinstance(what, Remarked)


async def carry_out(office: Office, interaction: Interaction, *, now: datetime) -> Reply:
    """Do what somebody pressed or wrote about a pulse."""
    member = office.organisation.member_by_account(interaction.person.account)
    scene, platform = _scene(office, interaction, member, now), interaction.person.account.platform
    what = interaction.what
    match what:
        case Remarked(token=None):
            return pulse_notices.reply_to_the_question(scene)
        case Remarked(token=str(token), text=text):
            taken = await pulses.remark(office, token, text, now=now)
            return _refused(taken, scene) if isinstance(taken, NotTaken) else None
        case Submitted(action=PulseReason(token=token), values=values):
            return await _reason(office, token, values.get("reason", ""), scene, now)
        case Pressed(action=action) | Submitted(action=action) if isinstance(action, PulseAction):
            return await _press(office, action, member, scene, platform, now)
    raise AssertionError("not about a pulse")


async def _press(
    office: Office, action: PulseAction, member: Member | None, scene: Scene, platform: Platform, now: datetime
) -> Reply:
    match action:
        case PulseAnswer(token=token, score=score, statement=statement):
            taken = await pulses.answer(office, token, score, statement, now=now)
            if isinstance(taken, Round):
                return pulse_notices.counted(taken, scene, platform)
            return _refused(taken, scene)
        case PulseNotNow(token=token):
            taken = await pulses.withdraw(office, token, now=now)
            return pulse_notices.not_now(scene) if isinstance(taken, Round) else _refused(taken, scene)
        case PulseReason(token=token):
            if platform is Platform.TELEGRAM:
                return pulse_notices.reply_with_reason(scene)
            asked = await pulses.round_of(office, token)
            if asked is None or not asked.takes(now):
                return pulse_notices.closed(scene) if asked is not None else pulse_notices.unknown(scene)
            return pulse_notices.reason_form(asked, token, scene)
        case PulseGuess(round=round_id, place=place):
            scale = SCALES[Question.EXPECTATION]
            if member is None or place >= len(scale):
                return pulse_notices.unknown(scene)
            taken = await pulses.expect(office, round_id, member, scale[place], now=now)
            return pulse_notices.guessed(taken, scene) if isinstance(taken, Round) else _refused(taken, scene)
        case PulseKept():
            return await kept(office, member, scene) if member is not None else access_notices.old_button(scene)
        case _:
            assert_never(action)


async def kept(office: Office, member: Member, scene: Scene) -> Notice:
    """What is kept about somebody, as counts."""
    card = kept_card(await privacy.kept_about(office, member), scene)
    return Notice(text=card.summary, card=card)


async def _reason(office: Office, token: str, words: str, scene: Scene, now: datetime) -> Reply:
    asked = await pulses.round_of(office, token)
    if asked is None:
        return pulse_notices.unknown(scene)
    wrong = submissions.check(pulse_notices.reason_form(asked, token, scene), {"reason": words}, scene)
    if isinstance(wrong, FormErrors):
        return wrong
    taken = await pulses.remark(office, token, words, now=now)
    return pulse_notices.reason_kept(scene) if isinstance(taken, Round) else _refused(taken, scene)


def _refused(why: NotTaken, scene: Scene) -> Notice:
    match why:
        case NotTaken.CLOSED:
            return pulse_notices.closed(scene)
        case NotTaken.NOT_YOURS:
            return pulse_notices.not_yours(scene)
        case _:
            return pulse_notices.unknown(scene)


def _scene(office: Office, interaction: Interaction, member: Member | None, now: datetime) -> Scene:
    org = office.organisation
    if member is not None:
        return scene_for(office, member=member, team=org.default_team, now=now)
    language = (interaction.person.language or org.language).split("-")[0]
    zone: ZoneInfo = org.hours.zone
    return Scene(organisation=org, wording=Wording(language, zone), now=now)
