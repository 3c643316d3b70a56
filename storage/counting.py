"""Keeps the daily numbers true: what stores note in a transaction is added up once, right before it is committed.

Once, since a batch then costs as little as a piece; last, since on PostgreSQL whoever counts in the same row waits
until that commit; and in one order, so that nobody waits for each other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Delete, Table, bindparam, delete

from bot.domain.durations import LAST
from bot.domain.rollup import Contribution, DurationKey, RollupKey
from storage.inserting import Row, add_up
from storage.tables import durations, rollups
from storage.transaction import Transaction

SCORES = tuple(f"s{score}" for score in range(11))
"""The columns of the scores, from 0 on: no scale of ours goes beyond 10."""

COLUMNS = (*SCORES, "unscored", "cases", "told")
_ROLLUP_KEY = ("team", "dimension", "day", "value", "kind")
_DURATION_KEY = ("team", "dimension", "day", "value", "what")

BUCKETS = tuple(f"b{bucket}" for bucket in range(LAST + 1))
"""The columns of the buckets."""

LASTED = ("n", *BUCKETS)

K = TypeVar("K", RollupKey, DurationKey)


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
        await add_up(tx, rollups, _rows(_ROLLUP_KEY, COLUMNS, noted.rollups), counters=COLUMNS)
        await add_up(tx, durations, _rows(_DURATION_KEY, LASTED, noted.durations), counters=LASTED)


async def drop_zeros(tx: Transaction, changes: Sequence[Contribution]) -> None:
    """Where these changes, which were added up, have left nothing to count, leave no row either."""
    if counted := {key for change in changes for key, _ in change.rollups}:
        await tx.execute(_DROP_ROLLUP, _keys(_ROLLUP_KEY, counted))
    if lasted := {key for change in changes for key, _ in change.durations}:
        await tx.execute(_DROP_DURATION, _keys(_DURATION_KEY, lasted))


def _keys(names: Sequence[str], keys: Iterable[RollupKey | DurationKey]) -> list[Row]:
    return [{f"of_{name}": value for name, value in zip(names, key, strict=True)} for key in sorted(keys)]


def _dropping(table: Table, key: Iterable[str], counters: Iterable[str]) -> Delete:
    these = (table.c[name] == bindparam(f"of_{name}") for name in key)
    return delete(table).where(*these, *(table.c[name] == 0 for name in counters))


_DROP_ROLLUP = _dropping(rollups, _ROLLUP_KEY, COLUMNS)
_DROP_DURATION = _dropping(durations, _DURATION_KEY, LASTED)

# Beside the connection, not on it: one that was cut off in the middle cannot be asked for anything any more.
_noted: WeakKeyDictionary[Transaction, Contribution] = WeakKeyDictionary()


def _rows(names: Sequence[str], columns: Sequence[str], changes: Counter[tuple[K, str]]) -> list[Row]:
    by_key: dict[K, dict[str, Any]] = defaultdict(dict)
    for (key, column), n in changes.items():
        if n:
            by_key[key][column] = n
    nothing = dict.fromkeys(columns, 0)
    return [dict(zip(names, key, strict=True)) | nothing | by_key[key] for key in sorted(by_key)]
