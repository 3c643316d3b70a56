"""What is asked, in the words of a chat and as what they mean, so that the same can be asked of raw rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.period import Period, last_days
from tests.bench.large.heard import TEAMS
from tests.bench.large.sentences import COMMON_WORDS, RARE_WORDS
from tests.bench.large.worked import NOW

_TODAY = NOW.date()
_PERIODS: Sequence[tuple[str, Period]] = (
    ("30d", last_days(30, _TODAY)),
    ("last month", Period(first=date(2026, 10, 1), last=date(2026, 10, 31))),
    ("2025-06", Period(first=date(2025, 6, 1), last=date(2025, 6, 30))),
    ("90d", last_days(90, _TODAY)),
    ("2024-11", Period(first=date(2024, 11, 1), last=date(2024, 11, 30))),
    ("vorige week", Period(first=date(2026, 11, 9), last=date(2026, 11, 15))),
)
_THREE_MONTHS = last_days(90, _TODAY)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`words` are typed after /nps. `said` is what customers' words must hold, where that is the question."""

    words: str
    teams: tuple[str, ...]
    period: Period
    said: str = ""


SCORE, BY_TOUCHPOINT, COMPARE, SAID_RARE, SAID_COMMON = (
    "/nps",
    "/nps by touchpoint",
    "/nps compare a b 90d",
    "/nps said, a rare word",
    "/nps said, a common word",
)

# Teams go by within a period or a word, so that even a few questions are about many teams.
QUESTIONS: Mapping[str, Sequence[Asked]] = {
    SCORE: [
        Asked(words=f"{team} {typed}", teams=(team,), period=period) for typed, period in _PERIODS for team in TEAMS
    ],
    BY_TOUCHPOINT: [
        Asked(words=f"by touchpoint {team} {typed}", teams=(team,), period=period)
        for typed, period in _PERIODS
        for team in TEAMS
    ],
    COMPARE: [
        Asked(words=f"compare {one} {other} 90d", teams=(one, other), period=_THREE_MONTHS)
        for nth, one in enumerate(TEAMS)
        for other in TEAMS[nth + 1 :]
    ],
    SAID_RARE: [
        Asked(words=f"said @{team} {word}", teams=(team,), period=_THREE_MONTHS, said=word)
        for word in RARE_WORDS
        for team in TEAMS
    ],
    SAID_COMMON: [
        Asked(words=f"said @{team} {word}", teams=(team,), period=_THREE_MONTHS, said=word)
        for word in COMMON_WORDS
        for team in TEAMS
    ],
}
