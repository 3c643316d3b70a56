"""Counts of answers, and which of them may be shown: no group below the minimum, neither alone nor by subtraction.

What is published are blocks, each with enough answers: a team's round, merged with the earlier ones that held too few.
The whole organisation is the sum of the blocks of one day, plus what they leave over where that is itself enough.
What was left over then is *bound*: its sum is known, so the blocks in which it is published later leave a new rest, and
the last of those blocks waits until that rest is enough as well. `Whole` keeps the account of it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

Tally = Mapping[tuple[int, int], int]
"""How often each (statement, score) was answered."""

NOTHING: Tally = {}


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    summed: Counter[tuple[int, int]] = Counter()
    for tally in tallies:
        summed.update(tally)
    return {key: n for key, n in sorted(summed.items()) if n}


def per_statement(tally: Tally, statements: Collection[int]) -> dict[int, int]:
    """How many answered each of the statements."""
    counts = dict.fromkeys(statements, 0)
    for (statement, _), n in tally.items():
        counts[statement] += n
    return counts


def most(tally: Tally, statements: Collection[int]) -> int:
    """How many people answered at least: as many as the statement with most answers has."""
    return max(per_statement(tally, statements).values(), default=0)


def is_enough(counts: Mapping[int, int], minimum: int) -> bool:
    """Whether every statement has so many answers."""
    return bool(counts) and min(counts.values()) >= minimum


def added(one: Mapping[int, int], other: Mapping[int, int]) -> dict[int, int]:
    """Counts per statement, added up."""
    return {statement: one.get(statement, 0) + other.get(statement, 0) for statement in {*one, *other}}


class Verdict(StrEnum):
    """What became of a round's answers when it closed."""

    SHOWN = "shown"
    TOO_FEW = "too_few"  # they count with the next round
    BOUND = "bound"  # enough, but showing them now would give away a small rest: they count with the next round
    WEEK_GOES_ON = "week_goes_on"  # one of several rounds that are shown together at the end of the week


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A total of the organisation in which answers counted that no team had shown yet.

    `waiting` are the teams whose rest in it is still unshown; `freed` counts, per statement, what was shown together
    with the rests of the others.
    """

    waiting: frozenset[str]
    freed: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a team's earlier rounds left unshown. `bound`: how much of it, per statement, counts in a `Whole`."""

    tally: Tally = field(default_factory=dict)
    bound: Mapping[int, int] = field(default_factory=dict)


def verdict(
    team: str, held: Held, new: Tally, *, statements: Collection[int], minimum: int, whole: Whole | None
) -> Verdict:
    """Whether a team's round can be shown together with what was held of earlier ones.

    `whole` is the one in which something of `held` is bound.
    """
    counts = per_statement(total([held.tally, new]), statements)
    if not is_enough(counts, minimum):
        return Verdict.TOO_FEW
    if whole is not None and whole.waiting == {team}:
        rest = added(whole.freed, unbound(held, new, statements))
        if not is_enough(rest, minimum):
            return Verdict.BOUND
    return Verdict.SHOWN


def unbound(held: Held, new: Tally, statements: Collection[int]) -> dict[int, int]:
    """How many answers per statement no total has counted yet."""
    counts = per_statement(total([held.tally, new]), statements)
    return {statement: n - held.bound.get(statement, 0) for statement, n in counts.items()}


def released(whole: Whole, team: str, fresh: Mapping[int, int]) -> Whole:
    """The account after a team that was bound in it has shown its answers, `fresh` of them in no total before."""
    return replace(whole, waiting=whole.waiting - {team}, freed=added(whole.freed, fresh))


def whole(
    shown: Iterable[Tally], held: Mapping[str, Held], *, statements: Collection[int], minimum: int
) -> tuple[Tally, frozenset[str]] | None:
    """The total of one day's rounds and the teams whose unshown answers are in it; None where it may not be shown.

    `shown` are the blocks that the day's rounds showed, `held` what its other rounds hold, by team.
    """
    blocks = list(shown)
    left = {team: one for team, one in held.items() if any(one.tally.values())}
    if left:
        rest = per_statement(total(one.tally for one in left.values()), statements)
        if any(one.bound for one in left.values()) or not is_enough(rest, minimum):
            return None
    summed = total([*blocks, *(one.tally for one in left.values())])
    if not is_enough(per_statement(summed, statements), minimum):
        return None
    return summed, frozenset(left)
