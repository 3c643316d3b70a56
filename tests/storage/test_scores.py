"""The daily numbers: true after whatever happens to feedback and cases, and answered for any period and split."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cards.examples.cast import feedback as heard
from bot.domain.case import Told
from bot.domain.destination import Platform
from bot.domain.feedback import Kind
from bot.domain.people import Member
from bot.domain.period import Period, last_days
from bot.domain.question import AskScore, Dimension
from bot.domain.tallied import Tallied
from bot.services import asking, cases
from bot.services.intake import take_in, take_in_many
from bot.services.office import By, Office
from storage import feedback, scores
from tests.world import ANNA, BORIS, NOW, nps

TODAY = Period(first=date(2026, 11, 20), last=date(2026, 11, 20))


def by(member: Member = ANNA, *, minutes: int = 0) -> By:
    """Anna (or Boris) presses, so many minutes after the feedback came."""
    return By(member=member, platform=Platform.SLACK, delivery=None, at=NOW + timedelta(minutes=minutes))


async def numbers(office: Office, split: Dimension | None = None, period: Period = TODAY) -> dict[str, Tallied]:
    """Support's numbers."""
    async with office.db.read() as tx:
        return await scores.tallied(tx, ["support"], period, split)


async def test_what_customers_said_counts_on_the_teams_own_day(office: Office) -> None:
    late = replace(nps(9, id="S-2"), occurred_at=NOW.replace(hour=23, minute=30) - timedelta(days=1))
    await take_in_many(office, [nps(3), nps(10, id="S-3", touchpoint=" Shop "), late], now=NOW)
    assert (await numbers(office))[""].scores == {Kind.NPS: {3: 1, 9: 1, 10: 1}}  # 23:30 UTC is tomorrow here
    by_touchpoint = await numbers(office, Dimension.TOUCHPOINT)
    assert by_touchpoint["shop"].scores == {Kind.NPS: {10: 1}}
    assert by_touchpoint["call-centre"].scores == {Kind.NPS: {3: 1, 9: 1}}
    assert set(await numbers(office, Dimension.HOUR)) == {"0", "10"}
    assert set(await numbers(office, Dimension.WEEKDAY)) == {"4"}
    assert set(await numbers(office, Dimension.TEAM)) == {"support"}


async def test_an_update_counts_where_the_feedback_now_belongs(office: Office) -> None:
    await take_in(office, nps(9, comment=None), now=NOW)
    moved = replace(nps(2, touchpoint="shop"), occurred_at=NOW - timedelta(days=3))
    await take_in(office, moved, now=NOW)
    assert await numbers(office) == {}
    then = Period(first=date(2026, 11, 17), last=date(2026, 11, 17))
    assert (await numbers(office, Dimension.TOUCHPOINT, then))["shop"].scores == {Kind.NPS: {2: 1}}
    assert (await numbers(office, None, then))[""].cases == 1


async def test_a_case_counts_with_its_feedback(office: Office) -> None:
    receipt = await take_in(office, nps(), now=NOW)
    assert receipt.case is not None
    assert (await numbers(office))[""].cases == 1
    await cases.claim(office, receipt.case, by(BORIS, minutes=10))
    await cases.release(office, receipt.case, by(BORIS, minutes=12))
    await cases.claim(office, receipt.case, by(minutes=30))
    claimed = (await numbers(office))[""]
    assert sum(claimed.claim.values()) == 1
    done = {"cause": "Waiting Time", "done": "Called.", "told": Told.PHONED, "because": None}
    await cases.resolve(office, receipt.case, by(minutes=60), **done)  # type: ignore[arg-type]
    assert (await numbers(office))[""].told == 1
    assert (await numbers(office, Dimension.CAUSE))["waiting time"].told == 1
    assert (await numbers(office))[""].claim == claimed.claim
    await cases.reopen(office, receipt.case, by(minutes=90))
    again = (await numbers(office))[""]
    assert (again.cases, again.told, again.resolve, again.claim) == (1, 0, {}, claimed.claim)
    assert await numbers(office, Dimension.CAUSE) == {}


async def test_a_quiet_team_sees_longer_steps(office: Office) -> None:
    """What is too few for weeks may be enough for steps of four; five times as many show the weeks."""
    minimum = office.organisation.minimum
    said = [
        replace(nps(9, id=f"S-{n}"), occurred_at=NOW - timedelta(days=n * 28 // minimum)) for n in range(minimum * 3)
    ]
    await take_in_many(office, said, now=NOW)
    asked = AskScore(team="support", period=last_days(30, TODAY.last))
    found = (await asking.score(office, asked, aloud=False, now=NOW)).trend
    assert found is not None
    assert (found.step, [one.n for one in found.scores]) == (28, [minimum] * 3)
    often = [replace(one, external_id=f"{one.external_id}-{k}") for one in said for k in range(4)]
    await take_in_many(office, often, now=NOW)
    found = (await asking.score(office, asked, aloud=False, now=NOW)).trend
    assert found is not None
    assert (found.step, sum(one.n for one in found.scores)) == (7, 15 * minimum)


async def test_a_trend_has_its_steps(office: Office) -> None:
    said = [replace(nps(n, id=f"S-{n}"), occurred_at=NOW - timedelta(days=n)) for n in range(10)]
    await take_in_many(office, said, now=NOW)
    first = last_days(14, TODAY.last).first
    async with office.db.read() as tx:
        weeks = await scores.trend(tx, ["support"], Kind.NPS, first=first, step=7, steps=2)
    assert weeks == [{7: 1, 8: 1, 9: 1}, dict.fromkeys(range(7), 1)]


async def test_what_was_rolled_back_does_not_count(office: Office) -> None:
    class Interrupted(Exception):
        pass

    async def interrupted() -> None:
        async with office.db.begin() as tx:
            await feedback.add_many(tx, [heard()])
            raise Interrupted

    with pytest.raises(Interrupted):
        await interrupted()
    await take_in(office, nps(10, id="S-9"), now=NOW)
    assert (await numbers(office))[""].scores == {Kind.NPS: {10: 1}}
