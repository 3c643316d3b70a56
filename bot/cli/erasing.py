"""`klankbord erase`: take what customers said out of the database and the chats, for good, when they ask for it."""

from collections.abc import Sequence
from pathlib import Path

from bot.cli.opening import configured, office
from bot.cli.speaking import OK, CannotDo, complain, say
from bot.clock import Clock, system_clock
from bot.domain.erasure import Sought
from bot.errors import NotFound
from bot.services import erasing
from bot.services.erasing import Erased, Found


async def feedback(path: Path, numbers: Sequence[int], *, yes: bool, clock: Clock = system_clock) -> int:
    """Erase these, all or none of them when one is unknown; without `yes` only say what they are."""
    async with office(configured(path)) as here:
        try:
            found = await erasing.look(here, numbers)
        except NotFound as missing:
            raise CannotDo(f"there is no feedback {missing}, so nothing was erased") from None
        _tell(found)
        if not yes:
            return _how_to_go_on()
        return _told(await erasing.erase(here, numbers, now=clock()))


async def customer(path: Path, sought: Sought, *, yes: bool, clock: Clock = system_clock) -> int:
    """Erase everything that a customer said; without `yes` only say what that is. Nobody found is a failure."""
    if sought.source is not None and sought.customer_id is None:
        raise CannotDo("--source goes with --customer-id: addresses and numbers are looked for at every source")
    async with office(configured(path)) as here:
        found = await erasing.look_for(here, sought)
        if not found.feedback and not found.refused:
            raise CannotDo(
                "nothing is known of this customer, so nothing was erased. Is it written as the source does?"
            )
        _tell(found)
        if not yes:
            return _how_to_go_on()
        return _told(await erasing.erase_customer(here, sought, now=clock()))


def _tell(found: Found) -> None:
    for one in found.feedback:
        case = f"  case {one.case}" if one.case is not None else ""
        say(f"feedback {one.feedback}  {one.source}  {one.day}{case}")
    for number in found.refused:
        say(f"quarantine {number}")
    if found.others:
        numbers = " ".join(map(str, found.others))
        say(f"Not among these, but said under the same customer id at their source: feedback {numbers}")
    if found.files:
        say(f"Files that colleagues took of these days, and may still have: {found.files} (see the table exports)")


def _how_to_go_on() -> int:
    say("Nothing was erased. Type the same with --yes to erase it for good.")
    return OK


def _told(erased: Erased) -> int:
    refused = f" and {erased.refused} from quarantine" if erased.refused else ""
    say(f"Erased: {erased.feedback} feedbacks with {erased.cases} cases{refused}. The bot takes their messages away.")
    if not erased.swept:
        complain(["Others were at work in the database: traces may stay in its files until the bot is restarted."])
    return OK
