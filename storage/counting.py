"""Keeps the daily numbers true: what stores note in a transaction is added up once, right before it is committed.

Once, since a batch then costs as little as a piece; last, since on PostgreSQL whoever counts in the same row waits
until that commit; and in one order, so that nobody waits for each other.
"""

from collections import Counter, defaultdict
from typing import Any
from weakref import WeakKeyDictionary

from bot.domain.rollup import Contribution, DurationKey, RollupKey
from storage.inserting import Row, add_up
from storage.tables import durations, rollups
from storage.transaction import Transaction

SCORES = tuple(f"s{score}" for score in range(11))
"""The columns of the scores, from 0 on: no scale of ours goes beyond 10."""

COLUMNS = (*SCORES, "unscored", "cases", "told")
_ROLLUP_KEY = ("team", "dimension", "day", "value", "kind")
_DURATION_KEY = ("team", "dimension", "day", "value", "what", "bucket")


def note(tx: Transaction, *changes: Contribution) -> None:
    """Count this at the end of the transaction."""
    noted = _noted.get(tx)
    if noted is None:
        noted = _noted[tx] = Contribution(Counter(), Counter())
    for change in changes:
        for column, n in change.rollups.items():
            noted.rollups[column] += n
        for bucket, n in change.durations.items():
            noted.durations[bucket] += n


def forget(tx: Transaction) -> None:
    """Nothing of this transaction is kept."""
    _noted.pop(tx, None)


async def settle(tx: Transaction) -> None:
    """Add up what was noted."""
    noted = _noted.pop(tx, None)
    if noted is not None:
        await add_up(tx, rollups, _rollup_rows(noted.rollups), counters=COLUMNS)
        await add_up(tx, durations, _duration_rows(noted.durations), counters=("n",))


# Beside the connection, not on it: one that was cut off in the middle cannot be asked for anything any more.
_noted: WeakKeyDictionary[Transaction, Contribution] = WeakKeyDictionary()


def _rollup_rows(changes: Counter[tuple[RollupKey, str]]) -> list[Row]:
    by_key: dict[RollupKey, dict[str, Any]] = defaultdict(dict)
    for (key, column), n in changes.items():
        if n:
            by_key[key][column] = n
    nothing = dict.fromkeys(COLUMNS, 0)
    return [dict(zip(_ROLLUP_KEY, key, strict=True)) | nothing | by_key[key] for key in sorted(by_key)]


def _duration_rows(changes: Counter[DurationKey]) -> list[Row]:
    return [dict(zip(_DURATION_KEY, key, strict=True)) | {"n": changes[key]} for key in sorted(changes) if changes[key]]
