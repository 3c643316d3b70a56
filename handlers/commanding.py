"""Commands: each -> one service call -> a private answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.cards import access_notices
from bot.cards.model import Reply
from bot.cards.scene import Scene
from bot.domain.destination import Platform
from bot.services import members
from bot.services.office import By, Office
from handlers import pressing, pulsing, setting
from handlers.commands import Away, Back, Help, LinkMe, NotUnderstood, Privacy, ShowCase, parse


@dataclass(frozen=True, kw_only=True)
class Linking:
    """How one-time links are made; `telegram_link` is None where there is no Telegram bot."""

    secret: Callable[[], str]
    telegram_link: Callable[[str], Awaitable[str]] | None


async def command(office: Office, words: str, by: By, scene: Scene, linking: Linking) -> Reply:
    """Carry out what was typed after /nps."""
    today = by.at.astimezone(scene.wording.zone).date()
    teams = {key: team.name for key, team in office.organisation.teams.items()}
    asked = parse(words, today=today, teams=teams)
    match asked:
        case Help():
            return access_notices.help_(scene)
        case ShowCase(case=case):
            return await pressing.details(office, case, by, scene)
        case LinkMe():
            return await _link(office, by, scene, linking)
        case Away(words=until):
            return await setting.go_away(office, until, by, scene)
        case Back():
            return await setting.come_back(office, by, scene)
        case Privacy():
            return await pulsing.kept(office, by.member, scene)
        case NotUnderstood(typed=typed, nearest=nearest):
            return access_notices.unknown_command(typed, nearest, scene)
        case _:
            return access_notices.help_(scene)


async def _link(office: Office, by: By, scene: Scene, linking: Linking) -> Reply:
    """Only a member's own Slack gets a link: there the workspace vouches for who is asking."""
    if by.platform is not Platform.SLACK:
        return access_notices.link_elsewhere(scene)
    if linking.telegram_link is None:
        return access_notices.nothing_to_link(scene)
    if any(account.platform is Platform.TELEGRAM and account.reachable for account in by.member.accounts):
        return access_notices.link_not_needed(scene)
    link = await members.offer_link(office.db, by.member, secret=linking.secret, now=by.at)
    return access_notices.link_here(await linking.telegram_link(link.code), link.until, scene)
