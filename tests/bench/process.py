"""The process itself: resident memory and start-up, beside a process that has only imported the same libraries."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.figures import Row, median

SETTLED_SECONDS = 1.0
"""Until what starting up needed has been let go."""

_ALLOWED_MB, _ALLOWED_SECONDS = 150, 2


@dataclass(kw_only=True)
class ProcessRounds:
    """Megabytes and seconds, one figure for each round."""

    resident: list[float] = field(default_factory=list)
    started: list[float] = field(default_factory=list)
    bare_resident: list[float] = field(default_factory=list)
    bare_started: list[float] = field(default_factory=list)


def rows(rounds: ProcessRounds) -> Sequence[Row]:
    """What the rounds came to."""
    return [
        Row(
            what="resident memory",
            unit="MB",
            value=rounds.resident,
            baseline=rounds.bare_resident,
            beside="imports only",
            target=f"{_ALLOWED_MB} MB",
            met=median(rounds.resident) <= _ALLOWED_MB,
        ),
        Row(
            what="start-up until ready",
            unit="s",
            value=rounds.started,
            baseline=rounds.bare_started,
            beside="imports only",
            target=f"{_ALLOWED_SECONDS} s",
            met=median(rounds.started) <= _ALLOWED_SECONDS,
        ),
    ]
