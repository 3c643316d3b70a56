"""What somebody asks with /nps, understood: which team, over which days, split how."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.period import Period


class Dimension(StrEnum):
    """By what answers can be set apart."""

    TOUCHPOINT = "touchpoint"
    JOURNEY = "journey"
    CHANNEL = "channel"
    LOCATION = "location"
    SOURCE = "source"
    WEEKDAY = "weekday"
    HOUR = "hour"
    TEAM = "team"
    CAUSE = "cause"


class Which(StrEnum):
    """Which cases are listed."""

    OPEN = "open"
    OVERDUE = "overdue"
    MINE = "mine"


class FileFormat(StrEnum):
    """As what answers are exported."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, kw_only=True)
class AskScore:
    """How a team does."""

    team: str
    period: Period


@dataclass(frozen=True, kw_only=True)
class AskTable:
    """The same, split; by team: of every team."""

    team: str
    period: Period
    by: Dimension


@dataclass(frozen=True, kw_only=True)
class AskComparison:
    """Two teams side by side."""

    one: str
    other: str
    period: Period


Question = AskScore | AskTable | AskComparison
"""What can be answered in numbers and shared with the team."""
