"""`klankbord postings`: look at the messages that could not be sent, and send them after all."""

from pathlib import Path

from bot.cli.opening import configured, database
from bot.cli.speaking import OK, say
from bot.clock import Clock, system_clock
from bot.domain.posting import Standing
from bot.services import set_aside

_MEANING = {
    Standing.LIVE: "on their way",
    Standing.PARKED: "parked: tried often, or refused",
    Standing.GONE: "gone: their chat is closed to us",
}


async def list_all(path: Path) -> int:
    """How many there are of each kind, then where and why they do not stand."""
    async with database(configured(path)) as db:
        counts, groups = await set_aside.overview(db)
    for standing, meaning in _MEANING.items():
        say(f"{counts.get(standing, 0):>6}  {meaning}")
    for one in groups:
        where = f"{one.platform} {one.chat} (team {one.team})"
        say(f"{one.standing}: {one.postings} for {where}, since {one.oldest:%Y-%m-%d %H:%M}Z: {one.reason}")
    return OK


async def retry(path: Path, which: tuple[Standing, ...], *, clock: Clock = system_clock) -> int:
    """Give them back to the bot, which sends them as soon as it runs."""
    async with database(configured(path)) as db:
        for standing in which:
            say(f"{await set_aside.try_again(db, standing, now=clock())} {standing} postings are tried again.")
    return OK
