"""`klankbord quarantine`: look at what was sent to us and refused, and take it in once its cause is mended."""

from collections.abc import Awaitable
from pathlib import Path
from typing import TypeVar

from bot.cli.opening import configured, database, office
from bot.cli.speaking import FAILED, OK, CannotDo, complain, say
from bot.clock import Clock, system_clock
from bot.domain.quarantine import Quarantined
from bot.errors import NotFound
from bot.services import quarantine
from bot.services.office import Office
from handlers.body import parse_kept

T = TypeVar("T")


async def list_all(path: Path) -> int:
    """A line for each: number, when, source, and the first thing that is wrong; never what a customer said."""
    async with database(configured(path)) as db:
        kept = await quarantine.everything(db)
    for one in kept:
        more = f" (and {len(one.wrong) - 1} more)" if len(one.wrong) > 1 else ""
        say(f"{one.id}  {_when(one)}  {one.source}  {one.wrong[0] if one.wrong else 'nothing is known'}{more}")
    if not kept:
        say("Nothing is kept aside.")
    return OK


async def show(path: Path, number: int) -> int:
    """Everything that is wrong with one, and the body as it came. Raises CannotDo when there is none."""
    async with database(configured(path)) as db:
        one = await _get(quarantine.show(db, number), number)
    say(f"{one.id}  {_when(one)}  {one.source}")
    for wrong in one.wrong:
        say(f"  {wrong}")
    say()
    say(one.body.decode(errors="backslashreplace"))
    return OK


async def retry(path: Path, number: int | None, *, clock: Clock = system_clock) -> int:
    """Take one in, or everything (None). What is still wrong stays aside and makes the command fail."""
    async with office(configured(path)) as here:
        numbers = [one.id for one in await quarantine.everything(here.db)] if number is None else [number]
        still_wrong = [one for one in numbers if not await _retry(here, one, clock)]
    if not numbers:
        say("Nothing is kept aside.")
    return FAILED if still_wrong else OK


async def _retry(here: Office, number: int, clock: Clock) -> bool:
    became = await _get(quarantine.retry(here, number, parse_kept, now=clock()), number)
    if isinstance(became, tuple):
        complain(f"{number}: {wrong}" for wrong in became)
        return False
    for receipt in became:
        if receipt.feedback is None:
            say(f"{number}: {receipt.status} on request before, so not kept")
            continue
        case = f", case {receipt.case}" if receipt.case is not None else ""
        say(f"{number}: {receipt.status} as feedback {receipt.feedback}{case}")
    return True


async def _get(answer: Awaitable[T], number: int) -> T:
    try:
        return await answer
    except NotFound:
        raise CannotDo(f"there is no {number} in the quarantine. See: klankbord quarantine list") from None


def _when(one: Quarantined) -> str:
    return f"{one.received_at:%Y-%m-%d %H:%M}Z"
