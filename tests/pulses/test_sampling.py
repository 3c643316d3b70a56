"""Whom a part of a pulse asks: everybody once, and nobody twice before that."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sampling import Candidate, size, turn


def _order(member: int) -> bytes:
    return (member * 7919 % 1009).to_bytes(2, "big")


@given(st.integers(1, 300), st.integers(2, 20))
def test_in_so_many_rounds_everybody_is_asked_once(people: int, parts: int) -> None:
    share, last = Fraction(1, parts), dict[int, date]()
    day = date(2026, 11, 30)
    for number in range(3 * parts):
        candidates = [Candidate(member=member, last=last.get(member)) for member in range(people)]
        chosen = turn(candidates, size(people, share, number), _order)
        for member in chosen:
            assert member not in last or (day - last[member]).days == parts
            last[member] = day
        day += timedelta(days=1)
        if (number + 1) % parts == 0:
            assert len(last) == people


@given(st.integers(1, 100), st.integers(1, 20), st.integers(1, 20))
def test_the_parts_add_up(people: int, some: int, all_: int) -> None:
    share = Fraction(min(some, all_), max(some, all_))
    sizes = [size(people, share, number) for number in range(share.denominator)]
    assert sum(sizes) == people * share.numerator
    assert max(sizes) - min(sizes) <= 1


def test_who_joined_comes_first() -> None:
    known = [Candidate(member=member, last=date(2026, 11, 30)) for member in range(5)]
    assert turn([*known, Candidate(member=9, last=None)], 1, _order) == [9]
