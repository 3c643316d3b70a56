"""`klankbord migrate`: bring the database up to today's tables."""

from pathlib import Path

from bot.cli.opening import configured
from bot.cli.speaking import OK, say
from storage.engine import Database
from storage.migrating import current, upgrade


async def migrate(path: Path) -> int:
    """Take every step that is missing. Raises ConfigError or DatabaseRefused."""
    db = Database(configured(path).database)
    try:
        before = await current(db)
        await upgrade(db)
        after = await current(db)
    finally:
        await db.close()
    say(f"{db.url}: up to date (step {after})" if before == after else f"{db.url}: took the steps up to {after}")
    return OK
