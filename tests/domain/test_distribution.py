"""Figures on their own scales, beside SciPy, which shares nothing with them but the definitions."""

import math
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]  # it brings no types

from bot.domain import nps
from bot.domain.digest import rolling
from bot.domain.distribution import Distribution, change, difference, standing_out
from bot.domain.estimate import Change
from bot.domain.feedback import SCALES, Kind
from bot.domain.nps import Counts

SCORED = tuple(SCALES)
MEANS = (Kind.CES, Kind.STARS)


def scores_of(kind: Kind) -> st.SearchStrategy[int]:
    return st.integers(SCALES[kind].low, SCALES[kind].high)


@st.composite
def distributions(draw: st.DrawFn, kind: Kind | None = None, most: int = 3000) -> Distribution:
    of = kind or draw(st.sampled_from(SCORED))
    return Distribution(kind=of, counts=draw(st.dictionaries(scores_of(of), st.integers(0, most))))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Distribution, Distribution]:
    kind = draw(st.sampled_from(SCORED))
    return draw(distributions(kind)), draw(distributions(kind))


def tally(kind: Kind, scores: list[int]) -> Distribution:
    return Distribution(kind=kind, counts={score: scores.count(score) for score in scores})


@given(distributions(Kind.NPS))
def test_nps_is_the_nps_of_its_segments(given_: Distribution) -> None:
    assert given_.segments == Counts(
        promoters=sum(n for score, n in given_.counts.items() if score in (9, 10)),
        passives=sum(n for score, n in given_.counts.items() if score in (7, 8)),
        detractors=sum(n for score, n in given_.counts.items() if score <= 6),
    )
    assert given_.value == pytest.approx(nps.nps(given_.segments))
    assert given_.margin == pytest.approx(nps.estimate(given_.segments).margin)


@given(distributions(Kind.CSAT))
def test_csat_is_the_share_of_the_satisfied_with_the_interval_of_agresti_and_coull(given_: Distribution) -> None:
    satisfied = given_.counts.get(4, 0) + given_.counts.get(5, 0)
    half = given_.estimated.half_width
    z = 1.96
    middle = (satisfied + z * z / 2) / (given_.n + z * z)
    expected = stats.norm.ppf(0.975) * stats.bernoulli(middle).std() / math.sqrt(given_.n + z * z)
    assert half == pytest.approx(100 * expected, rel=1e-4)
    if given_.n:
        share = 100 * satisfied / given_.n
        assert given_.value == pytest.approx(share)
        # Wilson's interval has the same middle and is never wider.
        wilson = stats.binomtest(satisfied, given_.n).proportion_ci(method="wilson")
        assert half >= 100 * (wilson.high - wilson.low) / 2 * 0.9999
        assert given_.margin == pytest.approx(max(100 * middle + half - share, share - 100 * middle + half))


@pytest.mark.parametrize("kind", MEANS)
@given(st.data())
def test_means_agree_with_scipy(kind: Kind, data: st.DataObject) -> None:
    scores = data.draw(st.lists(scores_of(kind), min_size=2, max_size=200))
    assume(len(set(scores)) > 1)
    given_ = tally(kind, scores)
    error = float(stats.sem(scores))
    assert given_.value == pytest.approx(float(stats.tmean(scores)))
    assume(error >= math.sqrt(1 / 12 / len(scores)))
    assert given_.margin == pytest.approx(stats.norm.ppf(0.975) * error, rel=1e-4)


@pytest.mark.parametrize("kind", MEANS)
@given(st.data())
def test_differences_of_means_agree_with_welch(kind: Kind, data: st.DataObject) -> None:
    some, others = (data.draw(st.lists(scores_of(kind), min_size=60, max_size=120)) for _ in range(2))
    one, other = tally(kind, some), tally(kind, others)
    assume(min(len(set(some)), len(set(others))) > 1)
    assume(min(stats.tvar(some), stats.tvar(others)) > 1 / 12)
    apart = difference(one, other)
    assert apart is not None
    welch = stats.ttest_ind(some, others, equal_var=False)
    assert apart[0] / apart[1] * 1.96 == pytest.approx(float(welch.statistic), rel=1e-6, abs=1e-9)


