"""Commands: each -> one service call -> a private answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.actions import Ask, Asking, SendChart, ShareAnswer
from bot.cards import access_notices
from bot.cards.help import help_, no_such_period, unknown_command
from bot.cards.model import Reply
from bot.cards.scene import Scene
from bot.domain.destination import Destination, Platform
from bot.domain.permissions import own_team, teams_to_ask_about
from bot.services import members
from bot.services.office import By, Office
from handlers import asking, pulsing, setting
from handlers.asked import Asked, Away, Back, Command, Help, LinkMe, NoSuchPeriod, NotUnderstood, Privacy, ShowCase
from handlers.asking import Draw
from handlers.commands import parse
from handlers.vocabulary import STRETCHES


@dataclass(frozen=True, kw_only=True)
class Linking:
    """How one-time links are made; `telegram_link` is None where there is no Telegram bot."""

    secret: Callable[[], str]
    telegram_link: Callable[[str], Awaitable[str]] | None


async def command(
    office: Office, words: str, by: By, scene: Scene, linking: Linking, *, asked_at: Destination
) -> Reply:
    """Carry out what was typed after /nps."""
    asked = _understood(office, words, by, asked_at=asked_at)
    match asked:
        case Help():
            return help_(scene)
        case ShowCase(case=case):
            return await asking.case(office, case, by, scene)
        case LinkMe():
            return await _link(office, by, scene, linking)
        case Away(words=until):
            return await setting.go_away(office, until, by, scene)
        case Back():
            return await setting.come_back(office, by, scene)
        case Privacy():
            return await pulsing.kept(office, by.member, scene)
        case NotUnderstood(typed=typed, nearest=nearest, unknown_team=stranger, no_table=no_table):
            teams = teams_to_ask_about(by.member, office.organisation)
            return unknown_command(
                typed,
                nearest,
                scene,
                unknown_team=stranger,
                no_table=no_table,
                over_time=no_table in STRETCHES,
                teams=teams,
            )
        case NoSuchPeriod(typed=typed, trouble=trouble):
            return no_such_period(typed, trouble, scene)
        case _:
            return await asking.ask(office, asked, by, scene, asked_at=asked_at)


async def press(
    office: Office, action: Asking, by: By, scene: Scene, linking: Linking, *, asked_at: Destination, draw: Draw
) -> Reply:
    """Carry out a button that carries a question."""
    if isinstance(action, Ask):
        return await command(office, action.words, by, scene, linking, asked_at=asked_at)
    asked = _understood(office, action.words, by, asked_at=asked_at)
    if not isinstance(asked, Asked):
        return access_notices.old_button(scene)
    match action:
        case ShareAnswer():
            return await asking.share(office, asked, by, scene, asked_at=asked_at)
        case SendChart():
            return await asking.picture(office, asked, by, scene, asked_at=asked_at, draw=draw)


def _understood(office: Office, words: str, by: By, *, asked_at: Destination) -> Command:
    """Days are those of the team that is asked about, on its own clock."""
    org = office.organisation
    meant = own_team(by.member, org, here=org.team_at(asked_at.platform, asked_at.chat))
    today = by.at.astimezone((meant.hours if meant is not None else org.hours).zone).date()
    days = {key: by.at.astimezone(team.hours.zone).date() for key, team in org.teams.items()}
    return parse(
        words,
        today=today,
        teams={key: team.name for key, team in org.teams.items()},
        elsewhere={key: day for key, day in days.items() if day != today},
    )


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
