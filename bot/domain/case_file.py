"""Everything about a case that its cards tell."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.case import Case, HistoryRow
from bot.domain.feedback import Feedback, Kind, Tone, tone_of


@dataclass(frozen=True, kw_only=True)
class Past:
    """An earlier feedback of the same customer, in a word."""

    kind: Kind
    score: int | None
    occurred_at: datetime

    @property
    def tone(self) -> Tone:
        """How that contact felt."""
        return tone_of(self.kind, self.score)


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """A case with what the customer said, now and before, and the last handover to the present holder."""

    case: Case
    feedback: Feedback
    past: tuple[Past, ...] = ()
    handover: HistoryRow | None = None
    updated: bool = False
