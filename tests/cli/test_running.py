"""The bot starts, takes changes in, and stops, as systemd and an operator ask it to."""

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from sandbox.slack import SlackEmulator
from sandbox.telegram import TelegramEmulator
from tests.cli.conftest import Desk, running


def names(desk: Desk) -> list[str]:
    with closing(sqlite3.connect(desk.folder / "klankbord.db")) as db:
        return [name for (name,) in db.execute("SELECT name FROM members WHERE active ORDER BY id")]


async def test_it_starts_is_found_by_reload_and_stops_in_peace(desk: Desk, slack: SlackEmulator) -> None:
    async with running(desk) as bot:
        await slack.wait_connected()
        assert int((desk.folder / "klankbord.pid").read_text()) == bot.process.pid
        assert names(desk) == ["Anna Visser", "Boris Jansen"]

        desk.change("teams:\n", "  - {name: Fatima el Idrissi, email: fatima@devrieswonen.nl}\nteams:\n")
        desk.change("http: {port: 0}", "http: {port: 0, host: localhost}")
        said = await desk.type("reload")
        assert (said.code, said.err) == (0, "")
        assert said.out.splitlines() == [
            "Taken in: 1 teams and 3 members; 0 left since before.",
            "What changed under http counts after a restart.",
        ]
        assert names(desk) == ["Anna Visser", "Boris Jansen", "Fatima el Idrissi"]

        desk.change("default: support", "default: suport")
        said = await desk.type("reload")
        assert said.code == 1
        assert "routing.default" in said.err
        assert "goes on with the configuration that it had" in said.err
        assert "support" in await bot.says("not reloaded")

        desk.change("default: suport", "default: support")
        desk.change("  - {name: Fatima el Idrissi, email: fatima@devrieswonen.nl}\n", "")
        assert "1 left" in (await desk.type("reload")).out
        assert names(desk) == ["Anna Visser", "Boris Jansen"]

        assert await bot.stop() == 0
        assert "stopped" in bot.log
        assert "WARNING" not in bot.log
        assert "Traceback" not in bot.log
        assert not [secret for name, secret in desk.environ.items() if name != "PATH" and secret in bot.log]
    assert sorted(path.name for path in desk.folder.iterdir() if "klankbord." in path.name) == ["klankbord.db"]


async def test_nobody_is_told_to_reload_when_no_bot_runs(desk: Desk) -> None:
    said = await desk.type("reload")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "no klankbord runs from config.yaml. Start it: klankbord run" in said.err


async def test_a_number_left_by_a_killed_bot_is_not_mistaken_for_one(desk: Desk) -> None:
    """The number may be anybody's by now: here it is this test's, which would not survive the signal."""
    (desk.folder / "klankbord.pid").write_text(f"{os.getpid()}\n")
    said = await desk.type("reload", "--config", str(desk.config))
    assert said.code == 1
    assert "was left by one that was killed" in said.err


async def test_it_runs_from_a_folder_in_which_it_may_not_write(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "klankbord.pid").mkdir()
    async with running(desk) as bot:
        assert "send SIGHUP yourself" in bot.log
        bot.process.send_signal(signal.SIGHUP)
        await bot.says("Taken in: 1 teams")


async def test_a_wrong_configuration_ends_it_with_a_line_for_each_complaint(desk: Desk) -> None:
    desk.change("telegram: -100200300", "telegram: group")
    desk.change("default: support", "default: sales")
    said = await desk.type("run", "--config", "config.yaml")
    assert said.code == 2
    assert len(said.err.splitlines()) == 2
    assert not (desk.folder / "klankbord.pid").exists()


async def test_an_address_that_is_taken_is_named(desk: Desk, slack: SlackEmulator) -> None:
    taken = slack.url.rpartition(":")[2]
    desk.change("http: {port: 0}", f"http: {{port: {taken}}}")
    said = await desk.type("run")
    assert said.code == 1
    assert f"klankbord: cannot listen at 127.0.0.1:{taken} (Address already in use). Stop what listens" in said.err


async def test_it_can_be_stopped_while_it_still_starts(desk: Desk, telegram: TelegramEmulator) -> None:
    bot = await desk.start("run")
    until = time.monotonic() + 20
    while not (desk.folder / "klankbord.pid").exists():
        assert time.monotonic() < until
    bot.send_signal(signal.SIGINT)
    assert await bot.wait() == 0
    assert telegram.calls is not None
