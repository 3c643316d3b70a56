"""What is found for a question: numbers, and whose words to quote. Nothing in it is rounded or worded yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.case_file import CaseFile
from bot.domain.distribution import Distribution
from bot.domain.feedback import Feedback, Kind
from bot.domain.question import AskComparison, AskScore, AskTable, Which
from bot.domain.tallied import Tallied
from bot.domain.trend import Trend


@dataclass(frozen=True, kw_only=True)
class Response:
    """How many customers were asked by the sources that tell so, and how many of those sources' customers answered."""

    invited: int
    answered: int


@dataclass(frozen=True, kw_only=True)
class ScoreFound:
    """How a team did, and how it did before. `causes` are reported causes with how often, the most frequent first."""

    question: AskScore
    now: Tallied
    before: Tallied
    trend: Trend | None = None
    causes: tuple[tuple[str, int], ...] = ()
    good: Feedback | None = None
    painful: Feedback | None = None
    response: Response | None = None


@dataclass(frozen=True, kw_only=True)
class TableFound:
    """The same, by value of the dimension; "" is what came without one."""

    question: AskTable
    groups: Mapping[str, Tallied]


@dataclass(frozen=True, kw_only=True)
class ComparisonFound:
    """Two teams' numbers."""

    question: AskComparison
    one: Tallied
    other: Tallied


@dataclass(frozen=True, kw_only=True)
class CasesFound:
    """A page of cases as they are now, from place `begins` (from 0) on of `many` in all."""

    which: Which
    files: tuple[CaseFile, ...]
    begins: int
    many: int


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a customer said, and the case on it, if any."""

    feedback: Feedback
    case: int | None


@dataclass(frozen=True, kw_only=True)
class SaidFound:
    """A page of what customers said, newest first. `after` is from where the next page goes on; None: there is none.
    A page may be empty and have a next one: as much was looked through as is at a time. `further`: it is not the first.

    `too_common`: only words that everybody uses were asked for.
    """

    words: str
    heard: tuple[Heard, ...] = ()
    after: tuple[date, int] | None = None
    further: bool = False
    too_common: bool = False


def distribution(found: Tallied, kind: Kind) -> Distribution:
    """The scores of one kind; none of them where there are none."""
    return Distribution(kind=kind, counts=found.scores.get(kind, {}))
