"""`python -m tests.bench.large [size ...] [--databases ...] [--keep FOLDER] [--quick]`: measure, print the tables."""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import machine
from tests.bench.figures import table
from tests.bench.large import export
from tests.bench.large.drawing import pictures
from tests.bench.large.kept import POSTGRESQL, SQLITE, Kept
from tests.bench.large.measuring import Thoroughness, agreeing, on_database
from tests.bench.large.proving import proved
from tests.bench.large.results import making_table, questions_table, remember, remembered, together
from tests.bench.large.stock import stocked
from tests.bench.large.stopwatch import Patience

SIZES = (10_000, 1_000_000, 10_000_000)
QUICK_SIZES = (1_500, 4_000)
_DATABASES = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
_PROVED_UP_TO = 10_000

THOROUGH = Thoroughness(ours=Patience(warm_up=40, times=400, seconds=60), raw=Patience(warm_up=3, times=40, seconds=5))
QUICK = Thoroughness(ours=Patience(warm_up=2, times=12, seconds=5), raw=Patience(warm_up=1, times=3, seconds=2))


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.large", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=_size, metavar="size", help=f"how many feedbacks; else {SIZES}")
    parser.add_argument("--databases", nargs="+", choices=_DATABASES, default=list(_DATABASES), help="else both")
    parser.add_argument("--keep", type=Path, help="where what was made stays, and what was measured, for later runs")
    parser.add_argument("--quick", action="store_true", help="tiny numbers, to see that it runs")
    given = parser.parse_args()
    sizes = sorted(set(given.sizes)) or (QUICK_SIZES if given.quick else SIZES)
    databases = [_DATABASES[name] for name in given.databases]
    with tempfile.TemporaryDirectory(prefix="klankbord-bench-") as folder:
        home = (given.keep or Path(folder) / "large").resolve()
        home.mkdir(parents=True, exist_ok=True)
        _tell(machine.words(Path(folder)))
        kept = Kept(home, stays=given.keep is not None)
        try:
            asyncio.run(_measure(kept, home, sizes, databases, QUICK if given.quick else THOROUGH))
        finally:
            kept.close()


async def _measure(
    kept: Kept, home: Path, sizes: Sequence[int], databases: Sequence[str], thorough: Thoroughness
) -> None:
    made = {size: await stocked(kept, size, databases) for size in sizes}
    files = {size: export.opened(kept.export(size)) for size in sizes}
    fresh = []
    for database in databases:
        urls = {size: kept.url(size, database) for size in sizes}
        for size, url in urls.items():
            compared = await agreeing(url, files[size])
            _tell(
                f"{size:,} feedbacks on {database}: the daily numbers, plain SQL and DuckDB agree on {compared} answers"
            )
        if min(sizes) <= _PROVED_UP_TO:
            _tell(f"{min(sizes):,} feedbacks on {database}: {await proved(urls[min(sizes)], min(sizes))}")
        fresh += await on_database(database, urls, files, thorough)
        remember(home / "results.json", together(remembered(home / "results.json"), fresh))
    _tell(f"\n{making_table(made)}")
    _tell(f"\n{questions_table(together(remembered(home / 'results.json'), fresh))}")
    _tell(f"\n{table(await pictures(thorough.ours))}")


def _tell(words: str) -> None:
    print(words, flush=True)  # noqa: T201


def _size(typed: str) -> int:
    return int(typed.replace(",", "").replace("_", ""))


if __name__ == "__main__":
    main()
