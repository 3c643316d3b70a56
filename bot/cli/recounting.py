"""`klankbord recount`: prove the numbers of every day against the feedback itself, and mend them."""

from pathlib import Path

from bot.cli.opening import configured, database
from bot.cli.speaking import FAILED, OK, say
from bot.services.recounting import recount as count_anew


async def recount(path: Path, *, mend: bool) -> int:
    """Says what differed. Without `mend` nothing is changed, and a difference is a failure."""
    wrong = 0
    async with database(configured(path)) as db:
        async for piece in count_anew(db, mend=mend):
            if piece.numbers or piece.words:
                wrong += 1
                say(f"{piece.team}, {piece.first} to {piece.last}: {piece.numbers} numbers, {piece.words} words differ")
    if not wrong:
        say("All numbers and words are right.")
        return OK
    say("They were put right." if mend else "Run klankbord recount to put them right.")
    return OK if mend else FAILED
