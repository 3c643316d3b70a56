"""What the figures were measured on, and how quiet it was."""

import os
import platform
import sqlite3
import statistics
import sys
import time
from pathlib import Path

_LOOPS, _COMMITS = 5, 50


def words(folder: Path) -> str:
    """Cores, load, a fixed piece of work five times over, and what a commit costs the disk in `folder`."""
    work = sorted(_work() for _ in range(_LOOPS))
    return (
        f"Python {sys.version.split()[0]} on {platform.system()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}; the same work takes {work[0]:.0f} to {work[-1]:.0f} ms; "
        f"a commit with synchronous=FULL {_commit(folder):.2f} ms"
    )


def _work() -> float:
    begun = time.perf_counter()
    sum(n * n for n in range(1_000_000))
    return (time.perf_counter() - begun) * 1000


def _commit(folder: Path) -> float:
    connection = sqlite3.connect(folder / "commits.db", isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE one (n INTEGER)")
        took = []
        for number in range(_COMMITS):
            begun = time.perf_counter()
            connection.execute("INSERT INTO one VALUES (?)", (number,))
            took.append(time.perf_counter() - begun)
        return statistics.median(took) * 1000
    finally:
        connection.close()
