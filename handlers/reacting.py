"""Reactions on cards, and words under them: each -> one service call -> what the person gets back."""

from bot.cards import access_notices, notices
from bot.cards.model import Confirmed, Reply
from bot.cards.scene import Scene
from bot.domain.case import Case, CaseState, No, WhyNot
from bot.domain.destination import Remote
from bot.interaction import Interaction, Reacted
from bot.services import cards_touched, cases
from bot.services.office import By, Office


async def react(office: Office, interaction: Interaction, reaction: Reacted, by: By, scene: Scene) -> Reply:
    """Do what the operator's map says that this emoji does; every other reaction is just a reaction."""
    verb = office.organisation.reactions.get(by.platform, {}).get(reaction.emoji)
    if verb == "note" and reaction.added:
        return await _note(office, interaction, by, scene)
    case_id = await cards_touched.case_behind(office, by.platform, interaction.message)
    if verb is None or case_id is None:
        return None
    file = await cases.look(office, case_id, by)
    if isinstance(file, No):
        return notices.refused(file, scene) if reaction.added else None
    match verb, reaction.added:
        case "claim", True:
            return await _claim(office, file.case, by, scene)
        case "claim", False if file.case.holder == by.member.id:
            outcome = await cases.release(office, case_id, by)
            return notices.released(scene) if isinstance(outcome, Case) else None
        case "resolve", True if file.case.state is CaseState.RESOLVED:
            return notices.refused(No(why=WhyNot.RESOLVED, case=file.case), scene)
        case "resolve", True:
            return notices.report_asked(file.case, scene)
    return None


async def note(
    office: Office,
    case_id: int,
    by: By,
    scene: Scene,
    *,
    words: str,
    heard_at: Remote | None,
    author: str | None = None,
) -> Reply:
    """Keep words as a note; a reaction on the message confirms it."""
    if not words.strip():
        return access_notices.say_what(scene)
    outcome = await cases.note(office, case_id, by, words=words.strip(), author=author, heard_at=heard_at)
    if isinstance(outcome, No):
        return notices.refused(outcome, scene)
    return Confirmed() if outcome is not None else None


async def _claim(office: Office, case: Case, by: By, scene: Scene) -> Reply:
    """Leads look at everything: a glance does not make them the holder, unless the operator says so."""
    leads = office.team(case.team).leads
    if by.member.email in leads and not office.organisation.cards.leads_claim_by_reaction:
        return notices.refused(No(why=WhyNot.NOT_BY_A_GLANCE, case=case), scene)
    outcome = await cases.claim(office, case.id, by)
    if isinstance(outcome, No):
        return notices.refused(outcome, scene)
    if outcome is None:
        return None
    file = await cases.look(office, case.id, by)
    return notices.claimed_by_reaction(file, scene) if not isinstance(file, No) else None


async def _note(office: Office, interaction: Interaction, by: By, scene: Scene) -> Reply:
    """A colleague's message under a card becomes a note, in that colleague's name."""
    if interaction.message is None:
        return None
    words, under, author = interaction.words, interaction.thread, interaction.author
    if words is None:
        heard = await cards_touched.heard(office, by.platform, interaction.message)
        if heard is None:
            return None
        words, under, author = heard.words, heard.under, heard.author
    case = await cards_touched.case_behind(office, by.platform, under)
    if case is None:
        return None
    return await note(office, case, by, scene, words=words, heard_at=under, author=author)
