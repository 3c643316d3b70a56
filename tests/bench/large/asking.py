"""The questions as they are asked: words in, a card out, through everything but the network."""

from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from bot.cards.model import Card, Notice, Reply
from bot.cards.scene import Scene
from bot.domain.destination import Platform
from bot.services.office import By
from bot.wording import Wording
from handlers.commanding import Linking, command
from storage.engine import Database
from tests.bench.large.questions import Asked
from tests.bench.large.shop import ADMIN, channel, open_shop
from tests.bench.large.worked import NOW

Asker = Callable[[Asked], Awaitable[Card]]


async def asker(db: Database) -> Asker:
    """An admin who asks, in a team's channel on Slack, in Dutch."""
    office = await open_shop(db)
    member = office.organisation.members[ADMIN]
    by = By(member=member, platform=Platform.SLACK, delivery=None, at=NOW)
    wording = Wording(member.language, ZoneInfo(member.timezone))
    scene = Scene(organisation=office.organisation, wording=wording, now=NOW)
    linking = Linking(secret=lambda: "", telegram_link=None)

    async def ask(asked: Asked) -> Card:
        return _card(await command(office, asked.words, by, scene, linking, asked_at=channel(0)))

    return ask


def _card(reply: Reply) -> Card:
    """Anything else is not an answer, and so no figure."""
    assert isinstance(reply, Notice), reply
    assert reply.card is not None, reply
    return reply.card
