"""What the clock does, as the operator decided it: summaries, pulses, and steps as a deadline comes near."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction

from bot.domain.schedule import Recurrence


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A summary for each team, on the team's own clock. What was missed by more than `catch_up` is not made up for."""

    when: Recurrence
    catch_up: timedelta


class Question(StrEnum):
    """What a pulse asks. Its words are in `cards`."""

    ENPS = "enps"
    ENGAGEMENT_INDEX = "engagement-index"
    EXPECTATION = "expectation"


class Asks(StrEnum):
    """Whom a pulse asks: every employee in private, or each team in its destinations."""

    EMPLOYEES = "employees"
    TEAM = "team"


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """A recurring question. A round stays open for `open_for`; fewer than `minimum` answers are never shown.

    `sample` is the share of the people whom one round asks.
    """

    key: str
    question: Question
    asks: Asks
    when: Recurrence
    open_for: timedelta
    remind_after: timedelta | None
    minimum: int
    sample: Fraction


class StepKind(StrEnum):
    """Who hears of a case as its deadline comes near."""

    REMIND = "remind"  # the holder in private, else whoever is responsible
    TELL_TEAM = "tell_team"
    TELL_LEADS = "tell_leads"
    LET_GO = "let_go"  # nobody hears; at the deadline, a holder who never answered lets go


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step after a share of the working time to the deadline; 1 is the deadline itself."""

    after: Fraction
    kind: StepKind


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything that happens by the clock. Empty by default: a plan is always made from the configuration."""

    digest: Summary | None = None
    huddle: Summary | None = None
    pulses: tuple[Pulse, ...] = ()
    escalation: tuple[Step, ...] = ()
