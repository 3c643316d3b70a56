"""The demo's books of the past: what was done then counts as if it had been done in the chats."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from bot.domain.period import last_days
from bot.domain.question import AskScore
from bot.services import asking
from bot.services.intake import take_in_many
from bot.services.office import Office
from bot.services.recounting import recount
from sandbox.demo import past, past_work
from storage.tables import cases, feedback
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


async def test_the_cause_in_the_books_is_the_one_that_the_customer_named(office: Office) -> None:
    words = ("De factuur klopte weer niet.", "Wachttijden van weken voor een simpele kast.")
    then = NOW - timedelta(weeks=2)
    said = [replace(nps(2, words[n % 2], id=f"P-{n}"), occurred_at=then) for n in range(9)]
    await take_in_many(office, said, now=NOW)
    await past_work.bring_in(office.db, office.organisation, "nl")

    async with office.db.read() as tx:
        both = select(feedback.c.comment, cases.c.cause).join(cases, cases.c.feedback_id == feedback.c.id)
        found = {(comment, cause) for comment, cause in await tx.execute(both)}
    assert found == {(words[0], "price"), (words[1], "waiting time")}


def test_the_past_and_the_stories_call_a_channel_the_same() -> None:
    told = {piece["channel"] for pieces in past.past(NOW, "nl") for piece in pieces}
    assert "e-mail" in told
    assert "email" not in told
