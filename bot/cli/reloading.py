"""`klankbord reload`: let the running bot take the changed configuration in, and say what came of it."""

import os
import signal
import time
from pathlib import Path

from bot.cli.pid_file import last_outcome, outcome_file_of, pid_file_of, running
from bot.cli.speaking import FAILED, OK, CannotDo, complain, say

_PATIENCE_SECONDS = 30.0
_GLANCE_SECONDS = 0.05


def reload(config: Path) -> int:
    """Send SIGHUP and wait for the outcome. Raises CannotDo when no bot runs from this configuration."""
    pid = running(config)
    if pid is None:
        left = pid_file_of(config)
        stale = f" ({left} was left by one that was killed)" if left.exists() else ""
        raise CannotDo(f"no klankbord runs from {config}{stale}. Start it: klankbord run --config {config}")
    before = last_outcome(config)
    try:
        os.kill(pid, signal.SIGHUP)
    except ProcessLookupError:
        raise CannotDo(f"the klankbord that ran from {config} has just stopped") from None
    except PermissionError:
        raise CannotDo(f"process {pid} belongs to another user. Reload as the user that runs the bot") from None
    until = time.monotonic() + _PATIENCE_SECONDS
    while (outcome := last_outcome(config)) == before:
        if time.monotonic() > until or running(config) is None:
            raise CannotDo(f"the bot does not say what came of it ({outcome_file_of(config)}). Look at its log")
        time.sleep(_GLANCE_SECONDS)
    if outcome is None or not outcome.taken:
        complain(outcome.lines if outcome else ["the bot has just stopped"])
        complain(["The bot goes on with the configuration that it had."])
        return FAILED
    for line in outcome.lines:
        say(line)
    return OK
