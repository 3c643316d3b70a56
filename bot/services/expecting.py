"""What a team expected its customers to say, beside what they said: told once, in the next digest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.digest import DayContent, Digest, Expected
from bot.domain.organisation import Organisation
from bot.domain.outcome import Expectation
from bot.domain.period import Period, Unit, whole
from bot.domain.plan import Question
from bot.services.due import TeamSlot
from storage import pulse_outcomes, scores
from storage.engine import Transaction

_STALE = timedelta(days=14)


@dataclass(frozen=True)
class Told:
    """An expectation that a digest tells, and the day on which the team was asked."""

    expected: Expected
    on: date


async def newly_expected(
    tx: Transaction, org: Organisation, slots: Sequence[TeamSlot], last: Mapping[str, Digest]
) -> dict[str, Told]:
    """The expectations that no digest has told yet, by team, each beside the answers of the week it was about."""
    if all(pulse.question is not Question.EXPECTATION for pulse in org.plan.pulses):
        return {}
    weeks: dict[Period, dict[str, Expectation]] = defaultdict(dict)
    for slot in slots:
        guess = await pulse_outcomes.latest_expectation(tx, slot.team.key)
        if guess is not None and _is_news(guess, slot, last.get(slot.team.key)):
            weeks[whole(Unit.WEEK, guess.day)][slot.team.key] = guess
    found: dict[str, Told] = {}
    for week, guesses in weeks.items():
        real = await scores.nps_of_teams(tx, list(guesses), week)
        for team, guess in guesses.items():
            enough = real[team].n >= max(org.minimum, 1)
            found[team] = Told(Expected(score=guess.score, real=real[team], enough=enough), guess.day)
    return found


def _is_news(guess: Expectation, slot: TeamSlot, last: Digest | None) -> bool:
    told = last.content.expected_on if last is not None and isinstance(last.content, DayContent) else None
    return guess.day != told and slot.due.day - guess.day <= _STALE
