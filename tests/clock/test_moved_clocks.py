"""A zone that changes in the configuration, and a machine whose clock is wrong for a while."""

from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.services import digests
from bot.services.office import Office
from tests.clock.days import MORNING, days_made, lives_in, moment, went_by, with_digest
from tests.world import SUPPORT

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


async def test_a_team_that_moves_west_hears_of_each_local_date_once(office: Office) -> None:
    new_york = ZoneInfo("America/New_York")
    with_digest(office, MORNING, SUPPORT)
    await went_by(office, moment("2026-11-19 00:00"), moment("2026-11-20 10:00"), every=AN_HOUR)
    with_digest(office, MORNING, lives_in("America/New_York"))
    await went_by(office, moment("2026-11-20 10:15"), moment("2026-11-23 23:45", new_york), every=AN_HOUR)
    assert await days_made(office) == ["2026-11-19", "2026-11-20", "2026-11-23"]


async def test_a_team_that_moves_east_hears_of_each_local_date_once(office: Office) -> None:
    auckland = ZoneInfo("Pacific/Auckland")
    with_digest(office, MORNING, SUPPORT)
    await went_by(office, moment("2026-11-18 00:00"), moment("2026-11-18 20:30"), every=AN_HOUR)
    with_digest(office, MORNING, lives_in("Pacific/Auckland"))
    await went_by(office, moment("2026-11-18 20:45"), moment("2026-11-20 12:00", auckland), every=AN_HOUR)
    assert await days_made(office) == ["2026-11-18", "2026-11-19", "2026-11-20"]
    with_digest(office, MORNING, SUPPORT)
    await went_by(office, moment("2026-11-20 12:15", auckland), moment("2026-11-23 12:00"), every=AN_HOUR)
    assert await days_made(office) == ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-23"]


async def test_a_digest_that_is_moved_to_later_in_the_day_does_not_come_again(office: Office) -> None:
    with_digest(office, MORNING)
    await went_by(office, moment("2026-11-20 08:45"), moment("2026-11-20 09:00"))
    with_digest(office, replace(MORNING, at=time(11)))
    await went_by(office, moment("2026-11-20 09:00"), moment("2026-11-20 12:00"))
    assert await days_made(office) == ["2026-11-20"]


async def test_a_clock_that_was_years_ahead_for_a_moment_silences_nothing(office: Office) -> None:
    with_digest(office)
    await went_by(office, moment("2026-11-18 08:45"), moment("2026-11-18 09:00"))
    assert await digests.make_due(office, moment("2036-11-19 09:00")) == 1
    for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
        await went_by(office, moment(f"{day} 08:30"), moment(f"{day} 09:00"))
    assert await days_made(office) == ["2026-11-18", "2036-11-19", "2026-11-19", "2026-11-20"]


async def test_a_clock_that_jumps_to_and_fro_around_the_hour_makes_one(office: Office) -> None:
    with_digest(office)
    before, after = moment("2026-11-20 08:44"), moment("2026-11-20 08:46")
    for now in (before, after, before, after, before - A_DAY, after + timedelta(hours=3), before, after):
        await digests.make_due(office, now)
    assert (await days_made(office)).count("2026-11-20") == 1


async def test_a_clock_that_goes_back_days_makes_nothing_again(office: Office) -> None:
    with_digest(office)
    await went_by(office, moment("2026-11-16 08:45"), moment("2026-11-20 09:00"), every=timedelta(hours=1))
    week = await days_made(office)
    assert len(week) == 5
    await went_by(office, moment("2026-11-16 08:45"), moment("2026-11-20 09:00"), every=timedelta(hours=1))
    assert await days_made(office) == week
