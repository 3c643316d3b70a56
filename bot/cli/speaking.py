"""How a command speaks: results on stdout, complaints on stderr, one line each."""

import sys
from collections.abc import Iterable

from bot.errors import ConfigError, KlankbordError

OK, FAILED, WRONG = 0, 1, 2
"""Exit codes: done; not done; the configuration or the command line is wrong."""


class CannotDo(KlankbordError):
    """The command cannot be carried out. The text says why and what to do, in one line."""


def say(line: str = "") -> None:
    """A line of the result."""
    sys.stdout.write(f"{line}\n")


def complain(lines: Iterable[object]) -> None:
    """What is wrong, after the results so far."""
    sys.stdout.flush()
    sys.stderr.writelines(f"{line}\n" for line in lines)


def lines_of(error: KlankbordError) -> list[str]:
    """Every complaint of a refused configuration, or the one sentence of another error."""
    if isinstance(error, ConfigError):
        return [str(complaint) for complaint in error.complaints]
    return [" ".join(str(error).split()) or type(error).__name__]
