"""The demo's server, without a browser: what it lets in, and what it says about the day."""

from datetime import UTC, date, datetime, timedelta

from aiohttp import ClientSession

from bot.config.public_holidays import is_holiday_in
from bot.domain.feedback import Kind
from sandbox.__main__ import main
from sandbox.demo import Demo
from sandbox.demo.clock import DemoClock, latest_working_day
from sandbox.demo.guard import is_loopback
from sandbox.demo.morning import morning
from sandbox.demo.people import COLLEAGUES, LANGUAGES
from sandbox.demo.stories import STORIES


async def test_only_the_pages_own_origin_and_this_computers_names_are_let_in(demo: Demo) -> None:
    async with ClientSession() as session:
        async with session.get(f"{demo.url}/scene", headers={"Origin": "http://evil.example"}) as answer:
            assert answer.status == 403
        async with session.get(f"{demo.url}/scene", headers={"Host": "evil.example"}) as answer:
            assert answer.status == 403
        async with session.post(f"{demo.url}/feedback", data=b"{}", headers={"Content-Type": "text/plain"}) as answer:
            assert answer.status == 415
        async with session.get(f"{demo.url}/scene", headers={"Origin": demo.url}) as answer:
            scene = await answer.json()
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert {person["key"] for person in scene["people"]} >= {"anna", "boris", "fatima"}
    assert scene["now"].endswith("+00:00")


async def test_it_is_ten_o_clock_on_a_working_day_even_at_night_in_the_weekend() -> None:
    demo = Demo(today=datetime(2026, 11, 22, 23, 30, tzinfo=UTC), with_morning=False)
    await demo.start()
    try:
        assert demo.clock() - datetime(2026, 11, 23, 9, 0, tzinfo=UTC) < timedelta(minutes=1)
    finally:
        await demo.stop()


def test_the_latest_working_day_is_neither_in_a_weekend_nor_a_holiday() -> None:
    holiday = is_holiday_in("NL")
    assert latest_working_day(date(2026, 11, 20), holiday) == date(2026, 11, 20)
    assert latest_working_day(date(2026, 11, 22), holiday) == date(2026, 11, 20)
    assert latest_working_day(date(2026, 12, 27), holiday) == date(2026, 12, 24)


def test_the_demos_clock_runs_and_is_only_moved_forward() -> None:
    ticks = 100.0
    clock = DemoClock(datetime(2026, 11, 20, 9, tzinfo=UTC), ticks=lambda: ticks)
    ticks += 60
    assert clock() == datetime(2026, 11, 20, 9, 1, tzinfo=UTC)
    clock.move_to(datetime(2026, 11, 20, 10, tzinfo=UTC))
    clock.move_to(datetime(2026, 11, 20, 8, tzinfo=UTC))
    assert clock() == datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_every_story_and_every_arrival_of_the_morning_can_be_told_in_both_languages() -> None:
    opens = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
    for language in LANGUAGES:
        arrivals = list(morning(opens, language))
        assert all("id" in arrival.piece and "occurred_at" in arrival.piece for arrival in arrivals)
        assert [arrival.at for arrival in arrivals] == sorted(arrival.at for arrival in arrivals)
        for story in STORIES:
            piece = story.piece(language)
            assert piece["customer"]["language"] == language
            assert "score" in piece or "comment" in piece
    kinds = {story.piece("nl")["kind"] for story in STORIES}
    assert kinds == {kind.value for kind in Kind}


def test_it_refuses_to_listen_where_other_computers_reach_it() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("localhost")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("demo.example")
    assert main(["--host", "0.0.0.0"]) == 2


def test_what_a_role_says_of_where_somebody_works_is_true() -> None:
    said = {
        (person.key, platform)
        for person in COLLEAGUES
        for words in person.role.values()
        for platform in ("slack", "telegram")
        if platform in words.lower()
    }
    assert said == {("anna", "slack"), ("boris", "telegram")}
    assert all(person.prefers == platform for person in COLLEAGUES for key, platform in said if key == person.key)
