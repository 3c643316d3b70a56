"""What a team's eNPS came to, for whoever of the team asks: the very card that its results are told with."""

from dataclasses import replace

from bot.cards.model import Buttons, Card, Text
from bot.cards.pulse_results import too_few
from bot.cards.scene import Scene
from bot.domain.organisation import Team
from bot.domain.people import Member
from bot.domain.plan import Question
from bot.services.office import Office
from bot.services.showing_pulses import result
from storage import pulse_outcomes


async def enps(office: Office, team: Team, reader: Member, scene: Scene) -> Card | None:
    """The last round that was shown; else why the last one was not. None: there was none.

    Nothing that is held back is in it, so it gives no more away than the results themselves. Only a lead is offered to
    promise something.
    """
    async with office.db.read() as tx:
        last = await pulse_outcomes.latest(tx, team.key, Question.ENPS)
        if last is None:
            return None
        shown = await pulse_outcomes.latest(tx, team.key, Question.ENPS, shown=True)
        card = await result(tx, (shown or last).round, scene)
    if card is None:
        return None
    if shown is not None and shown.round.id != last.round.id:
        title, *rest = card.blocks
        since = scene.wording.say("Since then: {what}", what=too_few(last, scene))
        card = replace(card, blocks=(title, Text(text=since), *rest))
    leads = reader.email in team.leads or office.organisation.is_admin(reader)
    if leads:
        return card
    return replace(card, blocks=tuple(block for block in card.blocks if not isinstance(block, Buttons)))
