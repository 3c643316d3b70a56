"""Both nights on which Amsterdam moves its clocks: nothing comes twice, and nothing is left out."""

from dataclasses import replace
from datetime import time, timedelta

from bot.services.office import Office
from tests.clock.days import EVERY_NIGHT, MORNING, days_made, lives_in, moment, moments_made, went_by, with_digest

HALF_AN_HOUR = timedelta(minutes=30)


async def test_half_past_two_comes_an_hour_later_when_that_hour_is_skipped(office: Office) -> None:
    with_digest(office, EVERY_NIGHT)
    await went_by(office, moment("2026-03-28 00:00"), moment("2026-03-30 23:30"), every=HALF_AN_HOUR)
    assert await moments_made(office) == ["03-28 02:30", "03-29 03:30", "03-30 02:30"]
    assert await days_made(office) == ["2026-03-28", "2026-03-29", "2026-03-30"]


async def test_half_past_two_comes_once_when_that_hour_comes_twice(office: Office) -> None:
    with_digest(office, EVERY_NIGHT)
    await went_by(office, moment("2026-10-24 00:00"), moment("2026-10-26 23:30"), every=HALF_AN_HOUR)
    assert await days_made(office) == ["2026-10-24", "2026-10-25", "2026-10-26"]
    assert await moments_made(office) == ["10-24 02:30", "10-25 02:30", "10-26 02:30"]


async def test_whoever_slept_through_the_first_half_past_two_makes_it_at_the_second(office: Office) -> None:
    with_digest(office, EVERY_NIGHT)
    await went_by(office, moment("2026-10-24 02:30"), moment("2026-10-25 02:15"))
    await went_by(office, moment("2026-10-25 02:30", fold=1), moment("2026-10-25 12:00"))
    assert await days_made(office) == ["2026-10-24", "2026-10-25"]


async def test_a_quarter_to_nine_stays_a_quarter_to_nine(office: Office) -> None:
    with_digest(office, MORNING)
    await went_by(office, moment("2026-03-27 08:30"), moment("2026-03-30 09:00"))
    await went_by(office, moment("2026-10-23 08:30"), moment("2026-10-23 09:00"))
    await went_by(office, moment("2026-10-25 08:00"), moment("2026-10-26 12:00"))
    assert await moments_made(office) == ["03-27 08:45", "03-30 08:45", "10-23 08:45", "10-26 08:45"]


async def test_where_the_last_hour_of_a_day_is_skipped_its_slot_comes_in_the_next_day(office: Office) -> None:
    nuuk = lives_in("America/Nuuk")
    late = replace(EVERY_NIGHT, at=time(23, 30))
    with_digest(office, late, nuuk)
    zone = nuuk.hours.zone
    await went_by(office, moment("2026-03-27 12:00", zone), moment("2026-03-29 23:30", zone), every=HALF_AN_HOUR)
    assert await days_made(office) == ["2026-03-27", "2026-03-28", "2026-03-29"]
    assert await moments_made(office, zone) == ["03-27 23:30", "03-29 00:30", "03-29 23:30"]
