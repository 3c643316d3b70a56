"""How `klankbord reload` finds the bot that runs from a configuration, and hears what came of it.

The bot holds a lock on `klankbord.pid` beside its configuration as long as it lives. A file that nobody holds was left
by a bot that was killed: whatever process has that number now is somebody else.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_log = logging.getLogger(__name__)


def pid_file_of(config: Path) -> Path:
    """Where the bot that runs from this configuration writes its number."""
    return config.absolute().parent / "klankbord.pid"


def outcome_file_of(config: Path) -> Path:
    """Where it writes what came of the last reload."""
    return config.absolute().parent / "klankbord.reloaded"


@contextmanager
def announced(config: Path) -> Iterator[None]:
    """While inside, `klankbord reload` finds this process. Where that cannot be, the bot runs all the same."""
    path = pid_file_of(config)
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        _log.warning("%s cannot be written (%s): to reload, send SIGHUP yourself", path, error.strerror)
        yield
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        _log.warning("another klankbord runs from %s: `klankbord reload` reaches only that one", config)
        yield
        return
    try:
        outcome_file_of(config).unlink(missing_ok=True)
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        path.unlink(missing_ok=True)
        outcome_file_of(config).unlink(missing_ok=True)
        os.close(file)


def running(config: Path) -> int | None:
    """The number of the process that runs from this configuration; None when none does."""
    try:
        with pid_file_of(config).open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(file.read())
    except (FileNotFoundError, ValueError):
        return None
    return None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a reload: taken in or not, and what is to be said about it. `number` counts from 1."""

    number: int
    taken: bool
    lines: tuple[str, ...]


def tell_outcome(config: Path, *, number: int, taken: bool, lines: Sequence[str]) -> None:
    """Leave word for whoever asked for the reload."""
    path = outcome_file_of(config)
    fresh = path.with_suffix(".writing")
    try:
        fresh.write_text(json.dumps({"number": number, "taken": taken, "lines": list(lines)}))
        fresh.replace(path)
    except OSError as error:
        _log.warning("%s cannot be written (%s)", path, error.strerror)


def last_outcome(config: Path) -> Outcome | None:
    """What came of the last reload; None when there was none."""
    try:
        told = json.loads(outcome_file_of(config).read_text())
    except (OSError, ValueError):
        return None
    return Outcome(number=told["number"], taken=told["taken"], lines=tuple(told["lines"]))
