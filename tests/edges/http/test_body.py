"""A body is read generously in form and strictly in meaning, and whatever is wrong with it is named."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.feedback import Said
from bot.domain.quarantine import Wrong
from handlers.body import Piece, parse, parse_kept
from tests.world import NOW

NAMES = ["id", "score", "comment", "kind", "customer", "contact", "occurred_at", "tags", "value", "how", "attributes"]


@pytest.mark.parametrize(
    ("wrong", "field", "problem"),
    [
        ({"id": ""}, "id", "is empty"),
        ({"id": None}, "id", "must be text"),
        ({"id": "x" * 256}, "id", "is longer than 255 characters"),
        ({"score": 11}, "score", "is outside the scale of nps"),
        ({"score": -1}, "score", "is outside the scale of nps"),
        ({"score": 0, "kind": "csat"}, "score", "is outside the scale of csat"),
        ({"score": 8, "kind": "ces"}, "score", "is outside the scale of ces"),
        ({"score": 3.5}, "score", "must be a whole number"),
        ({"score": True}, "score", "must be a whole number"),
        ({"score": "three"}, "score", "must be a whole number"),
        ({"score": 10**30}, "score", "is outside the scale of nps"),
        ({"kind": "complaint"}, "score", "is given, but the kind complaint has no score"),
        ({"kind": "NSP"}, "kind", 'is not a word that we know; did you mean "nps"?'),
        ({"kind": "xyz"}, "kind", "must be one of nps, csat, ces, stars, complaint, compliment, idea, comment"),
        ({"kind": 7}, "kind", "must be one of nps, csat, ces, stars, complaint, compliment, idea, comment"),
        ({"occurred_at": "2026-11-20T10:06:00+01:00"}, "occurred_at", "lies in the future"),
        ({"occurred_at": "2026-11-20T09:00:00"}, "occurred_at", "does not say which time zone it is in"),
        ({"occurred_at": "gisteren"}, "occurred_at", "must be a date and time in ISO 8601"),
        ({"occurred_at": 1763629380}, "occurred_at", "must be a date and time in ISO 8601"),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "occurred_at", "lies before 1970"),
        ({"comment": {"text": "x"}}, "comment", "must be text"),
        ({"customer": "M. de Vries"}, "customer", "must be an object"),
        ({"customer": {"value": -1}}, "customer.value", "must not be negative"),
        ({"customer": {"value": "much"}}, "customer.value", "must be an amount, such as 1200 or 1200.50"),
        ({"customer": {"value": 10**20}}, "customer.value", "is too large to be true"),
        ({"customer": {"language": "x" * 36}}, "customer.language", "is longer than 35 characters"),
        ({"contact_requested": "perhaps"}, "contact_requested", "must be true or false"),
        ({"contact": {"how": "phon"}}, "contact.how", 'is not a word that we know; did you mean "phone"?'),
        ({"tags": "wachttijd"}, "tags", "must be a list"),
        ({"tags": ["x"] * 51}, "tags", "has more than 50 entries"),
        ({"tags": ["x" * 101]}, "tags[0]", "is longer than 100 characters"),
        ({"journey": "x" * 1001}, "journey", "is longer than 1000 characters"),
    ],
)
def test_what_is_wrong_is_named_in_plain_english(wrong: dict[str, object], field: str, problem: str) -> None:
    refused = parse("survey", json.dumps({"id": "S-1", "score": 3} | wrong).encode(), NOW)

    assert isinstance(refused, tuple)
    assert refused[0].field == field
    assert refused[0].problem.startswith(problem)
    assert refused[0].hint
    assert len(refused) == 1


@pytest.mark.parametrize("field", Piece.model_fields)
def test_a_field_of_the_wrong_kind_never_breaks_the_reader(field: str) -> None:
    values: tuple[object, ...] = (
        None,
        True,
        -1,
        0.5,
        10**400,
        "",
        "  ",
        "x",
        "\ud800",
        [],
        [None],
        [[]],
        {},
        {"": None},
        {"id": {}},
    )
    for value in values:
        said = parse("survey", json.dumps({"id": "S-1", "comment": "x", field: value}).encode(), NOW)

        assert isinstance(said, Said) or all(one.problem and one.hint for one in said)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=6),
    max_leaves=20,
)


@given(value=json_values)
def test_whatever_is_sent_is_understood_or_refused(value: object) -> None:
    found = parse("survey", json.dumps(value).encode(), NOW)

    assert isinstance(found, Said) or (found and all(isinstance(one, Wrong) for one in found))


@given(raw=st.binary(max_size=200))
def test_noise_is_refused(raw: bytes) -> None:
    assert isinstance(parse("survey", raw, NOW), tuple)


@given(value=json_values)
def test_what_is_understood_can_be_kept_by_every_database(value: object) -> None:
    body = (
        json.dumps({"id": "S-1", "comment": "x", "more": value}, allow_nan=False, default=str)
        if _finite(value)
        else "{}"
    )
    said = parse("survey", body.encode(), NOW)

    if isinstance(said, Said):
        kept = json.dumps(said.attributes, ensure_ascii=False, allow_nan=False)
        assert "\\u0000" not in kept
        kept.encode()


def _finite(value: object) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        return False
    return True


def test_money_is_read_to_the_cent() -> None:
    for written, value in ((1200, "1200"), (0.1, "0.1"), ("99.999", "100"), (1e-9, "0"), (" 12 ", "12")):
        said = parse("survey", json.dumps({"id": 1, "score": 3, "customer": {"value": written}}).encode(), NOW)
        assert isinstance(said, Said)
        assert said.customer.value == Decimal(value)


def test_a_kept_list_is_read_whole_or_not_at_all() -> None:
    good = parse_kept("survey", b' [{"id": 1, "score": 3}, {"id": 2, "comment": "x"}]', NOW)
    bad = parse_kept("survey", b'[{"id": 1, "score": 3}, {"id": 2}, 7]', NOW)

    assert isinstance(good, list)
    assert [said.external_id for said in good] == ["1", "2"]
    assert isinstance(bad, tuple)
    assert [one.field for one in bad] == ["[1].comment", "[2]"]
