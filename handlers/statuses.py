"""Somebody's status on Slack changed -> one service call. It matters only for people we know."""

from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.domain.destination import Platform
from bot.platforms.slack.status import StatusNews
from bot.services import away
from bot.services.office import By, Office


def on_status(office: Office, clock: Clock) -> Callable[[StatusNews], Awaitable[None]]:
    """What to call with such news."""

    async def hear(news: StatusNews) -> None:
        member = office.organisation.member_by_account(news.account)
        if member is not None:
            by = By(member=member, platform=Platform.SLACK, delivery=news.delivery, at=clock())
            await away.follow_status(office, by, away_until=news.away_until)

    return hear
