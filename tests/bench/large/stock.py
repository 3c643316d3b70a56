"""Makes what is asked of: raw rows for every place that lacks them, and what the product keeps about them."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from storage.engine import Database
from storage.tables import metadata
from tests.bench.large.deriving import DURATIONS, ROLLUPS, WORDS, counted, spoken
from tests.bench.large.export import Export
from tests.bench.large.filling import Filling, filling
from tests.bench.large.heard import heard
from tests.bench.large.kept import EXPORT, Kept
from tests.bench.large.shop import move_in
from tests.bench.large.worked import worked

_TABLES = ("feedback", "cases", WORDS, ROLLUPS, DURATIONS)


@dataclass(kw_only=True)
class Seconds:
    """What was spent on what."""

    of: dict[str, float] = field(default_factory=dict)

    def spend(self, what: str, since: float) -> float:
        """Until now; returns now."""
        now = time.perf_counter()
        self.of[what] = self.of.get(what, 0.0) + now - since
        return now


async def stocked(kept: Kept, size: int, databases: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
    """See that the size stands on these databases and as files; what each took to make, in seconds."""
    lacking = [one for one in databases if kept.done(size, one) is None]
    exports = kept.done(size, EXPORT) is None
    if lacking or exports:
        await _make(kept, size, lacking, exports=exports)
    found = {one: kept.done(size, one) for one in (*databases, EXPORT)}
    return {one: told for one, told in found.items() if told is not None}


async def _make(kept: Kept, size: int, databases: Sequence[str], *, exports: bool) -> None:
    seconds = {one: Seconds() for one in (*databases, EXPORT)}
    urls = {one: await kept.empty(size, one) for one in databases}
    for url in urls.values():
        await _move_in(url)
    fillings = {one: await filling(url, _TABLES) for one, url in urls.items()}
    folder = kept.emptied_export(size)
    files = Export(folder) if exports else None
    await _fill(size, fillings, files, seconds)
    if files is not None:
        files.close()
        kept.mark(size, EXPORT, {**seconds[EXPORT].of, "bytes": sum(one.stat().st_size for one in folder.iterdir())})
    for one, into in fillings.items():
        now = time.perf_counter()
        await into.finish()
        seconds[one].spend("indexed", now)
        kept.mark(size, one, {**seconds[one].of, "bytes": await kept.bytes(size, one)})


async def _fill(
    size: int, fillings: Mapping[str, Filling], files: Export | None, seconds: Mapping[str, Seconds]
) -> None:
    batches = heard(size)
    while True:
        now = begun = time.perf_counter()
        batch = next(batches, None)
        if batch is None:
            return
        cases = worked(batch)
        for one in seconds.values():
            one.spend("generated", begun)
        now = time.perf_counter()
        words = spoken(batch)
        for one in seconds.values():
            one.spend("stemmed", now)
        now = time.perf_counter()
        rollups, durations = counted(batch, cases)
        for one in seconds.values():
            one.spend("counted", now)
        for name, into in fillings.items():
            now = time.perf_counter()
            await into.add("feedback", _known("feedback", batch.columns))
            await into.add("cases", _known("cases", cases.columns))
            now = seconds[name].spend("loaded", now)
            await into.add(WORDS, words)
            now = seconds[name].spend("words loaded", now)
            await into.add(ROLLUPS, rollups)
            await into.add(DURATIONS, durations)
            seconds[name].spend("numbers loaded", now)
        if files is not None:
            now = time.perf_counter()
            files.add(batch, cases.columns)
            seconds[EXPORT].spend("written", now)


def _known(table: str, columns: Mapping[str, Any]) -> Mapping[str, Any]:
    """All of them, as long as the table has them: else this fails here, by name."""
    there = {column.name for column in metadata.tables[table].c}
    assert there >= set(columns), f"{table} has no {set(columns) - there}"
    return columns


async def _move_in(url: str) -> None:
    db = Database(url)
    try:
        await move_in(db)
    finally:
        await db.close()
