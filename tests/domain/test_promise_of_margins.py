"""What a margin promises, by adding up every outcome that there can be, each as likely as SciPy says: no dice.

In small and whole numbers no interval holds exactly 95 % for every truth: each jumps as the truth moves. So the promise
is kept on average over what the truth may be, and never missed by much.
"""

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats  # type: ignore[import-untyped]  # it brings no types

from bot.domain.distribution import Distribution, change, difference
from bot.domain.estimate import Change
from bot.domain.feedback import Kind

Floats = NDArray[np.float64]

SIZES = (30, 50, 100)
SPLITS = [(p / 20, d / 20) for p in range(21) for d in range(21 - p)]
"""True shares of promoters and detractors, in steps of 5 %."""
SHARES = [share / 200 for share in range(201)]
"""True shares of satisfied customers."""


@cache
def nps_outcomes(n: int) -> list[Distribution]:
    return [
        Distribution(kind=Kind.NPS, counts={10: p, 0: d, 8: n - p - d}) for p in range(n + 1) for d in range(n + 1 - p)
    ]


@cache
def csat_outcomes(n: int) -> list[Distribution]:
    return [Distribution(kind=Kind.CSAT, counts={5: k, 1: n - k}) for k in range(n + 1)]


@cache
def answered(n: int) -> NDArray[np.int64]:
    """The promoters, detractors and passives of each outcome."""
    return np.array(
        [(one.segments.promoters, one.segments.detractors, one.segments.passives) for one in nps_outcomes(n)]
    )


def nps_chances(n: int, p: float, d: float) -> Floats:
    return np.asarray(stats.multinomial.pmf(answered(n), n, [p, d, max(1 - p - d, 0)]))


def csat_chances(n: int, share: float) -> Floats:
    return np.asarray(stats.binom.pmf(np.arange(n + 1), n, share))


def coverage(outcomes: list[Distribution], truths: list[float], chances: list[Floats]) -> Floats:
    """For each truth, with the chances of the outcomes then: how likely figure ± margin holds it."""
    values = np.array([one.value for one in outcomes])
    margins = np.array([one.margin for one in outcomes]) + 1e-9
    return np.array(
        [chance[abs(values - truth) <= margins].sum() for truth, chance in zip(truths, chances, strict=True)]
    )


@pytest.mark.parametrize("n", SIZES)
def test_the_nps_of_all_lies_within_the_margin_95_times_of_100(n: int) -> None:
    truths = [100 * (p - d) for p, d in SPLITS]
    held = coverage(nps_outcomes(n), truths, [nps_chances(n, p, d) for p, d in SPLITS])
    assert held.mean() >= 0.95
    assert held.min() >= 0.92


@pytest.mark.parametrize("n", SIZES)
def test_the_share_of_all_who_are_satisfied_lies_within_the_margin_95_times_of_100(n: int) -> None:
    truths = [100 * share for share in SHARES]
    held = coverage(csat_outcomes(n), truths, [csat_chances(n, share) for share in SHARES])
    assert held.mean() >= 0.95
    assert held.min() >= 0.93


@pytest.mark.parametrize("n", SIZES)
def test_chance_alone_changes_a_share_hardly_more_often_than_once_in_twenty(n: int) -> None:
    outcomes = csat_outcomes(n)
    alarms = np.array([[change(one, other) is not Change.UNCLEAR for other in outcomes] for one in outcomes])
    chances = np.stack([csat_chances(n, share) for share in SHARES])
    false = ((chances @ alarms) * chances).sum(axis=1)
    assert false.mean() <= 0.05
    assert false.max() <= 0.06


def alarms_of_nps(one: list[Distribution], other: list[Distribution]) -> NDArray[np.bool_]:
    """Which pairs of outcomes differ by more than the margin of that, in NumPy alone."""

    def figures(outcomes: list[Distribution]) -> tuple[Floats, Floats, Floats]:
        p, d, n = np.array(
            [(each.segments.promoters, each.segments.detractors, each.n) for each in outcomes], dtype=float
        ).T
        worths = np.array([100.0, -100.0, 0.0])
        weights = np.stack([p + 0.75, d + 0.75, n - p - d + 1.5]) / (n + 3)
        centre = worths @ weights
        error = np.sqrt((worths**2 @ weights - centre**2) / (n + 3))
        return 100 * (p - d) / n, centre, error

    (raw, centre, error), (raws, centres, errors) = figures(one), figures(other)
    apart = raw[:, None] - raws
    half = 1.96 * np.sqrt(error[:, None] ** 2 + errors**2)
    return np.asarray(np.abs(apart) > half + np.abs(apart - (centre[:, None] - centres)))


@pytest.mark.parametrize("n", [30, 50])
def test_chance_alone_changes_an_nps_hardly_more_often_than_once_in_twenty(n: int) -> None:
    outcomes = nps_outcomes(n)
    alarms = alarms_of_nps(outcomes, outcomes).astype(np.float32)
    chances = np.stack([nps_chances(n, p, d) for p, d in SPLITS]).astype(np.float32)
    false = ((chances @ alarms) * chances).sum(axis=1)
    assert false.mean() <= 0.05
    assert false.max() <= 0.06


def test_numpy_and_we_call_the_same_a_change() -> None:
    some, others = nps_outcomes(30)[::7], nps_outcomes(50)[::23]
    alarms = alarms_of_nps(some, others)
    for place, one in enumerate(some):
        for at, other in enumerate(others):
            apart = difference(one, other)
            assert apart is not None
            if abs(abs(apart[0]) - apart[1]) > 1e-9:
                assert (change(one, other) is not Change.UNCLEAR) is bool(alarms[place, at])
