"""What a team expected its customers to say, beside what they said: told once, in the next digest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.digest import DayContent, Digest, Expected
from bot.domain.hours import WorkingHours
from bot.domain.organisation import Organisation
from bot.domain.outcome import Expectation
from bot.domain.plan import Question
from bot.services.due import TeamSlot
from storage import pulse_outcomes, reports
from storage.engine import Transaction

_STALE = timedelta(days=14)


@dataclass(frozen=True)
class Told:
    """An expectation that a digest tells, and the day on which the team was asked."""

    expected: Expected
    on: date


async def newly_expected(
    tx: Transaction, org: Organisation, slots: Sequence[TeamSlot], last: Mapping[str, Digest], now: datetime
) -> dict[str, Told]:
    """The expectations that no digest has told yet, by team, each beside the answers of the week it was about."""
    if all(pulse.question is not Question.EXPECTATION for pulse in org.plan.pulses):
        return {}
    weeks: dict[tuple[datetime, datetime], dict[str, Expectation]] = defaultdict(dict)
    for slot in slots:
        guess = await pulse_outcomes.latest_expectation(tx, slot.team.key)
        if guess is not None and _is_news(guess, slot, last.get(slot.team.key)):
            weeks[_week_of(guess.day, slot.team.hours)][slot.team.key] = guess
    found: dict[str, Told] = {}
    for (monday, next_monday), guesses in weeks.items():
        real = await reports.nps_counts(tx, list(guesses), since=monday, until=min(next_monday, now))
        for team, guess in guesses.items():
            enough = real[team].n >= max(org.minimum, 1)
            found[team] = Told(Expected(score=guess.score, real=real[team], enough=enough), guess.day)
    return found


def _is_news(guess: Expectation, slot: TeamSlot, last: Digest | None) -> bool:
    told = last.content.expected_on if last is not None and isinstance(last.content, DayContent) else None
    return guess.day != told and slot.due.day - guess.day <= _STALE


def _week_of(day: date, hours: WorkingHours) -> tuple[datetime, datetime]:
    """The team's calendar week, from Monday to Monday."""
    monday = day - timedelta(days=day.weekday())
    begins, ends = (
        datetime.combine(monday + timedelta(days=days), time(0), tzinfo=hours.zone).astimezone(UTC) for days in (0, 7)
    )
    return begins, ends
