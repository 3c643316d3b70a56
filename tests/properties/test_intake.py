"""However often, in whatever order and packing a source sends what it knows: one feedback, at most one case."""

from collections import Counter
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.feedback import Kind, Said, asks_for_work, is_wordless, kind_of
from bot.domain.merging import merge
from bot.domain.posting import Shows
from bot.services.intake import Status, take_in_many
from bot.services.office import Office
from tests.flows.kept import kept
from tests.world import ANNA, NOW

numbers = count()
pieces = st.builds(
    Said,
    source=st.just("survey"),
    external_id=st.just("here"),
    score=st.none() | st.sampled_from([0, 6, 7, 9, 10]),
    comment=st.none() | st.sampled_from(["", "Fijn.", "Bel me."]),
    kind=st.none() | st.sampled_from([Kind.NPS, Kind.COMPLAINT, Kind.COMPLIMENT]),
    employee=st.none() | st.just(ANNA.email),
    contact_requested=st.none() | st.booleans(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(sent=st.lists(st.lists(pieces, min_size=1, max_size=3), min_size=1, max_size=3))
async def test_one_feedback_and_at_most_one_case(office: Office, sent: list[list[Said]]) -> None:
    key = f"S-{next(numbers)}"
    batches = [[Said(**{**vars(piece), "external_id": key}) for piece in batch] for batch in sent]

    receipts = [
        receipt
        for n, batch in enumerate(batches)
        for receipt in await take_in_many(office, batch, now=NOW + timedelta(minutes=n))
    ]

    found = await kept(office, key)
    assert len(found.feedback) == 1
    assert {receipt.feedback for receipt in receipts} == {found.feedback[0].id}
    assert [receipt.status for receipt in receipts].count(Status.ACCEPTED) == 1
    assert len(found.cases) <= 1
    assert bool(found.cases) == _ever_asked_for_work(batches)
    shown = Counter(shows for shows, _ in found.shown)
    if found.cases:
        assert set(shown) <= {Shows.TEAM_CASE, Shows.OWN_CASE}
        assert shown[Shows.TEAM_CASE] == 2
        assert shown[Shows.OWN_CASE] <= 1
        assert found.gathering is None
    elif is_wordless(found.feedback[0].said):
        assert not shown
        assert found.gathering is not None
    else:
        assert shown in ({Shows.FEEDBACK: 2}, {Shows.OWN_FEEDBACK: 1})
        assert found.gathering is None


def _ever_asked_for_work(batches: list[list[Said]]) -> bool:
    known: Said | None = None
    for batch in batches:
        for piece in batch:
            known = piece if known is None else merge(known, piece)
            if asks_for_work(kind_of(known), known):
                return True
    return False
