"""`klankbord check`: what still lacks before the bot can do its work, one line each with what to do."""

from collections.abc import Iterator
from pathlib import Path

from slack_sdk.errors import SlackClientError
from telegram.error import TelegramError

from bot.cli.opening import called, configured
from bot.cli.speaking import FAILED, OK, complain, say
from bot.config import Config, organisation
from bot.config.platforms import SlackSection, TelegramSection
from bot.domain.destination import Destination, Platform
from bot.domain.sampling import SMALLEST
from bot.errors import Complaint, DatabaseRefused
from bot.platforms.slack import check as slack
from bot.platforms.slack.client import web_client, web_session
from bot.platforms.telegram import check as telegram
from bot.platforms.telegram.client import telegram_bot
from storage.engine import Database
from storage.migrating import is_current


async def check(path: Path) -> int:
    """Look at everything and change nothing. Raises ConfigError when the configuration itself is wrong."""
    config = configured(path)
    say(f"{path}: {len(config.teams)} teams, {len(config.members)} members, {len(config.sources)} sources")
    complaints = _told(_samples(config)) + await _check_database(config)
    if config.slack is not None:
        complaints += await _check_slack(config.slack, config)
    if config.telegram is not None:
        complaints += await _check_telegram(config.telegram, config)
    serious = sum(complaint.serious for complaint in complaints)
    if serious:
        complain([f"To mend: {serious}." if serious == len(complaints) else f"To mend: {serious}; the rest can wait."])
        return FAILED
    say("Klankbord can run.")
    return OK


def _told(complaints: list[Complaint]) -> list[Complaint]:
    complain(complaints)
    return complaints


def _samples(config: Config) -> list[Complaint]:
    """A part of a small organisation would be too few to stay unknown, so the bot asks everybody."""
    if len(config.members) >= SMALLEST:
        return []
    what = f"a part of {len(config.members)} members is too few to stay unknown, so everybody is asked"
    hint = f"It is taken from {SMALLEST} members on; leave it, or take it out."
    samples = [pulse for pulse in config.pulses if pulse.sample < 1]
    return [Complaint(where=f"pulses.{one.key}.sample", what=what, hint=hint, serious=False) for one in samples]


async def _check_database(config: Config) -> list[Complaint]:
    db = Database(config.database)
    try:
        ready = await is_current(db)
    except DatabaseRefused as error:
        what, _, hint = str(error).partition(". ")
        return _told([Complaint(where="database", what=what, hint=hint)])
    finally:
        await db.close()
    if ready:
        say(f"Database: {called(db)} is ready")
        return []
    hint = "`klankbord run` makes them so at its start; `klankbord migrate` does it now."
    return _told([Complaint(where="database", what="its tables are not those of today", hint=hint, serious=False)])


async def _check_slack(section: SlackSection, config: Config) -> list[Complaint]:
    token = section.app_token.get_secret_value() if section.app_token is not None else None
    async with web_session() as session:
        client = web_client(section.bot_token.get_secret_value(), session=session, api_url=section.api_url)
        places = [(team, place.chat) for team, place in _places(config, Platform.SLACK)]
        complaints = await slack.check(client, places=places, app_token=token)
        try:
            we = await client.auth_test()
        except (SlackClientError, OSError, TimeoutError):
            return _told(complaints)  # which say so already
        say(f"Slack: connected as {we.get('user')} in {we.get('team')}")
    return _told(complaints)


async def _check_telegram(section: TelegramSection, config: Config) -> list[Complaint]:
    bot = telegram_bot(token=section.bot_token.get_secret_value(), api_url=section.api_url)
    places = [
        telegram.Place(team=team, chat=place.chat, topic=place.thread)
        for team, place in _places(config, Platform.TELEGRAM)
    ]
    try:
        complaints = await telegram.check(bot, places=places, webhook_url=section.webhook_url)
        say(f"Telegram: connected as @{(await bot.get_me()).username}")
    except TelegramError:
        pass  # the complaints say so already
    finally:
        await bot.shutdown()
    return _told(complaints)


def _places(config: Config, platform: Platform) -> Iterator[tuple[str, Destination]]:
    """Everywhere that cards may go, with the name of the team whose they are, each place once."""
    org = organisation(config, {})
    everywhere = [(team.name, one.place) for team in org.teams.values() for one in team.destinations]
    everywhere += [(org.teams[rule.team].name, one.place) for rule in org.rules for one in rule.destinations or ()]
    yield from dict.fromkeys(each for each in everywhere if each[1].platform is platform)