@given(distributions())
def test_the_order_and_the_grouping_of_answers_do_not_matter(given_: Distribution) -> None:
    shuffled = list(given_.counts.items())
    Random(7).shuffle(shuffled)
    assert Distribution(kind=given_.kind, counts=dict(shuffled)).value == pytest.approx(given_.value)
    assert Distribution(kind=given_.kind, counts=dict(shuffled)).margin == pytest.approx(given_.margin)


@given(pairs())
def test_periods_merge(both: tuple[Distribution, Distribution]) -> None:
    one, other = both
    merged = one + other
    assert (merged.n, merged.counts) == (one.n + other.n, (other + one).counts)
    assert merged.segments.n == merged.n
    if one.n and other.n:
        assert merged.value == pytest.approx(((one.value or 0) * one.n + (other.value or 0) * other.n) / merged.n)
    assert (one + Distribution(kind=one.kind)).value == one.value


@given(distributions(most=200), st.integers(2, 30))
def test_more_answers_of_the_same_mix_make_the_margin_smaller(some: Distribution, times: int) -> None:
    more = Distribution(kind=some.kind, counts={score: n * times for score, n in some.counts.items()})
    if some.n:
        assert more.value == pytest.approx(some.value)
        assert more.margin < some.margin


@given(pairs())
def test_turned_around_differences_mirror(both: tuple[Distribution, Distribution]) -> None:
    one, other = both
    there, back = difference(one, other), difference(other, one)
    if there is None or back is None:
        assert not (one.n and other.n)
        assert change(one, other) is Change.UNCLEAR
        return
    assert there == pytest.approx((-back[0], back[1]))
    turned = {Change.UP: Change.DOWN, Change.DOWN: Change.UP, Change.UNCLEAR: Change.UNCLEAR}
    assert change(one, other) is turned[change(other, one)]


@given(pairs())
def test_changed_is_said_exactly_where_the_difference_exceeds_its_margin(
    both: tuple[Distribution, Distribution],
) -> None:
    one, other = both
    apart = difference(one, other)
    exceeds = apart is not None and abs(apart[0]) > apart[1]
    assert (change(one, other) is not Change.UNCLEAR) is exceeds


@given(pairs())
def test_what_stands_out_of_two_has_changed(both: tuple[Distribution, Distribution]) -> None:
    one, other = both
    out = standing_out({"one": one, "other": other})["one"]
    assert out in (Change.UNCLEAR, change(one, other))


@given(distributions(Kind.NPS), distributions(Kind.NPS))
def test_a_change_of_nps_is_the_same_everywhere(now: Distribution, before: Distribution) -> None:
    assert change(now, before) is rolling(30, now.segments, before.segments, minimum=1).changed or not (
        now.n and before.n
    )


@pytest.mark.parametrize(
    ("kind", "widest"), [(Kind.NPS, 196 * math.sqrt(1 / 6)), (Kind.CSAT, 50), (Kind.CES, 6), (Kind.STARS, 4)]
)
def test_without_answers_there_is_no_figure_and_the_widest_margin(kind: Kind, widest: float) -> None:
    nobody = Distribution(kind=kind)
    assert (nobody.n, nobody.value) == (0, None)
    assert nobody.margin == pytest.approx(widest, abs=0.01)
    assert difference(nobody, tally(kind, [3])) is None


@pytest.mark.parametrize("kind", SCORED)
@pytest.mark.parametrize("score", [1, 3, 5])
def test_one_answer_says_next_to_nothing(kind: Kind, score: int) -> None:
    one = tally(kind, [score])
    assert one.value is not None
    assert one.margin > {Kind.NPS: 55, Kind.CSAT: 39, Kind.CES: 5, Kind.STARS: 3}[kind]


def test_three_who_agree_do_not_make_a_certainty() -> None:
    assert tally(Kind.STARS, [5, 5, 5]).margin == pytest.approx(1.96 / 6)


