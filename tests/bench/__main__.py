"""`python -m tests.bench [row ...] [--quick] [--rounds N]`: measure, and print the table."""

import argparse
import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.bench import machine
from tests.bench.figures import table
from tests.bench.runs import ROWS, Sizes, measure

QUICK = Sizes(people=12, pieces=600, batches=4, rounds=1, teams=4, feedback_a_team=200)
FULL = Sizes(people=200, pieces=6_000, batches=60, rounds=5, teams=500, feedback_a_team=2_000)


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="row", help=f"what to measure, of {', '.join(ROWS)}; else all")
    parser.add_argument("--quick", action="store_true", help="tiny numbers, to see that it runs")
    parser.add_argument("--rounds", type=int, help="how often each is measured; the median counts")
    given = parser.parse_args()
    if unknown := set(given.rows) - set(ROWS):
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    sizes = QUICK if given.quick else FULL
    if given.rounds:
        sizes = replace(sizes, rounds=given.rounds)
    with tempfile.TemporaryDirectory(prefix="klankbord-bench-") as folder:
        print(machine.words(Path(folder)), flush=True)  # noqa: T201
        rows = asyncio.run(measure(given.rows or ROWS, sizes, Path(folder)))
    print(table(rows))  # noqa: T201


if __name__ == "__main__":
    main()
