"""The demo's books of the past: what was done then counts as if it had been done in the chats."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.period import last_days
from bot.domain.question import AskScore
from bot.services import asking
from bot.services.intake import take_in_many
from bot.services.office import Office
from bot.services.recounting import recount
from sandbox.demo import past_work
from tests.world import NOW, nps


async def test_who_was_unhappy_long_ago_was_called_back_long_ago(office: Office) -> None:
    then = NOW - timedelta(weeks=2)
    said = [replace(nps(n % 11, f"Het duurde lang, {n}.", id=f"P-{n}"), occurred_at=then) for n in range(22)]
    await take_in_many(office, said, now=NOW)
    await past_work.bring_in(office.db, office.organisation, "nl")

    found = await asking.score(
        office, AskScore(team="support", period=last_days(30, date(2026, 11, 20))), aloud=False, now=NOW
    )
    assert found.now.cases == 14
    assert 7 <= found.now.told <= 14
    assert sum(many for _, many in found.causes) == 14
    assert sum(found.now.claim.values()) == sum(found.now.resolve.values()) == 14
    assert [piece.numbers async for piece in recount(office.db, mend=False)] == [0]
