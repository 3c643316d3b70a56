"""`klankbord invite`: send a member the one-time link to their Telegram, to their own Slack and nowhere else."""

import secrets
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram import Bot

from bot.cards.access_notices import link_card
from bot.cards.scene import Scene
from bot.cli.opening import configured, office
from bot.cli.speaking import OK, CannotDo, say
from bot.clock import Clock, system_clock
from bot.config import Config
from bot.domain.destination import Destination, Platform
from bot.domain.people import Member
from bot.errors import DeliveryError, Uncertain
from bot.platforms.slack.client import web_client, web_session
from bot.platforms.slack.gateway import SlackGateway
from bot.platforms.slack.lookup import user_by_email
from bot.platforms.telegram.client import telegram_bot
from bot.platforms.telegram.linking import deep_link
from bot.services import members
from bot.services.office import Office
from bot.wording import Wording

_NO_POSTING = 0


async def invite(path: Path, email: str, *, clock: Clock = system_clock) -> int:
    """Send the link; it is never shown here. Raises ConfigError, DatabaseRefused, or CannotDo with the reason."""
    config = configured(path)
    if config.slack is None or config.telegram is None:
        missing = "slack" if config.slack is None else "telegram"
        raise CannotDo(
            f"a link leads from Slack to Telegram, and {missing} is not configured. Add the section {missing}"
        )
    async with office(config) as here, web_session() as session:
        member = _member(here, config, email)
        bot = telegram_bot(token=config.telegram.bot_token.get_secret_value(), api_url=config.telegram.api_url)
        try:
            client = web_client(
                config.slack.bot_token.get_secret_value(), session=session, api_url=config.slack.api_url
            )
            return await _invite(here, member, SlackGateway(client, clock=clock), bot, clock)
        finally:
            await bot.shutdown()


def _member(here: Office, config: Config, email: str) -> Member:
    member = here.organisation.member_by_email(email)
    if member is not None:
        return member
    if any(entry.email == email.strip().lower() for entry in config.members):
        raise CannotDo(f"the bot has not met {email} yet. Start it, or take the configuration in: klankbord reload")
    raise CannotDo(f"nobody in the configuration has the address {email}. Add them to members, then: klankbord reload")


async def _invite(here: Office, member: Member, slack: SlackGateway, bot: Bot, clock: Clock) -> int:
    if any(one.platform is Platform.TELEGRAM and one.reachable for one in member.accounts):
        say(f"{member.name} is linked to Telegram already; nothing was sent.")
        return OK
    try:
        user = await _slack_user(member, slack, clock)
        link = await members.offer_link(here.db, member, secret=lambda: secrets.token_urlsafe(24), now=clock())
        url = await deep_link(bot, link.code, clock=clock)
        wording = Wording(member.language, ZoneInfo(member.timezone))
        card = link_card(url, link.until, Scene(organisation=here.organisation, wording=wording, now=clock()))
        chat = Destination(platform=Platform.SLACK, chat=user)
        await slack.post(chat, card, posting=_NO_POSTING, parent=None)
    except Uncertain as error:
        raise CannotDo(f"the link may have been sent or not: {error}. Ask {member.name}, or invite again") from None
    except DeliveryError as error:
        raise CannotDo(f"nothing was sent to {member.name}: {error}") from None
    minutes = members.LINK_LASTS.total_seconds() / 60
    say(f"Sent to {member.name} in Slack. The link works once, within {minutes:.0f} minutes.")
    return OK


async def _slack_user(member: Member, slack: SlackGateway, clock: Clock) -> str:
    linked = next((one.user_id for one in member.accounts if one.platform is Platform.SLACK), None)
    user = linked or await user_by_email(slack.client, member.email, clock=clock)
    if user is None:
        raise CannotDo(f"Slack knows nobody with the address {member.email}. Give {member.name} a slack_id in members")
    return user
