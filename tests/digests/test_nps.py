"""The arithmetic of NPS, beside a computation that shares nothing with it but the definition."""

import math
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import estimate as estimating
from bot.domain.estimate import Change
from bot.domain.nps import Counts, estimate, nps


def margin(of: Counts) -> float:
    return estimate(of).margin


def change(now: Counts, before: Counts) -> Change:
    return estimating.change(estimate(now), estimate(before))


numbers = st.integers(min_value=0, max_value=5_000)
counts = st.builds(Counts, promoters=numbers, passives=numbers, detractors=numbers)


def answers(of: Counts, *, added: Fraction = Fraction(0)) -> list[tuple[Fraction, Fraction]]:
    """(worth, weight): a promoter is worth 100, a passive 0, a detractor -100; `added` at both ends, twice between."""
    return [
        (Fraction(100), of.promoters + added),
        (Fraction(0), of.passives + 2 * added),
        (Fraction(-100), of.detractors + added),
    ]


def interval(of: Counts) -> tuple[float, float]:
    """The middle and the standard deviation of the adjusted answers' mean, by definition, exact until the last root."""
    weighed = answers(of, added=Fraction(3, 4))
    n = sum(weight for _, weight in weighed)
    mean = sum(worth * weight for worth, weight in weighed) / n
    variance = sum(weight * (worth - mean) ** 2 for worth, weight in weighed) / n
    return float(mean), math.sqrt(variance / n)


@given(counts)
def test_the_score_is_the_mean_of_what_answers_are_worth(given_: Counts) -> None:
    if given_.n:
        mean = sum(worth * weight for worth, weight in answers(given_)) / given_.n
        assert nps(given_) == pytest.approx(float(mean))


@given(counts)
def test_the_margin_reaches_to_the_farther_end_of_an_independent_interval(given_: Counts) -> None:
    middle, error = interval(given_)
    score = nps(given_)
    half = 1.96 * error
    reach = half if score is None else max(abs(middle + half - score), abs(middle - half - score))
    assert margin(given_) == pytest.approx(reach)


@given(counts, counts)
def test_a_change_agrees_with_an_independent_computation(now: Counts, before: Counts) -> None:
    here, there = nps(now), nps(before)
    if here is None or there is None:
        assert change(now, before) is Change.UNCLEAR
        return
    (middle, error), (other, another) = interval(now), interval(before)
    half = 1.96 * math.hypot(error, another)
    ends = (middle - other - half, middle - other + half)
    apart = here - there
    reach = max(abs(end - apart) for end in ends)
    if abs(abs(apart) - reach) > 1e-9:
        assert change(now, before) is (
            Change.UNCLEAR if abs(apart) < reach else Change.UP if apart > 0 else Change.DOWN
        )


@given(st.lists(st.integers(min_value=0, max_value=10), max_size=60), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(scores: list[int], random: Random) -> None:
    shuffled = list(scores)
    random.shuffle(shuffled)

    def tally(some: list[int]) -> Counts:
        return Counts(
            promoters=sum(s >= 9 for s in some),
            passives=sum(7 <= s <= 8 for s in some),
            detractors=sum(s <= 6 for s in some),
        )

    assert (nps(tally(scores)), margin(tally(scores))) == (nps(tally(shuffled)), margin(tally(shuffled)))


@given(counts, st.integers(min_value=2, max_value=50))
def test_more_answers_of_the_same_mix_make_the_margin_smaller(some: Counts, times: int) -> None:
    more = Counts(promoters=some.promoters * times, passives=some.passives * times, detractors=some.detractors * times)
    if some.promoters + some.detractors:
        assert nps(more) == pytest.approx(nps(some))
    if some.n:
        assert margin(more) < margin(some)


@given(counts)
def test_turned_around_everything_mirrors(some: Counts) -> None:
    mirrored = Counts(promoters=some.detractors, passives=some.passives, detractors=some.promoters)
    assert margin(mirrored) == pytest.approx(margin(some))
    if (score := nps(some)) is not None:
        assert nps(mirrored) == pytest.approx(-score)


def test_no_answers_have_no_score_and_the_widest_margin() -> None:
    nobody = Counts()
    assert nps(nobody) is None
    assert margin(nobody) == pytest.approx(196 * math.sqrt(1 / 6))
    assert change(nobody, Counts(promoters=40)) is Change.UNCLEAR
    assert change(Counts(promoters=40), nobody) is Change.UNCLEAR


@pytest.mark.parametrize(
    ("one", "score"),
    [(Counts(promoters=1), 100), (Counts(passives=1), 0), (Counts(detractors=1), -100)],
    ids=["promoter", "passive", "detractor"],
)
def test_one_answer_has_a_score_and_a_margin_that_says_how_little_it_is_worth(one: Counts, score: int) -> None:
    assert nps(one) == score
    assert margin(one) > 55


@pytest.mark.parametrize(
    ("n", "expected"), [(10, 42), (20, 32), (30, 27), (50, 21), (100, 15), (200, 11), (400, 7.6), (1000, 4.8)]
)
def test_margins_of_a_fifty_thirty_twenty_split_are_as_published(n: int, expected: float) -> None:
    split = Counts(promoters=n // 2, passives=3 * n // 10, detractors=n // 5)
    assert estimate(split).half_width == pytest.approx(expected, rel=0.03)
    assert margin(split) == pytest.approx(expected + 30 - 30 * n / (n + 3), rel=0.03)


def test_thirty_promoters_are_no_certainty() -> None:
    assert margin(Counts(promoters=30)) == pytest.approx(21.3, abs=0.1)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (Counts(promoters=50, passives=30, detractors=20), Counts(promoters=30, passives=30, detractors=40), Change.UP),
        (
            Counts(promoters=30, passives=30, detractors=40),
            Counts(promoters=50, passives=30, detractors=20),
            Change.DOWN,
        ),
        (
            Counts(promoters=17, passives=9, detractors=4),
            Counts(promoters=14, passives=10, detractors=6),
            Change.UNCLEAR,
        ),
        (Counts(promoters=30), Counts(promoters=30), Change.UNCLEAR),
        (Counts(promoters=30), Counts(detractors=30), Change.UP),
    ],
)
def test_a_change_is_called_one_only_when_it_hardly_is_chance(now: Counts, before: Counts, said: Change) -> None:
    assert change(now, before) is said
