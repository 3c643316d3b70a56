"""Erasing customers' words on request: from the database, from the numbers, and from the chats.

Once it is committed nothing of it can come back: a source that sends it again hears that it was erased.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.erasure import Erasable, Sought
from bot.errors import NotFound
from bot.services import homes
from bot.services.office import Office
from bot.services.racing import until_kept
from storage import erasures, exports, remains, traces
from storage import homes as home_store
from storage.engine import Transaction
from storage.leftovers import sweep_erased

log = logging.getLogger(__name__)

_BEYOND = 2**63
"""No row has such a number, and no database takes it."""

_AT_ONCE = 500
"""Databases take only so many values in a statement."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What would be erased: feedback, with its cases, and bodies in quarantine. `others` were said by customers with
    the same ids at their sources; so many `files` that members took along may hold it too."""

    feedback: Sequence[Erasable]
    refused: Sequence[int] = ()
    others: Sequence[int] = ()
    files: int = 0


@dataclass(frozen=True, kw_only=True)
class Erased:
    """How much was erased. `swept`: nothing of it is left in the database's files either, as far as we can tell."""

    feedback: int
    cases: int
    refused: int
    swept: bool


async def look(office: Office, numbers: Collection[int]) -> Found:
    """What these are. Raises NotFound when there is one that does not exist, or was erased before."""
    async with office.db.read() as tx:
        found = await erasures.look(tx, [number for number in numbers if 0 < number < _BEYOND])
        missing = sorted(set(numbers) - {one.feedback for one in found})
        if missing:
            raise NotFound(", ".join(map(str, missing)))
        refused = await remains.refused_pieces(tx, await erasures.keys_of(tx, [one.feedback for one in found]))
        return Found(feedback=found, refused=refused, files=await _files(tx, found))


async def look_for(office: Office, sought: Sought) -> Found:
    """What a customer said, and what was refused of it."""
    async with office.db.read() as tx:
        numbers = await erasures.of_customer(tx, sought)
        found = [one for some in _batches(numbers) for one in await erasures.look(tx, some)]
        keys = [key for some in _batches(numbers) for key in await erasures.keys_of(tx, some)]
        theirs = {number for some in _batches(numbers) for number in await erasures.of_same_ids(tx, some)}
        refused = {*await remains.refused_pieces(tx, keys), *await remains.refused_of_customer(tx, sought)}
        return Found(
            feedback=found,
            refused=sorted(refused),
            others=sorted(theirs - set(numbers)),
            files=await _files(tx, found),
        )


async def erase(office: Office, numbers: Sequence[int], *, now: datetime) -> Erased:
    """Erase these, each in a transaction of its own. What no longer exists is passed over."""
    done = [await _erase(office, [number], None, now) for number in dict.fromkeys(numbers)]
    return await _finish(office, done)


async def erase_customer(office: Office, sought: Sought, *, now: datetime) -> Erased:
    """Erase everything that a customer said, in one transaction."""
    async with office.db.read() as tx:
        numbers = await erasures.of_customer(tx, sought)
    return await _finish(office, [await _erase(office, numbers, sought, now)])


async def _erase(office: Office, numbers: Sequence[int], sought: Sought | None, now: datetime) -> Erased:
    async def attempt() -> Erased:
        feedback = cases = refused = 0
        async with office.db.begin() as tx:
            for some in _batches(numbers):
                held = await erasures.hold(tx, some)
                refused += await _let_go(tx, held, now)
                feedback, cases = feedback + len(held.feedback), cases + len(held.cases)
            if sought is not None:
                refused += await remains.drop_refused(tx, await remains.refused_of_customer(tx, sought))
            if feedback:
                # Homes are forgotten a day after they were looked at, so nobody knows which of them still shows it.
                await homes.follow(tx, await home_store.everybody(tx), now=now)
        return Erased(feedback=feedback, cases=cases, refused=refused, swept=False)

    return await until_kept(attempt)


async def _let_go(tx: Transaction, held: erasures.Held, now: datetime) -> int:
    """Returns how many bodies went from quarantine."""
    showing = await traces.of(tx, held)
    refused = await remains.drop(tx, held)
    await erasures.take_away(tx, held, now=now)
    await erasures.delete_all(tx, held, now=now)
    for shows, subjects in showing.items():
        await erasures.want_anew(tx, shows, subjects, now=now)
    return refused


async def _finish(office: Office, done: Sequence[Erased]) -> Erased:
    feedback, cases = sum(one.feedback for one in done), sum(one.cases for one in done)
    refused = sum(one.refused for one in done)
    if feedback or refused:
        log.info("erased on request: %d feedbacks, %d cases, %d refused bodies", feedback, cases, refused)
        office.nudge()
    return Erased(feedback=feedback, cases=cases, refused=refused, swept=await sweep_erased(office.db))


async def _files(tx: Transaction, found: Sequence[Erasable]) -> int:
    return await exports.with_any_of(tx, {(one.team, one.day) for one in found})


def _batches(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)]
