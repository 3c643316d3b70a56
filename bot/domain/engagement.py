"""What a pulse's counts come to: the employees' NPS, the engagement index, and what a team expects."""

from bot.domain.nps import Counts
from bot.domain.tally import Tally, per_statement

_FAVOURABLE = 4
"""From here on an answer of the engagement index agrees."""


def enps(tally: Tally) -> Counts:
    """Promoters (9, 10), passives (7, 8) and detractors among the employees."""
    promoters = sum(n for (_, score), n in tally.items() if score >= 9)
    detractors = sum(n for (_, score), n in tally.items() if score <= 6)
    return Counts(promoters=promoters, passives=sum(tally.values()) - promoters - detractors, detractors=detractors)


def favourable(tally: Tally, statements: range) -> dict[int, float]:
    """For each statement the share of answers that agree, 0-100. Every statement must have answers."""
    counts = per_statement(tally, statements)
    agree = per_statement({key: n for key, n in tally.items() if key[1] >= _FAVOURABLE}, statements)
    return {statement: 100 * agree[statement] / counts[statement] for statement in statements}


def index(tally: Tally, statements: range) -> float:
    """The engagement index, 0-100: the mean of the statements' favourable shares. It is not an NPS."""
    shares = favourable(tally, statements)
    return sum(shares.values()) / len(shares)


def mean(tally: Tally) -> float:
    """The mean score. There must be an answer."""
    return sum(score * n for (_, score), n in tally.items()) / sum(tally.values())
