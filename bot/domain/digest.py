"""The frozen summary of a team's day, and of its week: numbers and ids, never anybody's words or names.

It is stored before it is shown, so that a retry and a later look tell the same numbers. Customers' words are looked up
by id when it is drawn: whose words are erased is not quoted any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.deadlines import next_working_moment
from bot.domain.estimate import Change, change
from bot.domain.feedback import Kind
from bot.domain.hours import WorkingHours
from bot.domain.nps import Counts, estimate

WINDOWS = (30, 60, 90, 180)
"""Over how many days an NPS may be told: the shortest that holds enough answers."""

QUIET_LINES = 3
"""So many quiet days in a row get a line each; then it stays silent until there is news."""

HUDDLE_DAYS = 28
MOST_WORTH = 3
MOST_CAUSES = 5
_SAYS_NOTHING = "other"
_GOOD_LENGTH = range(25, 281)


class DigestKind(StrEnum):
    """Which summary it is."""

    DAY = "day"
    HUDDLE = "huddle"


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How often a kind of feedback came in with this score, on the kind's own scale; None: without a score."""

    kind: Kind
    score: int | None
    n: int


@dataclass(frozen=True, kw_only=True)
class Rolling:
    """NPS answers of the last `days` days, and of as many days before those. `enough`: so many that they make a score.

    `changed` is None where the days before hold too few to compare with.
    """

    days: int
    now: Counts
    before: Counts
    enough: bool
    changed: Change | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a team's cases stand. `open` are all unresolved, `unclaimed`, `near` and `overdue` are some of them.

    `resolved` counts those since the last digest; `told_of` are the cases on what customers said in the last 30
    days, open ones among them, and `told` those of them in which the customer heard what was done.
    """

    open: int = 0
    unclaimed: int = 0
    near: int = 0
    overdue: int = 0
    resolved: int = 0
    told: int = 0
    told_of: int = 0


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The NPS that the team thought customers gave in a week (the mean of its guesses), and what they did give."""

    score: float
    real: Counts
    enough: bool


@dataclass(frozen=True, kw_only=True)
class DayContent:
    """What a day's digest tells. `since` is from when on it counts what came in (aware UTC).

    `worth` are cases, `hurts` and `proud` feedback. `expected_on` is the day of the last expectation that this digest
    or an earlier one told. `quiet_days` counts days without news in a row, this one included; 0: there is news.
    """

    since: datetime
    heard: tuple[Tally, ...]
    rolling: Rolling
    cases: Standing
    worth: tuple[int, ...] = ()
    hurts: int | None = None
    proud: int | None = None
    expected: Expected | None = None
    expected_on: date | None = None
    quiet_days: int = 0

    @property
    def is_shown(self) -> bool:
        """Whether anybody should see it."""
        return self.quiet_days <= QUIET_LINES


@dataclass(frozen=True, kw_only=True)
class Repeated:
    """A cause that came up more than once: how often, how often of those in the last week, and a feedback to quote."""

    cause: str
    n: int
    lately: int
    quote: int | None


@dataclass(frozen=True, kw_only=True)
class HuddleContent:
    """What Monday's huddle tells: the causes that repeat, the most frequent first, over the last `days` days."""

    days: int
    causes: tuple[Repeated, ...]


@dataclass(frozen=True, kw_only=True)
class Digest:
    """A stored summary. `day` is the local date that it is for, `made_at` is aware UTC."""

    id: int
    team: str
    day: date
    made_at: datetime
    content: DayContent | HuddleContent


@dataclass(frozen=True, kw_only=True)
class Quotable:
    """A feedback that may be quoted: its length in characters, and when it came."""

    feedback: int
    length: int
    received_at: datetime


def rolling(days: int, now: Counts, before: Counts, *, minimum: int) -> Rolling:
    """Answers of a window beside those of the window before; compared only where both hold the minimum."""
    enough = now.n >= max(minimum, 1)
    comparable = enough and before.n >= max(minimum, 1)
    return Rolling(
        days=days,
        now=now,
        before=before,
        enough=enough,
        changed=change(estimate(now), estimate(before)) if comparable else None,
    )


def quiet_days(heard: Iterable[Tally], cases: Standing, *, is_news: bool, before: int) -> int:
    """How many quiet days in a row this makes, after `before` of them. What came in, what was resolved and what is due
    or late is news, and so is whatever else the caller knows of.
    """
    if is_news or any(heard) or cases.resolved or cases.near or cases.overdue:
        return 0
    return before + 1


def repeating(reported: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Of (cause, how often, how often lately), most frequent first: those that came up more than once and tell us
    something, at most MOST_CAUSES.
    """
    return [one for one in reported if one[1] > 1 and one[0] != _SAYS_NOTHING][:MOST_CAUSES]


def most_telling(candidates: Iterable[Quotable]) -> int | None:
    """The feedback to quote: words that can be read at a glance before fewer and more, then the latest."""
    best = max(candidates, key=lambda one: (one.length in _GOOD_LENGTH, one.received_at, one.feedback), default=None)
    return None if best is None else best.feedback


def end_of_working_day(now: datetime, hours: WorkingHours) -> datetime:
    """Until when a deadline is near: closing time of the team's working day, or of its next one when it is closed."""
    _, closes = hours.window(hours.local(next_working_moment(now, hours)).date())
    return closes
