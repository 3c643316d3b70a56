"""Answers on their way out of the house: as rows of a file."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.domain.case import Case
from bot.domain.feedback import Feedback

Cell = str | int | Decimal | bool | date | datetime | None
"""What stands in a cell. A moment has no zone: it is on the team's own clock."""

MOST_ROWS = 1_048_575
"""As many as Excel has below the headings."""


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A feedback and the case on it. `for_team`: the whole team may read the words; `for_leads`: they are not good
    words that somebody has alone and did not share.
    """

    feedback: Feedback
    case: Case | None
    for_team: bool
    for_leads: bool
