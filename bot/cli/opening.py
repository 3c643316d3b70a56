"""What the commands need of the bot's surroundings: its configuration, its secrets, its database, its office."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.cli.speaking import CannotDo
from bot.config import Config, load, organisation
from bot.services.office import Office
from storage.engine import Database
from storage.migrating import is_current


def configured(path: Path) -> Config:
    """The configuration at `path`. Raises ConfigError."""
    return load(path, os.environ)


def secrets_in(config: Config) -> list[str]:
    """Every secret text, so that the log can hide it."""
    secrets = [source.secret for source in config.sources]
    if config.slack is not None:
        secrets += filter(None, (config.slack.bot_token, config.slack.app_token, config.slack.signing_secret))
    if config.telegram is not None:
        secrets += filter(None, (config.telegram.bot_token, config.telegram.webhook_secret))
    password = urlsplit(config.database).password or ""
    texts = [secret.get_secret_value() for secret in secrets]
    return [*texts, password, unquote(password), config.heartbeat_url or ""]


def called(db: Database) -> str:
    """The database's address as an operator writes it, but for the password."""
    return str(db.url.set(drivername=db.url.get_backend_name()))


@asynccontextmanager
async def database(config: Config) -> AsyncIterator[Database]:
    """The database, opened. Raises DatabaseRefused, or CannotDo when it has not today's tables yet."""
    opened = Database(config.database)
    try:
        if not await is_current(opened):
            raise CannotDo("the database has not taken all its steps yet. Run: klankbord migrate")
        yield opened
    finally:
        await opened.close()


@asynccontextmanager
async def office(config: Config) -> AsyncIterator[Office]:
    """The office as the running bot has it. The bot itself, which polls, shows what is wanted here."""
    async with database(config) as db:
        opened = Office(db=db, organisation=organisation(config, {}), nudge=_nobody)
        await opened.meet_members()
        yield opened


def _nobody() -> None:
    """The courier is in another process."""
