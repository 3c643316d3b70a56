"""What waits for one person, and how their teams do: what their home shows."""

from dataclasses import dataclass

from bot.domain.case_file import CaseFile
from bot.domain.destination import Platform, Remote
from bot.domain.distribution import Distribution
from bot.domain.feedback import Feedback
from bot.domain.pulse import Round


@dataclass(frozen=True, kw_only=True)
class Listed:
    """The first of some cases by deadline, and how many more there are."""

    files: tuple[CaseFile, ...] = ()
    more: int = 0

    @property
    def all(self) -> int:
        """How many there are."""
        return len(self.files) + self.more


MONTH = 30
"""Days. A month is thirty days here, so that months can be compared and the last one is whole."""


@dataclass(frozen=True, kw_only=True)
class TeamScore:
    """A team's answers, month by month, the oldest first: one row of months for each kind that customers answered in
    the last one."""

    team: str
    kinds: tuple[tuple[Distribution, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A pulse's question that waits for an answer, and where it stands. Nobody knows whether it was answered."""

    round: Round
    platform: Platform
    message: Remote


@dataclass(frozen=True, kw_only=True)
class Mine:
    """`cases` are those that the person has, or has alone for now; `unclaimed` those of their teams that nobody has."""

    cases: Listed = Listed()
    unclaimed: Listed = Listed()
    scores: tuple[TeamScore, ...] = ()
    pulses: tuple[Asked, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AboutMe:
    """What customers said about one person, for that person's eyes alone: the latest compliments, and their answers
    month by month, the oldest first, of the kind that tells most."""

    compliments: tuple[Feedback, ...] = ()
    months: tuple[Distribution, ...] = ()
