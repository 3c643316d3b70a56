"""`klankbord updates`: look at what a platform told us and we failed to handle, and let the bot handle it after all."""

from pathlib import Path

from bot.cli.opening import configured, database
from bot.cli.speaking import OK, say
from bot.services import set_aside


async def list_all(path: Path) -> int:
    """A line for each: when, from where, and the name under which the log tells what went wrong; nobody's words."""
    async with database(configured(path)) as db:
        waiting = await set_aside.left_alone(db)
    for one in waiting:
        say(f"{one.received_at:%Y-%m-%d %H:%M}Z  {one.platform}  {one.delivery}")
    if not waiting:
        say("Nothing was left alone.")
    return OK


async def retry(path: Path) -> int:
    """Give them back to the bot, which handles them as soon as it runs."""
    async with database(configured(path)) as db:
        say(f"{await set_aside.handle_again(db)} updates are handled again.")
    return OK
