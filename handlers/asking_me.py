"""/nps me and /nps enps -> one service call -> a private answer."""

from bot.cards import me as cards
from bot.cards.model import Notice
from bot.cards.scene import Scene
from bot.domain.organisation import Team
from bot.services import mine, team_pulse
from bot.services.office import By, Office


async def me(office: Office, by: By, scene: Scene) -> Notice:
    """What waits for whoever asks, and what customers said about them."""
    card = await mine.me(office, by.member, scene)
    return Notice(text=card.summary, card=card)


async def enps(office: Office, team: Team, by: By, scene: Scene) -> Notice:
    """How the team likes working here, for its own people, as totals that give nobody away."""
    if not team.has(by.member.email) and not office.organisation.is_admin(by.member):
        return cards.not_your_pulse(team.name, scene)
    card = await team_pulse.enps(office, team, by.member, scene)
    return Notice(text=card.summary, card=card) if card is not None else cards.no_pulse_yet(team.name, scene)