def test_kinds_never_mix() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        tally(Kind.STARS, [5]) + tally(Kind.CSAT, [5])


LIKELY = {
    Kind.NPS: {10: 30, 9: 20, 8: 20, 7: 10, 6: 10, 3: 10},
    Kind.CSAT: {5: 40, 4: 35, 3: 15, 1: 10},
    Kind.CES: {7: 30, 6: 30, 5: 20, 3: 15, 1: 5},
    Kind.STARS: {5: 55, 4: 25, 3: 10, 1: 10},
}


@pytest.mark.parametrize("kind", SCORED)
@pytest.mark.parametrize("sizes", [[30] * 12, [1, 1, 2, 3, 4, 5, 6, 8, 10, 15, 40, 200], [5] * 11 + [500]])
def test_twelve_places_that_are_alike_make_hardly_any_false_alarm(kind: Kind, sizes: list[int]) -> None:
    random = Random(20261120)
    scores, weights = list(LIKELY[kind]), list(LIKELY[kind].values())
    tables = 120
    alarmed = 0
    for _ in range(tables):
        groups = {str(i): tally(kind, random.choices(scores, weights, k=n)) for i, n in enumerate(sizes)}
        alarmed += any(way is not Change.UNCLEAR for way in standing_out(groups).values())
    # One in twenty, and what chance allows among so many tables.
    assert alarmed <= stats.binom(tables, 0.05).ppf(0.995)


def test_a_real_difference_stands_out_among_twelve() -> None:
    groups = {f"place {i}": Distribution(kind=Kind.NPS, counts={10: 50, 8: 30, 3: 20}) for i in range(10)}
    groups["Utrecht"] = Distribution(kind=Kind.NPS, counts={10: 20, 8: 30, 3: 50})
    groups["Delft"] = Distribution(kind=Kind.NPS, counts={10: 85, 8: 10, 3: 5})
    found = standing_out(groups)
    assert {name: way for name, way in found.items() if way is not Change.UNCLEAR} == {
        "Utrecht": Change.DOWN,
        "Delft": Change.UP,
    }


@pytest.mark.parametrize("kind", SCORED)
def test_few_answers_and_empty_groups_never_stand_out(kind: Kind) -> None:
    scale = SCALES[kind]
    many = Distribution(kind=kind, counts={scale.high: 500, scale.good: 20})
    poor = Distribution(kind=kind, counts={scale.low: 4})
    assert set(standing_out({"a": many, "b": poor, "c": Distribution(kind=kind)}).values()) <= {
        Change.UNCLEAR,
        Change.UP,
    }
    assert standing_out({"a": many, "b": poor})["b"] is Change.UNCLEAR
    assert standing_out({"a": many}) == {"a": Change.UNCLEAR}
    assert standing_out({}) == {}


def test_who_are_too_few_to_stand_out_are_among_the_others() -> None:
    groups = {f"place {i}": Distribution(kind=Kind.CSAT, counts={5: 4, 1: 16}) for i in range(10)}
    groups["Utrecht"] = Distribution(kind=Kind.CSAT, counts={5: 38, 1: 2})
    found = standing_out(groups, fewest=30)
    assert {name for name, way in found.items() if way is not Change.UNCLEAR} == {"Utrecht"}


@given(st.lists(distributions(Kind.CSAT, most=300), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_groups_does_not_matter(some: list[Distribution], random: Random) -> None:
    groups = {str(place): one for place, one in enumerate(some)}
    shuffled = list(groups.items())
    random.shuffle(shuffled)
    assert standing_out(groups) == standing_out(dict(shuffled))


def test_two_proportions_that_stand_out_do_so_for_fisher_too() -> None:
    one = Distribution(kind=Kind.CSAT, counts={5: 90, 1: 10})
    other = Distribution(kind=Kind.CSAT, counts={5: 70, 1: 30})
    assert standing_out({"one": one, "other": other}) == {"one": Change.UP, "other": Change.DOWN}
    assert stats.fisher_exact([[90, 10], [70, 30]]).pvalue < 0.05
