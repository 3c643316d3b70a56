"""`klankbord migrate`: bring the database up to today's tables."""

from pathlib import Path

from bot.cli.opening import called, configured
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
    what = f"is up to date (step {after})" if before == after else f"has taken the steps up to {after}"
    say(f"{called(db)} {what}")
    return OK
