"""A source sends the same feedback again, and nothing that the customer said gets lost."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.feedback import SCALES, ContactHow, ContactWish, Customer, Kind, Said, kind_of
from bot.domain.merging import changed, merge

FIRST = Said(
    source="survey",
    external_id="S-1",
    score=3,
    comment="Drie keer teruggebeld, niemand wist ervan.",
    customer=Customer(id="C-1", name="M. de Vries", value=Decimal(1200)),
    tags=("wachttijd",),
    attributes={"store": "Utrecht", "order": 17},
)


def again(**said: object) -> Said:
    return replace(Said(source="survey", external_id="S-1"), **said)  # type: ignore[arg-type]  # a test's shorthand


def test_a_phone_number_that_comes_later_joins_the_name() -> None:
    merged = merge(FIRST, again(customer=Customer(phone="+31612345678"), contact=ContactWish(how=ContactHow.PHONE)))

    assert merged.customer == Customer(id="C-1", name="M. de Vries", value=Decimal(1200), phone="+31612345678")
    assert merged.contact == ContactWish(how=ContactHow.PHONE)
    assert changed(FIRST, merged) == {"customer", "contact"}


def test_new_words_replace_and_blank_ones_do_not() -> None:
    assert merge(FIRST, again(comment="Toch opgelost, dank!")).comment == "Toch opgelost, dank!"
    assert merge(FIRST, again(comment="  ")) == FIRST


def test_tags_are_replaced_and_attributes_join() -> None:
    merged = merge(FIRST, again(tags=("levering",), attributes={"order": 18, "store": None, "shop": 4}))

    assert merged.tags == ("levering",)
    assert merged.attributes == {"store": "Utrecht", "order": 18, "shop": 4}


def test_a_zero_and_a_no_are_news() -> None:
    merged = merge(replace(FIRST, contact_requested=True), again(score=0, contact_requested=False))

    assert (merged.score, merged.contact_requested) == (0, False)


def test_a_kind_and_a_score_that_come_apart_stay_valid_together() -> None:
    stars = replace(FIRST, kind=Kind.STARS)

    assert merge(stars, again(score=4)).kind is Kind.STARS
    assert merge(stars, again(score=9)).kind is Kind.NPS
    assert merge(replace(FIRST, score=9), again(kind=Kind.STARS)).kind is None
    assert merge(FIRST, again(kind=Kind.STARS)).kind is Kind.STARS


def test_another_feedback_is_never_merged() -> None:
    with pytest.raises(ValueError, match="same source and id"):
        merge(FIRST, replace(FIRST, external_id="S-2"))


texts = st.none() | st.sampled_from(["", " ", "wachttijd", "Utrecht", "phone", "👍"])


@st.composite
def pieces(draw: st.DrawFn) -> Said:
    kind = draw(st.none() | st.sampled_from(Kind))
    scale = SCALES.get(kind or Kind.NPS, SCALES[Kind.NPS])
    return Said(
        source="survey",
        external_id="S-1",
        occurred_at=draw(st.none() | st.sampled_from([datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2)])),
        kind=kind,
        score=draw(st.none() | st.integers(scale.low, scale.high)),
        comment=draw(texts),
        customer=draw(st.builds(Customer, id=texts, name=texts, email=texts, phone=texts, language=texts)),
        contact_requested=draw(st.none() | st.booleans()),
        contact=draw(st.none() | st.builds(ContactWish, how=st.none() | st.sampled_from(ContactHow), when=texts)),
        touchpoint=draw(texts),
        employee=draw(texts),
        tags=tuple(draw(st.lists(st.sampled_from(["a", "b", "c"]), max_size=2))),
        attributes=draw(st.dictionaries(st.sampled_from("xyz"), st.none() | st.integers(0, 3), max_size=3)),
    )


@given(old=pieces(), new=pieces())
def test_sent_twice_is_sent_once(old: Said, new: Said) -> None:
    once = merge(old, new)

    assert merge(once, new) == once
    assert changed(once, merge(once, new)) == frozenset()


@given(old=pieces())
def test_an_empty_update_changes_nothing(old: Said) -> None:
    assert merge(old, again()) == old


@given(old=pieces(), new=pieces())
def test_nothing_that_was_said_is_blanked(old: Said, new: Said) -> None:
    merged = merge(old, new)

    for name in ("occurred_at", "score", "comment", "contact_requested", "contact", "touchpoint", "employee"):
        before = getattr(old, name)
        assert before is None or getattr(merged, name) is not None
    assert set(old.attributes) <= set(merged.attributes)


@given(old=pieces(), new=pieces())
def test_a_score_is_always_on_its_scale(old: Said, new: Said) -> None:
    merged = merge(old, new)
    scale = SCALES.get(kind_of(merged))

    assert scale is None or merged.score is None or scale.low <= merged.score <= scale.high
