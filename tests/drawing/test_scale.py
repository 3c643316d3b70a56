"""Where things stand in a picture."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.scale import apart, every_nth, number, ticks

values = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)


def test_scales_that_people_know_are_marked_where_they_expect_it() -> None:
    assert ticks(-100, 100) == [-100, -50, 0, 50, 100]
    assert ticks(0, 10) == [0, 2.5, 5, 7.5, 10]
    assert ticks(1, 5) == [1, 2, 3, 4, 5]
    assert ticks(1, 7) == [1, 3, 5, 7]


@given(values, values)
def test_marks_are_few_in_order_and_on_the_scale(one: float, other: float) -> None:
    low, high = sorted((one, other))
    marks = ticks(low, high)
    slack = (high - low) * 1e-6
    assert 1 <= len(marks) <= 5
    assert marks == sorted(marks)
    assert all(low - slack <= mark <= high + slack for mark in marks)


def test_numbers_are_written_as_people_write_them() -> None:
    assert number(4.25, 1, "nl") == "4,2"
    assert number(4.25, 1, "en") == "4.2"
    assert number(-8, 0, "nl") == "−8"
    assert number(-0.2, 0, "en") == "0"


@given(st.integers(1, 500), st.integers(0, 30))
def test_the_last_label_is_always_shown(count: int, room: int) -> None:
    shown = every_nth(count, room)
    assert shown[-1] == count - 1
    assert len(shown) <= max(room, 1)
    assert shown == sorted(set(shown))


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6))
def test_labels_that_would_touch_are_moved_apart_and_keep_their_order(places: list[float]) -> None:
    moved = apart(places, 18, 0, 300)
    assert all(-0.001 <= place <= 300.001 for place in moved)
    ordered = sorted(moved)
    assert all(after - before >= 17.999 for before, after in pairwise(ordered))
    for one, first in enumerate(places):
        for other, second in enumerate(places):
            assert not (first < second and moved[one] > moved[other])
