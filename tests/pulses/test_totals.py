"""Whatever is published over time, nothing about a group below the minimum can be worked out from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.tally import Held, Verdict, Whole, per_statement, released, total, unbound, verdict, whole

ONE = range(1)
TEAMS = ("a", "b", "c")
Cell = tuple[str, int]
"""What one team answered in one round: the smallest group there is."""


@dataclass
class History:
    """An organisation over time. Each cell has a score of its own, so that a count tells whose answers are in it."""

    minimum: int
    sizes: dict[Cell, int] = field(default_factory=dict)
    held: dict[str, Held] = field(default_factory=dict)
    cells: dict[str, set[Cell]] = field(default_factory=dict)
    accounts: list[Whole] = field(default_factory=list)
    published: list[frozenset[Cell]] = field(default_factory=list)

    def close(self, number: int, answered: Sequence[int]) -> None:
        """Close every team's round, and then the day."""
        shown: dict[str, set[Cell]] = {}
        tallies = []
        for team, many in zip(TEAMS, answered, strict=True):
            cell = (team, number)
            self.sizes[cell] = many
            new = {(0, self.score(cell)): many} if many else {}
            held = self.held.get(team, Held())
            place = next((p for p, one in enumerate(self.accounts) if team in one.waiting), None)
            account = self.accounts[place] if place is not None and held.bound else None
            became = verdict(team, held, new, statements=ONE, minimum=self.minimum, whole=account)
            together = total([held.tally, new])
            mine = self.cells.setdefault(team, set()) | {cell}
            if became is Verdict.SHOWN:
                if place is not None and account is not None:
                    self.accounts[place] = released(account, team, unbound(held, new, ONE))
                shown[team] = mine
                tallies.append(together)
                self.published.append(frozenset(mine))
                self.held[team], self.cells[team] = Held(), set()
            else:
                self.held[team], self.cells[team] = Held(tally=together, bound=held.bound), mine
        resting = {team: self.held[team] for team in TEAMS if team not in shown}
        found = whole(tallies, resting, statements=ONE, minimum=self.minimum)
        if found is None:
            return
        summed, waiting = found
        everything = {cell for cells in shown.values() for cell in cells}
        everything |= {cell for team in waiting for cell in self.cells[team]}
        assert sum(summed.values()) == sum(self.sizes[cell] for cell in everything)
        self.published.append(frozenset(everything))
        self.accounts.append(Whole(waiting=waiting))
        for team in waiting:
            self.held[team] = Held(tally=self.held[team].tally, bound=per_statement(self.held[team].tally, ONE))

    def score(self, cell: Cell) -> int:
        """A score that nobody else gives."""
        return cell[1] * len(TEAMS) + TEAMS.index(cell[0])

    def worked_out(self) -> set[frozenset[Cell]]:
        """Every group of people whose total follows from what was published, by any arithmetic: the vectors of ones
        and noughts that the published ones span. Each is told by what it holds at the pivots."""
        cells = [cell for cell, many in sorted(self.sizes.items()) if many]
        basis = _reduced([[Fraction(cell in one) for cell in cells] for one in self.published])
        found = set()
        for chosen in product((False, True), repeat=len(basis)):
            rows = [row for row, is_in in zip(basis, chosen, strict=True) if is_in]
            summed = [sum(column) for column in zip(*rows, strict=True)] or [0] * len(cells)
            if all(n in (0, 1) for n in summed):
                found.add(frozenset(cell for cell, n in zip(cells, summed, strict=True) if n))
        return found


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """The reduced row echelon form, without its empty rows."""
    done: list[list[Fraction]] = []
    for place in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows if row[place]), None)
        if pivot is None:
            continue
        rows = [row for row in rows if row is not pivot]
        pivot = [n / pivot[place] for n in pivot]
        clear = partial(_cleared, pivot=pivot, place=place)
        rows, done = [clear(row) for row in rows], [*(clear(row) for row in done), pivot]
    return done


def _cleared(row: list[Fraction], *, pivot: list[Fraction], place: int) -> list[Fraction]:
    factor = row[place]
    return [n - factor * other for n, other in zip(row, pivot, strict=True)]


@given(
    st.integers(3, 5),
    st.lists(st.tuples(*[st.integers(0, 7)] * len(TEAMS)), min_size=1, max_size=4),
)
def test_no_small_group_can_be_worked_out(minimum: int, rounds: list[tuple[int, ...]]) -> None:
    history = History(minimum=minimum)
    for number, answered in enumerate(rounds):
        history.close(number, answered)
    for group in history.worked_out():
        many = sum(history.sizes[cell] for cell in group)
        assert many == 0 or many >= minimum, sorted(group)


@given(st.lists(st.tuples(*[st.integers(0, 7)] * len(TEAMS)), min_size=1, max_size=6))
def test_nothing_is_counted_twice_or_lost(rounds: list[tuple[int, ...]]) -> None:
    history = History(minimum=5)
    for number, answered in enumerate(rounds):
        history.close(number, answered)
    resting = sum(sum(held.tally.values()) for held in history.held.values())
    by_one_team = {cell for one in history.published for cell in one if len({team for team, _ in one}) == 1}
    shown = sum(history.sizes[cell] for cell in by_one_team)
    assert shown + resting == sum(map(sum, rounds))


def test_small_teams_are_shown_as_a_whole_when_together_they_are_enough() -> None:
    four = {team: Held(tally={(0, 9): 4}) for team in TEAMS}
    found = whole([], four, statements=ONE, minimum=5)
    assert found == ({(0, 9): 12}, frozenset(TEAMS))
    assert whole([{(0, 9): 8}], {"a": Held(tally={(0, 9): 4})}, statements=ONE, minimum=5) is None
    assert whole([{(0, 9): 8}], {"a": Held()}, statements=ONE, minimum=5) == ({(0, 9): 8}, frozenset())


def test_the_last_rest_of_a_total_waits_until_it_is_enough() -> None:
    account = Whole(waiting=frozenset({"a", "b"}))
    bound = Held(tally={(0, 9): 4}, bound={0: 4})
    assert verdict("a", bound, {(0, 9): 1}, statements=ONE, minimum=5, whole=account) is Verdict.SHOWN
    account = released(account, "a", {0: 1})
    assert verdict("b", bound, {(0, 9): 1}, statements=ONE, minimum=5, whole=account) is Verdict.BOUND
    assert verdict("b", bound, {(0, 9): 4}, statements=ONE, minimum=5, whole=account) is Verdict.SHOWN
