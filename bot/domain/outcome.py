"""What a closed round came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from bot.domain.pulse import Round
from bot.domain.tally import Held, Tally, Verdict, total


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """Answers of one or more rounds, as counts and as words that belong to no count.

    `asked` and `answered` are of all `rounds` of them together.
    """

    tally: Tally = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    asked: int = 0
    answered: int = 0
    rounds: int = 0

    def plus(self, other: "Gathered") -> "Gathered":
        """Both together."""
        return Gathered(
            tally=total([self.tally, other.tally]),
            remarks=self.remarks + other.remarks,
            asked=self.asked + other.asked,
            answered=self.answered + other.answered,
            rounds=self.rounds + other.rounds,
        )

    def as_json(self) -> dict[str, Any]:
        """As plain lists and numbers."""
        return {
            "tally": [[statement, score, n] for (statement, score), n in sorted(self.tally.items())],
            "remarks": list(self.remarks),
            "asked": self.asked,
            "answered": self.answered,
            "rounds": self.rounds,
        }

    @staticmethod
    def of_json(kept: Mapping[str, Any]) -> "Gathered":
        """From what `as_json` made."""
        return Gathered(
            tally={(statement, score): n for statement, score, n in kept["tally"]},
            remarks=tuple(kept["remarks"]),
            asked=kept["asked"],
            answered=kept["answered"],
            rounds=kept["rounds"],
        )


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What a team's rounds hold that could not be shown yet. `bound` counts what a total has already told."""

    gathered: Gathered = Gathered()
    bound: Mapping[int, int] = field(default_factory=dict)

    @property
    def held(self) -> Held:
        """Its counts."""
        return Held(tally=self.gathered.tally, bound=self.bound)

    def as_json(self) -> dict[str, Any]:
        """As plain lists and numbers."""
        return {**self.gathered.as_json(), "bound": sorted(self.bound.items())}

    @staticmethod
    def of_json(kept: Mapping[str, Any]) -> "Carried":
        """From what `as_json` made."""
        return Carried(
            gathered=Gathered.of_json(kept),
            bound={statement: n for statement, n in kept["bound"]},  # noqa: C416
        )

    def plus(self, new: Gathered) -> "Carried":
        """With one more round."""
        return replace(self, gathered=self.gathered.plus(new))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one round came to: how many answered it, and what is shown, which may include earlier rounds."""

    round: Round
    answered: int
    verdict: Verdict
    shown: Gathered | None


@dataclass(frozen=True, kw_only=True)
class WholeOutcome:
    """The organisation's total of one day's rounds, and of how many teams' rounds."""

    gathered: Gathered
    teams: int


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What a lead said would be done about what a team answered."""

    words: str
    by: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """The NPS that a team thought its customers gave: the mean of its guesses, asked on `day`."""

    score: float
    guesses: int
    day: date
